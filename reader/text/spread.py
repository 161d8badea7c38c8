"""Spans that may nest and overlap, found by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from reader.text.span import Span

_T = TypeVar("_T")


class Spread(Generic[_T]):
    """Things with a span each, in the order of the text.

    What stands over an offset is found by bisection and a walk back to the last span that could reach it;
    the walk is short where spans are, since it stops at the furthest end of all spans before.

    Args:
        placed: Each thing with its span, in any order.
    """

    def __init__(self, placed: Iterable[tuple[Span, _T]]) -> None:
        ordered = sorted(placed, key=lambda pair: (pair[0].start, pair[0].end))
        self._placed = ordered
        self.starts = [span.start for span, _ in ordered]
        """In code points, in order, one for each thing."""
        self._reach = list(accumulate((span.end for span, _ in ordered), max))

    def __len__(self) -> int:
        return len(self._placed)

    def __iter__(self) -> Iterator[tuple[Span, _T]]:
        return iter(self._placed)

    def over(self, offset: int) -> tuple[tuple[Span, _T], ...]:
        """Return what covers the character at an offset, in order."""
        index = bisect_right(self.starts, offset) - 1
        found = []
        while index >= 0 and self._reach[index] > offset:
            if self._placed[index][0].end > offset:
                found.append(self._placed[index])
            index -= 1
        return tuple(reversed(found))

    def beginning_in(self, stretch: Span) -> tuple[tuple[Span, _T], ...]:
        """Return what begins in a stretch, in order."""
        first, last = bisect_left(self.starts, stretch.start), bisect_left(self.starts, stretch.end)
        return tuple(self._placed[first:last])
