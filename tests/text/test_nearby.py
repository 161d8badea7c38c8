"""Spans of which only those near a place are put in order are found like those in order."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import spread
from reader.text.span import Span
from reader.text.spread import Nearby, Spread

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=30
)
PLACES = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20)), min_size=1, max_size=6)


def near(spans: list[Span]) -> Nearby[int]:
    return Nearby(array("I", [s.start for s in spans]), array("I", [s.end for s in spans]), int)


@given(SPANS, PLACES, st.integers(0, 30))
def test_they_are_found_wherever_somebody_looks_next(
    spans: list[Span], places: list[tuple[int, int]], margin: int
) -> None:
    kept = Spread((span, number) for number, span in enumerate(spans))
    made = near(spans)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(spread, "_MARGIN", margin)
        for offset, length in places:
            stretch = Span(offset, offset + length)
            assert made.over(offset) == kept.over(offset)
            assert made.beginning_in(stretch) == kept.beginning_in(stretch)
    assert list(made.starts) == list(kept.starts)


def test_who_stays_near_a_place_makes_nothing_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Span] = []
    numbers_in = Nearby._numbers_in
    monkeypatch.setattr(
        Nearby, "_numbers_in", lambda self, window: (looked.append(window), numbers_in(self, window))[1]
    )
    made = near([Span(n * 50, n * 50 + 9) for n in range(20_000)])
    for row in range(400):
        first = 500_000 + 70 * row
        assert len(made.beginning_in(Span(first, first + 70))) in (1, 2)
        made.over(first)
    assert len(looked) == 1
    assert len(made._near[1]) < 2_000
    assert made.over(3)
    assert len(looked) == 2
