"""Highlighted stretches of a text: finding them, flattening them into runs, telling overlaps apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(Value):
    """A stretch of a text that is shown in a way of its own."""

    span: Span
    kind: str
    """What it is: a family, and behind a colon where there is one its type, as in ``entity:PERSON``."""
    id: str
    """What it stands for: the id of an annotation, the number of a designation."""


class Run(Value):
    """A stretch ``[start, end)`` of code points under one and the same set of marks."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    """Outermost first."""


def _outermost_first(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


class MarkIndex:
    """Finds marks by where they stand, however many there are elsewhere.

    Marks are sorted by start on shelves by the magnitude of their length: on a shelf of marks shorter than
    ``n``, those over a span start less than ``n`` before it. So a lookup costs two bisections a shelf,
    and there are no more shelves than powers of two up to the length of the text.
    """

    __slots__ = ("_shelves",)

    def __init__(self, marks: Iterable[Mark]) -> None:
        shelves: dict[int, list[Mark]] = defaultdict(list)
        for mark in sorted(marks, key=_outermost_first):
            shelves[len(mark.span).bit_length()].append(mark)
        self._shelves = {
            1 << size: ([mark.span.start for mark in shelf], shelf) for size, shelf in shelves.items() if size
        }

    def over(self, span: Span) -> tuple[Mark, ...]:
        """Return the marks that share a character with a span, in the order of the text, outermost first."""
        if not span:
            return ()
        found: list[Mark] = []
        for limit, (starts, shelf) in self._shelves.items():
            low = bisect_left(starts, span.start - limit)
            high = bisect_left(starts, span.end, low)
            found += [mark for mark in shelf[low:high] if mark.span.end > span.start]
        return tuple(sorted(found, key=_outermost_first))

    def at(self, offset: int) -> tuple[Mark, ...]:
        """Return the marks that cover the character at an offset, innermost first."""
        over = self.over(Span(offset, offset + 1))
        return tuple(sorted(over, key=lambda mark: (len(mark.span), -mark.span.start)))


def runs(marks: Iterable[Mark], span: Span) -> tuple[Run, ...]:
    """Flatten overlapping marks over a span into the longest runs under one set of marks.

    The runs cover the span without gaps; neighbours differ in their marks.
    """
    if not span:
        return ()
    ordered = sorted((mark for mark in marks if mark.span and mark.span.overlaps(span)), key=_outermost_first)
    bounds = {span.start, span.end}
    for mark in ordered:
        bounds.add(max(mark.span.start, span.start))
        bounds.add(min(mark.span.end, span.end))
    found = []
    active: list[Mark] = []
    place = 0
    for start, end in pairwise(sorted(bounds)):
        active = [mark for mark in active if mark.span.end > start]
        while place < len(ordered) and ordered[place].span.start <= start:
            active.append(ordered[place])
            place += 1
        found.append(Run(start, end, tuple(active)))
    return tuple(found)


def lanes(marks: Iterable[Mark]) -> dict[str, int]:
    """Give each mark, by its id, the lowest lane from 0 that no mark overlapping it has.

    Greedy colouring of intervals by their start needs no more lanes than marks overlap at one place.
    """
    given: dict[str, int] = {}
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    for mark in sorted(marks, key=_outermost_first):
        while busy and busy[0][0] <= mark.span.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (mark.span.end, lane))
        given[mark.id] = lane
    return given
