"""Edits: applied, undone, refused and put into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations import edits
from reader.annotations.annotation import Annotation, Target
from reader.annotations.edits import (
    Add,
    Batch,
    Change,
    Remove,
    apply_edit,
    describe,
    inverse,
    sort_annotations,
)
from reader.errors import ReaderError
from reader.text.span import Span
from reader.values import replace


def annotation(id_: str, start: int = 0, words: str = "Daesh", **fields) -> Annotation:
    target = Target(Span(start, start + len(words)), words, "", "", "0" * 64)
    return Annotation(id_, "news", target, "anna", "t0", fields.pop("modified", "t0"), **fields)


A, B, C = annotation("a", 10), annotation("b", 0), annotation("c", 10)


def test_adds_in_the_order_of_the_text_then_of_the_ids():
    assert apply_edit((B,), Batch((Add(C), Add(A)), "")) == (B, A, C)


def test_changes_and_removes():
    tagged = replace(A, tags=("militants",), modified="t1")
    assert apply_edit((B, A), Change(A, tagged)) == (B, tagged)
    assert apply_edit((B, A), Remove(B)) == (A,)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Add(A), "“Daesh” is there already"),
        (Remove(C), "“Daesh” is no longer there"),
        (Change(C, C), "no longer there"),
        (Remove(replace(A, modified="t9")), "“Daesh” was changed meanwhile"),
        (Batch((Add(C), Add(C)), ""), "is there already"),
    ],
)
def test_refuses_what_does_not_fit(edit, why):
    with pytest.raises(ReaderError, match=why):
        apply_edit((B, A), edit)


def test_an_annotation_cannot_become_another():
    with pytest.raises(ValueError, match="cannot become"):
        Change(A, B)


def test_an_edit_makes_nothing_of_the_annotations_that_stay(monkeypatch):
    many = sort_annotations(annotation(f"{number:04}", number * 7) for number in range(2_000))
    looked = []
    place = edits._place
    monkeypatch.setattr(edits, "_place", lambda each: looked.append(each) or place(each))
    for edit in (Add(annotation("new", 70)), Change(many[9], replace(many[9], note="x")), Remove(many[9])):
        looked.clear()
        after = apply_edit(many, edit)
        assert apply_edit(after, inverse(edit)) == many
        assert len(looked) < 100


@st.composite
def histories(draw):
    """Annotations and an edit that fits them, batches within batches among them."""
    ids = draw(st.lists(st.uuids().map(str), unique=True, max_size=6))
    before = tuple(annotation(id_, draw(st.integers(0, 9))) for id_ in ids)
    return sort_annotations(before), draw(edits_of(before, depth=2))


@st.composite
def edits_of(draw, there, depth):
    choices = ["add"] + ["change", "remove"] * bool(there) + ["batch"] * bool(depth)
    match draw(st.sampled_from(choices)):
        case "add":
            return Add(annotation(draw(st.uuids().map(str)), draw(st.integers(0, 9)), tags=("new",)))
        case "remove":
            return Remove(draw(st.sampled_from(there)))
        case "change":
            one = draw(st.sampled_from(there))
            moved = Target(Span(3, 8), "Daesh", "x", "y", "1" * 64)
            return Change(one, replace(one, note=draw(st.text()), modified="t1", target=moved))
        case _:
            made = []
            for _ in range(draw(st.integers(0, 4))):
                made.append(draw(edits_of(there, depth=depth - 1)))
                there = apply_edit(there, made[-1])
            return Batch(tuple(made), "several")


@given(histories())
def test_an_edit_and_then_its_inverse_change_nothing(history):
    before, edit = history
    after = apply_edit(before, edit)
    assert apply_edit(after, inverse(edit)) == before
    assert inverse(inverse(edit)) == edit
    assert after == sort_annotations(after)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Add(annotation("a", tags=("politics",))), "tagged “Daesh” as politics"),
        (Add(annotation("a", tags=("a", "b"), note="why")), "tagged “Daesh” as a, b with a note"),
        (Add(annotation("a", note="why")), "noted “Daesh”"),
        (Add(A), "marked “Daesh”"),
        (Remove(A), "removed the annotation of “Daesh”"),
        (Change(A, replace(A, tags=("war",))), "tagged “Daesh” as war"),
        (Change(replace(A, tags=("war", "x")), replace(A, tags=("x",))), "took war off “Daesh”"),
        (Change(A, replace(A, note="n")), "noted “Daesh”"),
        (Change(replace(A, note="n"), A), "removed the note on “Daesh”"),
        (Change(replace(A, note="n"), replace(A, note="m")), "changed the note on “Daesh”"),
        (Change(A, replace(A, target=B.target)), "moved an annotation to “Daesh”"),
        (Change(A, replace(A, modified="t1")), "changed the annotation of “Daesh”"),
        (Batch((Add(A),), "tagged 3 mentions"), "tagged 3 mentions"),
        (Add(annotation("a", words="one\n  two")), "marked “one two”"),
        (Add(annotation("a", words="x" * 41)), f"marked “{'x' * 39}…”"),
    ],
)
def test_says_what_was_done(edit, words):
    assert describe(edit) == words


@pytest.mark.parametrize("size", [1, 16, 17, 40])
def test_few_changes_and_many_end_in_the_same_order(size):
    there = sort_annotations(annotation(f"t{number}", number * 3) for number in range(50))
    new = [annotation(f"n{number}", (number * 7) % 50) for number in range(size)]
    after = apply_edit(there, Batch(tuple(map(Add, new)), ""))
    assert after == sort_annotations((*there, *new))
