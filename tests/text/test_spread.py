"""Spans found by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.span import Span
from reader.text.spread import Spread

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=30
)


@given(SPANS, st.integers(0, 70))
def test_over_is_what_a_walk_over_everything_finds(spans: list[Span], offset: int) -> None:
    spread = Spread((span, number) for number, span in enumerate(spans))
    found = spread.over(offset)
    assert sorted(number for _, number in found) == [n for n, span in enumerate(spans) if span.holds(offset)]
    assert [span for span, _ in found] == sorted(span for span, _ in found)


@given(SPANS, st.integers(0, 60), st.integers(0, 20))
def test_what_begins_in_a_stretch(spans: list[Span], start: int, size: int) -> None:
    stretch = Span(start, start + size)
    found = Spread((span, number) for number, span in enumerate(spans)).beginning_in(stretch)
    assert sorted(n for _, n in found) == [n for n, span in enumerate(spans) if stretch.holds(span.start)]


@given(SPANS, st.sets(st.integers(0, 29)), SPANS)
def test_some_less_and_some_more_is_the_same_as_made_of_those(
    spans: list[Span], gone: set[int], more: list[Span]
) -> None:
    placed = [(span, number) for number, span in enumerate(spans)]
    come = [(span, 100 + number) for number, span in enumerate(more)]
    less = [pair for pair in placed if pair[1] in gone]
    changed = Spread(placed).changed(less, come)
    made = Spread([*(pair for pair in placed if pair not in less), *come])
    assert sorted(changed) == sorted(made)
    assert [list(changed.starts), list(changed._ends), list(changed._reach)] == [
        list(made.starts),
        list(made._ends),
        list(made._reach),
    ]


def test_the_walk_back_is_short_where_spans_are_short() -> None:
    looked = []

    class Watched(list):
        def __getitem__(self, index):
            looked.append(index)
            return super().__getitem__(index)

    spread = Spread((Span(n * 10, n * 10 + 5), n) for n in range(10_000))
    spread._reach = Watched(spread._reach)
    assert [n for _, n in spread.over(50_003)] == [5000]
    assert len(looked) < 5


def test_thousands_stand_in_order_wherever_they_are() -> None:
    everywhere = [Span(n * 7_919 % 60_000, n * 7_919 % 60_000 + n % 5) for n in range(12_000)]
    at_one_place = [Span(9, 9 + n % 50) for n in range(12_000)]
    for spans in (everywhere, at_one_place, [*at_one_place, Span(10**6, 10**6)]):
        made = Spread(zip(spans, range(len(spans)), strict=True))
        assert list(made) == sorted(((span, n) for n, span in enumerate(spans)), key=lambda pair: pair[0])
