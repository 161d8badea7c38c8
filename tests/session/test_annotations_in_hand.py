"""Changing what is there: tags taken off, spans changed, overlaps gone through."""

from __future__ import annotations

from support.playing import begin_play as play

from reader.session.annotating import untagged
from reader.session.effects import Say


def test_a_tag_is_taken_off() -> None:
    played = play("|one two.").tag("number").tag("short")
    played.take(untagged(played.reading, "number"))
    assert played.quotes == [("one two.", ("short",), "")]
    assert played.keys("u").quotes == [("one two.", ("number", "short"), "")]


def test_with_its_last_tag_goes_an_annotation_without_a_note() -> None:
    played = play("|one two.").tag("number")
    assert played.take(untagged(played.reading, "number")).quotes == []
    played = play("|one two.").tag("number").note("why")
    assert played.take(untagged(played.reading, "number")).quotes == [("one two.", (), "why")]


def test_a_tag_that_is_not_there_is_told() -> None:
    played = play("|one two.").tag("number")
    assert played.take(untagged(played.reading, "absent")).effects[-1] == Say("not tagged absent")
