"""What commands do to a session: by notation, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play as play
from support.playing import entity, footnote

from reader.annotations.edits import apply_edit, inverse
from reader.articles.findings import Findings, Mention
from reader.session.apply import FAMILIES, HANDLERS, apply
from reader.session.commands import COMMANDS, commands_in
from reader.session.effects import Ask, Copy, Leave, Save, Say, Show
from reader.session.explaining import explain
from reader.session.keys import Press
from reader.text.span import Span
from reader.values import replace

TEXT = (
    "The |Taliban* met Sergei Lavrov. Lavrov spoke.\nDaesh* did not.\n"
    "*Daesh and the Taliban are banned in Russia."
)
PLAIN = TEXT.replace("|", "")
TALIBAN = entity(PLAIN, "Taliban", "ORG")
DAESH = entity(PLAIN, "Daesh", "ORG", "ISIS")
LAVROV = entity(PLAIN, "Sergei Lavrov", "PERSON")
FINDINGS = Findings(
    language="en",
    engine="test",
    entities=(TALIBAN, LAVROV, DAESH),
    designations=(footnote(PLAIN, "*Daesh", DAESH, TALIBAN),),
)


def test_every_command_of_the_text_is_handled() -> None:
    for command in commands_in("article"):
        assert command.id in HANDLERS or command.id.split(".")[0] in FAMILIES
    assert set(HANDLERS) <= {command.id for command in COMMANDS}


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("one |two three", "v w", "one ⟦two |t⟧hree"),
        ("one |two three", "v e", "one ⟦tw|o⟧ three"),
        ("one two |three", "v b", "one ⟦|two t⟧hree"),
        ("one |two three", "v e o", "one ⟦|two⟧ three"),
        ("one |two three", "v e v", "one tw|o three"),
        ("one |two three", "v e escape", "one tw|o three"),
        ("|one two three", "v 2 e", "⟦one tw|o⟧ three"),
        ("one |two three", "o", "one |two three"),
        ("é|é́a", "v l", "é⟦é́|a⟧"),
    ],
)
def test_selecting(before: str, keys: str, after: str) -> None:
    assert play(before).keys(keys).shown == after


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "Taliban"),
        ("] e", "Sergei Lavrov"),
        ("h", "The Taliban* met Sergei Lavrov."),
        ("$", "Lavrov spoke."),
        ("v e", "Taliban"),
        ("w w w", "Sergei Lavrov"),
    ],
)
def test_tagging_takes_the_selection_or_the_smallest_thing_under_the_caret(keys: str, words: str) -> None:
    played = play(TEXT, findings=FINDINGS, width=70).keys(keys)
    assert played.tag("actor").quotes == [(words, ("actor",), "")]
    assert played.reading.anchor is None


def test_a_second_tag_joins_the_first_on_the_same_passage() -> None:
    played = play(TEXT, findings=FINDINGS).tag("actor").tag("armed")
    assert played.quotes == [("Taliban", ("actor", "armed"), "")]
    assert played.tag("actor").effects[-1] == Say("already tagged actor")


def test_the_same_tag_again_by_one_key() -> None:
    played = play(TEXT, findings=FINDINGS).tag("actor").keys("] e .")
    assert played.quotes == [("Taliban", ("actor",), ""), ("Sergei Lavrov", ("actor",), "")]


def test_without_a_last_tag_nothing_is_tagged() -> None:
    assert play(TEXT).keys(".").quotes == []


def test_an_annotation_shorter_than_the_sentence_is_the_unit() -> None:
    played = play("|one two three four.").keys("v e").tag("number").note("a note")
    assert played.quotes == [("one", ("number",), "a note")]


def test_a_note_makes_changes_and_removes_an_annotation() -> None:
    played = play("|one two.").note("first\nline  \n")
    assert played.quotes == [("one two.", (), "first\nline")]
    assert played.note("second").quotes == [("one two.", (), "second")]
    assert played.note("").quotes == []


def test_an_empty_note_makes_nothing() -> None:
    played = play("|one two.").note("  \n ")
    assert played.quotes == []
    assert played.effects == []


def test_deleting_takes_the_smallest_own_annotation() -> None:
    played = play("|one two.").tag("sentence").keys("v e").tag("word").keys("x")
    assert played.quotes == [("one two.", ("sentence",), "")]


def test_others_annotations_are_not_deleted() -> None:
    made = play("|one two.").tag("theirs").reading.annotations
    played = play("|one two.", annotations=tuple(replace(a, author="anna") for a in made)).keys("x")
    assert len(played.quotes) == 1
    assert "anna's" in str(played.effects[-1])


def test_undo_and_redo_give_back_each_state() -> None:
    played = play(TEXT, findings=FINDINGS).tag("actor").note("who").keys("] e").tag("minister").keys("x")
    states = [played.quotes, *(played.keys("u").quotes for _ in range(4))]
    assert states[-1] == []
    assert played.keys("u").effects[-1] == Say("nothing to undo")
    for state in reversed(states[:-1]):
        assert played.keys("ctrl+r").quotes == state
    assert played.keys("ctrl+r").effects[-1] == Say("nothing to redo")


def test_a_count_undoes_and_does_again_as_often_as_there_is_something() -> None:
    played = play("|one two.").tag("a").tag("b").tag("c")
    assert played.keys("2 u").quotes == [("one two.", ("a",), "")]
    assert played.keys("9 u").quotes == []
    assert played.effects[-1] != Say("nothing to undo")
    assert played.keys("2 ctrl+r").quotes == [("one two.", ("a", "b"), "")]
    assert played.keys("9 ctrl+r").quotes == [("one two.", ("a", "b", "c"), "")]


def test_a_new_edit_ends_what_could_be_redone() -> None:
    played = play("|one two.").tag("a").keys("u").tag("b").keys("ctrl+r")
    assert [tags for _, tags, _ in played.quotes] == [("b",)]


@given(
    st.lists(
        st.sampled_from(
            ["w", "b", ")", "v", "e", "$", "0", "x", "u", "ctrl+r", ".", "t:a", "t:b", "c:n", "c:"]
        ),
        max_size=30,
    )
)
def test_the_saved_edits_rebuild_the_annotations(steps: list[str]) -> None:
    """A store that applied each saved edit holds what the session shows; inverses take edits back."""
    played = play("|One two. Three al-Qaeda* four.\nFive six.")
    for step in steps:
        kind, _, word = step.partition(":")
        if kind == "t":
            played.tag(word)
        elif kind == "c" and step != "c":
            played.note(word)
        else:
            played.keys(step)
    stored: tuple = ()
    for effect in played.effects:
        if isinstance(effect, Save):
            (part,) = effect.parts
            after = apply_edit(stored, part.edit)
            assert apply_edit(after, inverse(part.edit)) == stored
            stored = after
    assert stored == played.reading.annotations


def test_jumps() -> None:
    played = play(TEXT, findings=FINDINGS, width=80)
    assert played.keys("] e").shown.startswith("The Taliban* met |Sergei")
    assert played.keys("[ e").shown == TEXT
    assert "\n|Daesh* did" in played.keys("] d").shown
    assert "\n|*Daesh and" in played.keys("] d").shown
    assert "*|Daesh and" in played.keys("] d").shown
    assert played.keys("3 [ d").shown == TEXT
    assert played.keys("ctrl+o").shown != TEXT
    named_none = Findings(language="en", engine="test")
    assert play("|no names", findings=named_none).keys("] d").effects == [
        Say("no designation in this article")
    ]
    assert played.keys("9 9 ] e ] e").effects[-1] == Say("no next entity")


def test_copying() -> None:
    played = play("one |two three.").keys("v e y")
    assert played.effects == [Copy("two", "copied 3 characters")]
    cited = played.keys("Y").effects[-1]
    assert isinstance(cited, Copy)
    assert cited.text.startswith("“one two three.” — Title. (art.txt, characters 0-14, sha256:")


def test_asking_and_showing() -> None:
    played = play("|one").keys("t c / X enter A E ? : L tab q")
    assert [type(e) for e in played.effects] == [Ask, Ask, Ask, Ask, *[Show] * 7, Leave]


def test_a_library_that_cannot_be_annotated_says_so() -> None:
    played = play("|one", writable=False).keys("t c x .")
    assert len(played.effects) == 4
    assert all(isinstance(e, Say) and e.warning for e in played.effects)


def test_nothing_is_annotated_where_there_is_nothing() -> None:
    for text in ("", "\t", " \n "):
        played = play(text).tag("a").note("b").keys("t c")
        assert played.quotes == []
        assert all(isinstance(effect, Say) for effect in played.effects)


def test_an_empty_article_can_be_walked() -> None:
    played = play("").keys("j k w b ) ( } { G g g $ 0 v t x ] e n enter")
    assert played.quotes == []


def test_peeking_at_a_marked_name() -> None:
    played = play(TEXT.replace("|", "").replace("Daesh* did", "|Daesh* did"), findings=FINDINGS)
    name, status = explain(played.reading)
    assert name.heading == "Daesh"
    assert name.kind == "organisation"
    assert dict(name.facts) == {"also": "ISIS", "mentions": "2: 1 marked, 1 unmarked"}
    facts = dict(status.facts)
    assert (status.kind, status.heading) == ("designated", "terrorist, banned")
    assert facts["the text says"] == "“*Daesh and the Taliban are banned in Russia.”"
    assert facts["where"] == "a footnote with the marker *, in paragraph 3 (95% sure)"
    assert facts["jurisdiction"] == "Russia (RU)"


def test_peeking_at_the_marker_is_peeking_at_its_name() -> None:
    played = play(PLAIN.replace("Daesh* did", "Daesh|* did"), findings=FINDINGS)
    assert explain(played.reading)[0].heading == "Daesh"


def test_peeking_at_a_marker_that_nothing_explains() -> None:
    text = "The Front* left."
    marked = Mention(Span(4, 9), "Front", marked=True)
    played = play("The Front|* left.", findings=Findings("en", "test", unexplained=(marked,)))
    (section,) = explain(played.reading)
    assert (section.kind, section.heading) == ("marked", "Front")
    assert dict(section.facts) == {"the text says": "nothing: no footnote explains this marker"}
    assert marked.span.of(text) == "Front"


def test_peeking_at_an_annotation_and_at_nothing() -> None:
    played = play("|one two.").tag("number").note("why")
    (section,) = explain(played.reading)
    assert (section.kind, section.heading) == ("annotated", "number")
    assert dict(section.facts)["note"] == "why"
    assert explain(play("|one").reading) == ()


@given(st.text(max_size=60), st.lists(st.sampled_from([c.id for c in commands_in("article")]), max_size=12))
def test_any_commands_on_any_text_keep_the_caret_on_a_cluster(text: str, commands: list[str]) -> None:
    played = play("|" + text.replace("|", "").replace("\r", ""))
    for name in commands:
        played.take(apply(played.reading, Press(name, argument="a"), stamp=played.stamp))
        page, offset = played.reading.page, played.reading.caret.offset
        assert page.cluster_at(offset).start == offset
        assert 0 <= offset <= len(played.reading.article.text)
