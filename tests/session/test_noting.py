"""What of a note is tags, and what saving it does to the annotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play as play

from reader.session import noting
from reader.session.effects import Ask, Save
from reader.values import replace


@pytest.mark.parametrize(
    ("text", "note", "tags"),
    [
        (".militants", "", ("militants",)),
        ("why\n.militants\nindeed", "why\nindeed", ("militants",)),
        (".armed group", "", ("armed group",)),
        (".armed  group .militants", "", ("armed group", "militants")),
        (".a\n.b\n.a", "", ("a", "b")),
        (".v1.2 .b", "", ("v1.2", "b")),
        (".Ополчение", "", ("Ополчение",)),
        ("...and so on", "...and so on", ()),
        (".. dots", ".. dots", ()),
        (". dot", ". dot", ()),
        (".", ".", ()),
        (".5 percent", ".5 percent", ()),
        (" .NET is text behind a space", " .NET is text behind a space", ()),
        ("see .militants", "see .militants", ()),
        ("a\n\n.tag\n", "a", ("tag",)),
    ],
)
def test_lines_that_begin_with_a_dot_and_a_letter_are_tags(
    text: str, note: str, tags: tuple[str, ...]
) -> None:
    assert noting.parsed(text) == (note, tags)


@given(st.text(st.sampled_from("a .5\n…é_"), max_size=40))
def test_nothing_but_tag_lines_leaves_a_note(text: str) -> None:
    note, tags = noting.parsed(text)
    kept = [line for line in text.split("\n") if not noting.adds_tags(line)]
    assert note == "\n".join(kept).rstrip()
    assert all(tag and tag == " ".join(tag.split()) for tag in tags)
    assert noting.parsed(note) == (note, ())


def test_a_note_with_tags_is_one_step() -> None:
    played = play("|one two.").note("why\n.number .short")
    assert played.quotes == [("one two.", ("number", "short"), "why")]
    assert [type(effect) for effect in played.effects] == [Save]
    assert played.reading.last_tag == "short"
    assert played.keys("u").quotes == []


def test_tags_of_a_note_join_those_that_are_there() -> None:
    played = play("|one two.").tag("number").note(".short\n.number")
    assert played.quotes == [("one two.", ("number", "short"), "")]


def test_saving_and_staying_goes_on_with_the_same_annotation() -> None:
    played = play("|one two.").keys("c")
    assert played.effects == [Ask("note")]
    for text in ("first", "first\nsecond"):
        played.take(noting.written(played.reading, text, played.stamp, closing=False))
    played.take(noting.written(played.reading, "first\nsecond", played.stamp))
    assert played.quotes == [("one two.", (), "first\nsecond")]
    assert played.reading.writing is None
    assert played.keys("u").quotes == [("one two.", (), "first")]


def test_a_note_is_saved_where_it_was_begun_though_the_caret_moves() -> None:
    played = play("|One two. Three four.").keys("c )")
    played.take(noting.written(played.reading, "why", played.stamp))
    assert played.quotes == [("One two.", (), "why")]


def test_a_note_whose_annotation_was_deleted_meanwhile_is_not_lost() -> None:
    played = play("|one two.").note("before").keys("c x")
    played.take(noting.written(played.reading, "after", played.stamp))
    assert played.quotes == [("one two.", (), "after")]


def test_a_second_note_is_not_begun_before_the_first_is_saved() -> None:
    played = play("|One two. Three four.").keys("c ) c")
    assert played.reading.writing is not None
    assert played.reading.writing.span.of(played.reading.article.text) == "One two."


def test_anothers_note_is_not_changed() -> None:
    made = play("|one two.").note("theirs").reading.annotations
    theirs = tuple(replace(a, author="anna", id=a.id.replace("8000", "9000")) for a in made)
    played = play("|one two.", annotations=theirs).note("mine")
    assert sorted((a.author, a.note) for a in played.reading.annotations) == [
        ("anna", "theirs"),
        ("me", "mine"),
    ]
