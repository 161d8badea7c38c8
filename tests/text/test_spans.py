from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.findings import Entity, Mention
from reader.articles.mentions import UNSURE, MentionTable, reaches_of
from reader.text.span import Span, Spans

TEXT = "abcdefghij" * 3
SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 9)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=9
)
INDEX = st.integers(-12, 12) | st.slices(9)


def at(values: object, index: int | slice) -> object:
    try:
        return values[index]  # type: ignore[index]
    except IndexError:
        return "none"


@given(SPANS, SPANS, INDEX)
def test_packed_spans_are_like_a_tuple_of_them(
    spans: list[Span], others: list[Span], index: int | slice
) -> None:
    packed, plain = Spans((span.start, span.end) for span in spans), tuple(spans)
    assert packed == plain
    assert plain == packed
    assert hash(packed) == hash(plain)
    assert (len(packed), tuple(packed), repr(packed)) == (len(plain), plain, repr(plain))
    assert at(packed, index) == at(plain, index)
    assert (packed == Spans((span.start, span.end) for span in others)) == (spans == others)
    assert (packed == tuple(others)) == (spans == others)


@pytest.mark.parametrize("place", [(-1, 2), (3, 2), (0, 2**33)])
def test_what_is_no_span_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Spans([(0, 1), place])


def columns(spans: list[Span]) -> tuple[array[int], array[int]]:
    return array("I", [span.start for span in spans]), array("I", [span.end for span in spans])


def table_of(spans: list[Span], *, marked: bool, sure: float | None) -> MentionTable:
    return MentionTable(
        TEXT,
        starts=array("I", [span.start for span in spans]),
        ends=array("I", [span.end for span in spans]),
        marked=bytes([marked] * len(spans)),
        sure=array("d", [UNSURE if sure is None else sure] * len(spans)),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "marked", "sure"),
    [([0, 3], [1, 2], 2, 2), ([0, 3], [1], 2, 2), ([0], [1], 2, 1), ([0], [1], 1, 0)],
)
def test_columns_that_are_no_mentions_are_refused(
    starts: list[int], ends: list[int], marked: int, sure: int
) -> None:
    with pytest.raises(ValueError, match=r"not (spans|mentions)"):
        MentionTable(
            TEXT,
            starts=array("I", starts),
            ends=array("I", ends),
            marked=bytes(marked),
            sure=array("d", [0.5] * sure),
        )


@pytest.mark.parametrize("places", [(-1, 0), (1, 0), (0, 4), (4, 4)])
def test_mentions_that_a_table_has_not_are_refused(places: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such mentions"):
        table_of([Span(0, 1)] * 3, marked=False, sure=None).part(*places)


@given(before=SPANS, spans=SPANS, index=INDEX, marked=st.booleans(), sure=st.none() | st.floats(0, 1))
def test_packed_mentions_are_like_a_tuple_of_them(
    before: list[Span], spans: list[Span], index: int | slice, *, marked: bool, sure: float | None
) -> None:
    packed = table_of([*before, *spans], marked=marked, sure=sure).part(len(before), len(before) + len(spans))
    plain = tuple(Mention(span, span.of(TEXT), marked, sure) for span in spans)
    assert packed == plain
    assert hash(packed) == hash(plain)
    assert (len(packed), tuple(packed), repr(packed)) == (len(plain), plain, repr(plain))
    assert at(packed, index) == at(plain, index)
    assert Entity("a", "ORG", packed) == Entity("a", "ORG", plain)


@given(SPANS, SPANS, st.booleans(), st.sampled_from([None, 0.5]))
def test_packed_mentions_are_equal_where_their_values_are(
    spans: list[Span], others: list[Span], marked: bool, sure: float | None
) -> None:
    ours = table_of(spans, marked=False, sure=None).part(0, len(spans))
    theirs = table_of([Span(3, 4), *others], marked=marked, sure=sure).part(1, len(others) + 1)
    assert (ours == theirs) == (tuple(ours) == tuple(theirs))


def test_of_mentions_that_are_equal_no_values_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [Span(0, 2), Span(4, 9)]
    ours, theirs = (table_of(spans, marked=True, sure=0.5).part(0, 2) for _ in range(2))
    monkeypatch.setattr(MentionTable, "at", lambda *_: pytest.fail("a value is made"))
    assert ours == theirs


@given(SPANS, SPANS, st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_packed_mentions_are_reached_where_values_are(
    before: list[Span], spans: list[Span], marks: list[int]
) -> None:
    starts, ends = columns([*before, *spans])
    marked = bytes([*(1 for _ in before), *marks[: len(spans)]])
    sure = array("d", [UNSURE] * len(starts))
    table = MentionTable(TEXT, starts=starts, ends=ends, marked=marked, sure=sure)
    packed = table.part(len(before), len(starts))
    expected = columns(
        [Span(span.start, span.end + bool(mark)) for span, mark in zip(spans, marks, strict=False)]
    )
    assert reaches_of(packed) == reaches_of(tuple(packed)) == expected
    assert (table.starts, table.ends) == columns([*before, *spans])
