"""Spans that may nest and overlap, found by where they stand."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate, compress, count, islice
from operator import sub
from typing import Generic, TypeVar

from reader.text.span import Span

_T = TypeVar("_T")
_MARGIN = 1 << 15
"""How far around a place things are put in order, in code points: about ten screens either way."""
_TOGETHER = 4096
"""How many spans are put in order at once where they stand evenly: each is three objects meanwhile."""


class Spread(Generic[_T]):
    """Things with a span each, in the order of the text.

    What stands over an offset is found by bisection and a walk back to the last span that could reach it;
    the walk is short where spans are, since it stops at the furthest end of all spans before. Spans are kept
    as numbers, not as values: there may be as many as a long text has names.

    Args:
        placed: Each thing with its span, in any order.
    """

    __slots__ = ("_ends", "_reach", "_starts", "_things")

    def __init__(self, placed: Iterable[tuple[Span, _T]]) -> None:
        things: list[_T] = []
        starts, ends = array("I"), array("I")
        for span, thing in placed:
            things.append(thing)
            starts.append(span.start)
            ends.append(span.end)
        order = self._put_in_order(starts, ends)
        self._things = [things[index] for index in order]

    def _put_in_order(self, starts: array[int], ends: array[int]) -> array[int]:
        order = array("I")
        for numbers in _stretches(starts):
            # Twice by numbers takes half the time of once by pairs, and next to none where it is in order.
            some = sorted(numbers, key=ends.__getitem__)
            some.sort(key=starts.__getitem__)
            order.extend(some)
        self._starts = array("I", map(starts.__getitem__, order))
        self._ends = array("I", map(ends.__getitem__, order))
        self._reach = array("I", accumulate(self._ends, max))
        return order

    @property
    def starts(self) -> Sequence[int]:
        """In code points, in order, one for each thing."""
        return self._starts

    def __len__(self) -> int:
        return len(self._things)

    def __iter__(self) -> Iterator[tuple[Span, _T]]:
        return map(self._at, range(len(self)))

    def over(self, offset: int) -> tuple[tuple[Span, _T], ...]:
        """Return what covers the character at an offset, in order."""
        index = bisect_right(self._starts, offset) - 1
        found = []
        while index >= 0 and self._reach[index] > offset:
            if self._ends[index] > offset:
                found.append(self._at(index))
            index -= 1
        return tuple(reversed(found))

    def beginning_in(self, stretch: Span) -> tuple[tuple[Span, _T], ...]:
        """Return what begins in a stretch, in order."""
        first, last = bisect_left(self._starts, stretch.start), bisect_left(self._starts, stretch.end)
        return tuple(map(self._at, range(first, last)))

    def changed(self, gone: Iterable[tuple[Span, _T]], come: Iterable[tuple[Span, _T]]) -> Spread[_T]:
        """Return the same without some things that are in it, and with others; the rest is only copied."""
        other = copy(self)
        other._change(gone, come)  # noqa: SLF001 - its own class
        return other

    def _change(self, gone: Iterable[tuple[Span, _T]], come: Iterable[tuple[Span, _T]]) -> None:
        things, starts, ends, reach = [*self._things], self._starts[:], self._ends[:], self._reach
        first = len(things)
        for span, thing in gone:
            index = bisect_left(starts, span.start)
            while things[index] is not thing:
                index += 1
            del things[index], starts[index], ends[index]
            first = min(first, index)
        for span, thing in come:
            low = bisect_left(starts, span.start)
            index = bisect_right(ends, span.end, low, bisect_right(starts, span.start, low))
            things.insert(index, thing)
            starts.insert(index, span.start)
            ends.insert(index, span.end)
            first = min(first, index)
        before = reach[first - 1] if first else 0
        behind = islice(accumulate(ends[first:], max, initial=before), 1, None)
        self._things, self._starts, self._ends = things, starts, ends
        self._reach = reach[:first] + array("I", behind)

    def _at(self, index: int) -> tuple[Span, _T]:
        return Span(self._starts[index], self._ends[index]), self._things[index]


class Nearby(Generic[_T]):
    """Things with a span each, by their numbers from 0, found by where they stand.

    Whoever reads a text stays near a place for a while. All spans are looked through when that is left,
    a millisecond or two for each ten thousand; there, things are found as in a `Spread`.

    Args:
        starts: Where the spans begin, in code points, in any order.
        ends: Where they end, one for each start, behind the last code point.
        make: Returns the thing with the span of a number.
    """

    def __init__(self, starts: array[int], ends: array[int], make: Callable[[int], _T]) -> None:
        self._starts = starts
        self._ends = ends
        self._make = make
        self._near: tuple[Span, Spread[int]] = (Span(0, 0), Spread(()))

    @cached_property
    def starts(self) -> Sequence[int]:
        """In code points, in order, one for each thing."""
        return array("I", sorted(self._starts))

    @cached_property
    def _longest(self) -> int:
        return max(map(sub, self._ends, self._starts), default=0)

    def over(self, offset: int) -> tuple[tuple[Span, _T], ...]:
        """Return what covers the character at an offset, in order."""
        return self._made(self._around(Span(offset, offset + 1)).over(offset))

    def beginning_in(self, stretch: Span) -> tuple[tuple[Span, _T], ...]:
        """Return what begins in a stretch, in order."""
        return self._made(self._around(stretch).beginning_in(stretch))

    def _made(self, found: Iterable[tuple[Span, int]]) -> tuple[tuple[Span, _T], ...]:
        return tuple((span, self._make(number)) for span, number in found)

    def _around(self, stretch: Span) -> Spread[int]:
        window, near = self._near
        if not window.covers(stretch):
            window = Span(max(0, stretch.start - _MARGIN), stretch.end + _MARGIN)
            near = Spread((Span(self._starts[n], self._ends[n]), n) for n in self._numbers_in(window))
            self._near = window, near
        return near

    def _numbers_in(self, window: Span) -> Iterable[int]:
        """Return the numbers of what begins in a window, or may cover a character of it."""
        begin = range(window.start - self._longest, window.end)
        return compress(count(), map(begin.__contains__, self._starts))


def _stretches(starts: array[int]) -> Sequence[Sequence[int]]:
    """Return the numbers of spans by the stretches of the text that they begin in, one behind the other."""
    if len(starts) <= _TOGETHER:
        return (range(len(starts)),)
    stretches = [array("I") for _ in range(len(starts) // _TOGETHER + 1)]
    width = max(starts) // len(stretches) + 1
    for number, start in enumerate(starts):
        stretches[start // width].append(number)
    return stretches
