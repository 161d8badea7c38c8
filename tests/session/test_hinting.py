"""Going anywhere on the screen by letters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import Play, begin_play, entity, footnote

from reader.articles.findings import Findings
from reader.session.effects import Ask, Say
from reader.session.hinting import HOME, LETTERS, is_waiting, labels, typed
from reader.text.span import Span
from reader.values import replace

TEXT = "Anna Petrova met the Taliban* here. They talked.\nPetrova left.\n*The Taliban is banned in Russia."
TALIBAN = entity(TEXT, "Taliban", "ORG")
FINDINGS = Findings(
    "en",
    "test",
    entities=(TALIBAN, entity(TEXT, "Anna Petrova", "PERSON")),
    designations=(footnote(TEXT, "*The", TALIBAN),),
)


def played(marked: str = "|" + TEXT, findings: Findings | None = FINDINGS) -> Play:
    """A session with its whole text on the screen."""
    play = begin_play(marked, findings=findings, width=60)
    play.reading = replace(play.reading, seen=Span(0, len(play.reading.article.text)))
    return play


def pressed(play: Play, keys: str) -> Play:
    """Type keys that labels wait for."""
    for key in keys.split():
        assert is_waiting(play.reading)
        play.take(typed(play.reading, key))
    return play


def label_of(play: Play, words: str) -> str:
    """The label on the given words."""
    text = play.reading.article.text
    return next(hint.label for hint in play.reading.hints if hint.span.of(text) == words)


@given(st.integers(0, 676))
def test_labels_are_as_many_as_asked_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert all(1 <= len(label) <= 2 for label in made)
    # In their order, what begins with a label comes right behind it.
    assert not any(b.startswith(a) for a, b in pairwise(sorted(made)))
    if count <= len(HOME) ** 2:
        assert set("".join(made)) <= set(HOME)


def test_beyond_all_labels_there_are_none() -> None:
    assert len(labels(1000)) == len(LETTERS) ** 2


def test_everything_on_the_screen_is_labelled() -> None:
    play = played().keys("f")
    named = {hint.span.of(TEXT) for hint in play.reading.hints}
    assert named == {
        "Anna Petrova",
        "Taliban",
        "Anna Petrova met the Taliban* here.",
        "They talked.",
        "Petrova left.",
        "*The Taliban is banned in Russia.",
    }
    labelled = [hint.label for hint in play.reading.hints]
    assert len(labelled) == len(set(labelled))


def test_what_is_off_the_screen_is_not_labelled() -> None:
    play = played()
    play.reading = replace(play.reading, seen=Span(0, 20))
    assert all(hint.span.start < 20 for hint in play.keys("f").reading.hints)
    play.reading = replace(play.reading, hints=(), seen=Span(5, 6))
    assert play.keys("f").effects[-1] == Say("nothing to select on the screen")


def test_typing_a_label_selects() -> None:
    play = played().keys("f")
    pressed(play, " ".join(label_of(play, "They talked.")))
    assert play.shown == TEXT.replace("They talked.", "⟦They talked|.⟧")
    assert play.tag("claim").quotes == [("They talked.", ("claim",), "")]


def test_a_capital_tags_there_and_stays_here() -> None:
    play = played().keys("f")
    pressed(
        play, " ".join(label_of(play, "Petrova left.")[:-1] + label_of(play, "Petrova left.")[-1].upper())
    )
    assert play.effects[-1] == Ask("tag")
    assert play.reading.caret.offset == 0
    assert play.tag("exit").quotes == [("Petrova left.", ("exit",), "")]
    assert play.reading.caret.offset == 0
    assert play.tag("name").quotes[0] == ("Anna Petrova", ("name",), "")


def test_a_wrong_key_or_escape_ends_hinting() -> None:
    for key in ("escape", "enter", "1"):
        play = pressed(played().keys("f"), key)
        assert not is_waiting(play.reading)
        assert play.shown == "|" + TEXT


def test_seeking_two_letters_that_stand_once_goes_there() -> None:
    play = pressed(played().keys("s"), "l e")
    assert play.shown == TEXT.replace("left", "|left")
    assert play.keys("ctrl+o").shown == "|" + TEXT


def test_seeking_letters_that_stand_often_asks_by_label() -> None:
    play = pressed(played().keys("s"), "t a")
    assert [TEXT[h.span.start : h.span.end] for h in play.reading.hints] == ["Ta", "ta", "Ta"]
    third = play.reading.hints[2]
    pressed(play, " ".join(third.label))
    assert play.reading.caret.offset == TEXT.rindex("Taliban")


def test_seeking_while_selecting_extends_to_there() -> None:
    play = pressed(played().keys("v s"), "l e")
    assert play.reading.selection == Span(0, TEXT.index("left") + 1)


def test_seeking_may_hold_a_space_and_may_find_nothing() -> None:
    play = pressed(played().keys("s"), "n space")
    assert is_waiting(play.reading) or play.reading.caret.offset > 0
    play = pressed(played().keys("s"), "x x")
    assert play.effects[-1] == Say("not on the screen: xx")


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("one tw|o three. Four.", "i w", "one ⟦tw|o⟧ three. Four."),
        ("one tw|o three. Four.", "i s", "⟦one two three|.⟧ Four."),
        ("one tw|o. Four.\nFive.", "i p", "⟦one two. Four|.⟧\nFive."),
        ("He said “one tw|o”, then.", "i q", "He said “⟦one tw|o⟧”, then."),
        ('He said "one tw|o", then "x".', "i q", 'He said "⟦one tw|o⟧", then "x".'),
        ('He said "one", th|en "x".', "i q", 'He said "one", th|en "x".'),
        ("Слова «раз дв|а» там.", "i q", "Слова «⟦раз дв|а⟧» там."),
        ("one tw|o three. Four.\nFive.", "+", "one ⟦tw|o⟧ three. Four.\nFive."),
        ("one tw|o three. Four.\nFive.", "+ +", "⟦one two three|.⟧ Four.\nFive."),
        ("one tw|o three. Four.\nFive.", "+ + +", "⟦one two three. Four|.⟧\nFive."),
        ("one tw|o three. Four.\nFive.", "+ + + +", "⟦one two three. Four.\nFive|.⟧"),
        ("one tw|o three. Four.\nFive.", "+ + + + -", "⟦one two three. Four|.⟧\nFive."),
        ("one tw|o three. Four.\nFive.", "+ + + - -", "one ⟦tw|o⟧ three. Four.\nFive."),
        ("one tw|o three. Four.\nFive.", "2 i w", "one ⟦two thre|e⟧. Four.\nFive."),
        ("one tw|o three. Four.\nFive.", "2 i s", "⟦one two three. Four|.⟧\nFive."),
        ("one tw|o three. Four.\nFive.", "9 i s", "⟦one two three. Four.\nFive|.⟧"),
        ("one tw|o three. Four.\n\nFive.", "2 i p", "⟦one two three. Four.\n\nFive|.⟧"),
        ("one tw|o three. Four.\nFive.", "3 +", "⟦one two three. Four|.⟧\nFive."),
        ("one tw|o three. Four.\nFive.", "9 +", "⟦one two three. Four.\nFive|.⟧"),
        ("one tw|o three. Four.\nFive.", "4 + 2 -", "⟦one two three|.⟧ Four.\nFive."),
        ("Rzekł „raz dw|a” tu.", "i q", "Rzekł „⟦raz dw|a⟧” tu."),
        ("Sagte „eins zwe|i“ da.", "i q", "Sagte „⟦eins zwe|i⟧“ da."),
        ("他说「一|二」了。", "i q", "他说「⟦一|二⟧」了。"),
        ("one tw|o three.", "+ -", "one tw|o three."),
        ("one tw|o three.", "-", "one tw|o three."),
    ],
)
def test_objects_and_growing(before: str, keys: str, after: str) -> None:
    assert begin_play(before).keys(keys).shown == after


def test_growing_goes_through_the_name_under_the_caret() -> None:
    marked = TEXT.replace("Anna Petrova met", "Anna Petr|ova met")
    play = played(marked).keys("+ +")
    assert "⟦Anna Petrov|a⟧ met" in play.shown
    assert "⟦Anna Petrov|a⟧ met" in played(marked).keys("i e").shown
    assert (
        "⟦*The Taliban is banned in Russia|.⟧"
        in played(TEXT.replace("*The Tal", "*The |Tal")).keys("i d").shown
    )
    assert played("|" + TEXT).keys("i d").effects == [Say("no designation under the caret")]


@pytest.mark.parametrize(
    ("first", "last", "selected"),
    [
        ("met", "here", "met the Taliban* here"),
        ("here", "met", "met the Taliban* here"),
        ("the", "the", "the"),
    ],
)
def test_two_labels_of_words_select_from_one_to_the_other(first: str, last: str, selected: str) -> None:
    play = played().keys("F")
    labels_before = play.reading.hints
    pressed(play, " ".join(label_of(play, first)))
    assert play.reading.hints == labels_before
    assert play.reading.selection is not None
    assert play.reading.selection.of(TEXT) == first
    pressed(play, " ".join(label_of(play, last)))
    assert not is_waiting(play.reading)
    assert play.reading.selection.of(TEXT) == selected


def test_capitals_tag_the_words_and_stay_here() -> None:
    play = played().keys("F")
    pressed(play, " ".join(label_of(play, "They")))
    pressed(play, " ".join(label_of(play, "talked").upper()))
    assert play.effects[-1] == Ask("tag")
    play.tag("x")
    assert play.quotes == [("They talked", ("x",), "")]
    assert play.reading.caret.offset == 0


def test_any_other_key_ends_the_labels_of_words() -> None:
    play = played().keys("F")
    pressed(play, " ".join(label_of(play, "met")))
    play.take(typed(play.reading, "escape"))
    assert not is_waiting(play.reading)
    assert play.reading.selection is None
    assert play.reading.hint_from is None
