"""Changing the span of an annotation, by notation."""

from __future__ import annotations

import pytest
from support.playing import begin_play as play

from reader.session.effects import Save, Say
from reader.session.hinting import typed
from reader.text.span import Span
from reader.values import replace


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("R e enter", "two three"),
        ("R e R", "two three"),
        ("R o b enter", "one two"),
        ("R + enter", "One two three four."),
        ("R + - enter", "two"),
        ("R e e escape", "two"),
        ("R e e q", "two"),
        ("R enter", "two"),
        ("R v w w v e enter", "four"),
        ("R e enter u", "two"),
        ("R e enter u ctrl+r", "two three"),
    ],
)
def test_the_selection_becomes_the_span(keys: str, words: str) -> None:
    played = play("One |two three four. Five.").keys("v e").tag("number")
    played.keys("b" if played.reading.caret.offset > 4 else "").keys(keys)
    text = played.reading.article.text.replace("One two three", "One two three")
    (annotation,) = played.reading.annotations
    assert annotation.target.exact.casefold() == words.casefold()
    assert annotation.target.exact == annotation.span.of(text)
    assert annotation.tags == ("number",)
    assert played.reading.spanning is None
    assert played.reading.anchor is None


def test_the_target_is_made_anew() -> None:
    played = play("One |two three four.").keys("v e").tag("number").keys("R e enter")
    (annotation,) = played.reading.annotations
    assert (annotation.target.prefix, annotation.target.suffix) == ("One ", " four.")


def test_it_is_one_step_that_says_what_it_did() -> None:
    played = play("One |two three four.").keys("v e").tag("number").keys("R e enter")
    effect = played.effects[-1]
    assert isinstance(effect, Save)
    assert effect.said == "moved an annotation to “two three”"


def test_nothing_else_is_edited_meanwhile() -> None:
    played = play("One |two three four.").keys("v e").tag("number").keys("R e")
    for key in (".", "x", "u", "c", "y"):
        assert "the span is being changed" in str(played.keys(key).effects[-1])
    assert played.quotes == [("two", ("number",), "")]
    assert played.shown == "One ⟦two thre|e⟧ four."


def test_a_label_in_capitals_selects_and_tags_nothing() -> None:
    played = play("One |two three four. Five.").keys("v e").tag("number")
    played.reading = replace(played.reading, seen=Span(0, 26))
    played.keys("R f")
    label = {hint.span.start: hint.label for hint in played.reading.hints}[20]
    for key in label.upper():
        played.take(typed(played.reading, key))
    assert played.keys("enter").quotes == [("Five.", ("number",), "")]


def test_without_a_selection_there_is_nothing_to_take() -> None:
    played = play("One |two three four.").keys("v e").tag("number").keys("R v enter")
    assert "nothing is selected" in str(played.effects[-1])
    assert played.reading.spanning is not None


def test_others_and_nothing_are_not_changed() -> None:
    assert play("|one two.").keys("R").effects == [Say("no annotation under the caret")]
    made = play("|one two.").tag("theirs").reading.annotations
    theirs = tuple(replace(a, author="anna") for a in made)
    played = play("|one two.", annotations=theirs).keys("R")
    assert played.reading.spanning is None
    assert "anna's" in str(played.effects[-1])
    assert "cannot be annotated" in str(play("|one", writable=False).keys("R").effects[-1])
