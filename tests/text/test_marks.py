from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies

from reader.text.marks import Mark, MarkIndex, Run, lanes, runs
from reader.text.span import Span

LENGTH = 60
SPANS = strategies.tuples(strategies.integers(0, LENGTH), strategies.integers(0, LENGTH)).map(
    lambda ends: Span(min(ends), max(ends))
)
KINDS = strategies.sampled_from(["entity:PERSON", "entity:ORG", "annotation", "match"])


@strategies.composite
def several_marks(draw) -> list[Mark]:
    spans = draw(strategies.lists(SPANS, max_size=20))
    return [Mark(span, draw(KINDS), str(number)) for number, span in enumerate(spans)]


OUTER = Mark(Span(2, 20), "annotation", "outer")
INNER = Mark(Span(5, 9), "entity:PERSON", "inner")
LATER = Mark(Span(9, 12), "entity:ORG", "later")
INDEX = MarkIndex([LATER, INNER, OUTER])


def test_marks_over_a_span_come_in_the_order_of_the_text() -> None:
    assert INDEX.over(Span(0, 30)) == (OUTER, INNER, LATER)
    assert INDEX.over(Span(9, 10)) == (OUTER, LATER)
    assert INDEX.over(Span(20, 30)) == ()
    assert INDEX.over(Span(6, 6)) == ()


def test_marks_at_an_offset_come_innermost_first() -> None:
    assert INDEX.at(5) == (INNER, OUTER)
    assert INDEX.at(9) == (LATER, OUTER)
    assert INDEX.at(1) == ()


@given(marks=several_marks(), span=SPANS)
def test_the_index_finds_what_a_look_at_each_would(marks: list[Mark], span: Span) -> None:
    index = MarkIndex(marks)

    shared = [mark for mark in marks if max(mark.span.start, span.start) < min(mark.span.end, span.end)]

    assert sorted(index.over(span), key=repr) == sorted(shared, key=repr)
    assert {mark.id for mark in index.at(span.start)} == {m.id for m in marks if m.span.holds(span.start)}


def test_runs_of_overlapping_marks() -> None:
    first, second = Mark(Span(1, 4), "annotation", "a"), Mark(Span(3, 9), "annotation", "b")

    assert runs([second, first], Span(0, 6)) == (
        Run(0, 1, ()),
        Run(1, 3, (first,)),
        Run(3, 4, (first, second)),
        Run(4, 6, (second,)),
    )


@given(marks=several_marks(), span=SPANS)
def test_runs_rebuild_the_span_with_just_the_marks_that_cover_them(marks: list[Mark], span: Span) -> None:
    text = "".join(chr(ord("a") + index % 26) for index in range(LENGTH))

    found = runs(marks, span)

    assert "".join(text[run.start : run.end] for run in found) == span.of(text)
    for run in found:
        covering = {mark for mark in marks if mark.span.covers(Span(run.start, run.end))}
        touching = {mark for mark in marks if mark.span.overlaps(Span(run.start, run.end)) and mark.span}
        assert set(run.marks) == covering == touching
    assert all(left.marks != right.marks for left, right in pairwise(found))


def test_overlaps_stand_in_lanes_of_their_own() -> None:
    marks = [Mark(Span(*ends), "annotation", str(ends)) for ends in [(0, 9), (2, 4), (3, 6), (4, 8), (9, 12)]]

    assert lanes(marks) == {"(0, 9)": 0, "(2, 4)": 1, "(3, 6)": 2, "(4, 8)": 1, "(9, 12)": 0}


@given(marks=several_marks())
def test_lanes_keep_overlaps_apart_and_are_no_more_than_needed(marks: list[Mark]) -> None:
    marks = [mark for mark in marks if mark.span]

    given_lanes = lanes(marks)

    for mark in marks:
        for other in marks:
            if mark.id != other.id and mark.span.overlaps(other.span):
                assert given_lanes[mark.id] != given_lanes[other.id]
    deepest = max((sum(mark.span.holds(place) for mark in marks) for place in range(LENGTH)), default=0)
    assert max(given_lanes.values(), default=-1) + 1 == deepest
