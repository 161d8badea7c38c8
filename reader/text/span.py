"""Half-open stretches of a text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import eq, gt
from typing import overload

from reader.values import Value


class Span(Value, order=True, gc=False):
    """A half-open stretch ``[start, end)`` of a text, in code points.

    Raises:
        ValueError: when ``start`` is negative or lies behind ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Tell whether the character at ``offset`` lies in the span."""
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by a number of code points."""
        return Span(self.start + by, self.end + by)


class Spans(Sequence[Span]):
    """Spans in a row, each made when it is asked for: a value takes twelve times as much memory.

    They are equal to any others that are the same in this order.

    Args:
        places: Start and end of each, in code points.

    Raises:
        ValueError: when one of them is no span.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._starts, self._ends = array("I"), array("I")
        try:
            for start, end in places:
                self._starts.append(start)
                self._ends.append(end)
        except OverflowError as error:
            raise ValueError("not a span") from error
        if any(map(gt, self._starts, self._ends)):
            raise ValueError("not a span: one ends before it starts")

    @classmethod
    def of(cls, starts: array[int], ends: array[int]) -> Spans:
        """Return spans that are numbers already; they must not be changed any more.

        Raises:
            ValueError: when one of them is no span.
        """
        if len(starts) != len(ends) or any(map(gt, starts, ends)):
            raise ValueError("not spans: one has no end, or ends before it starts")
        spans = cls(())
        spans._starts, spans._ends = starts, ends
        return spans

    @property
    def places(self) -> tuple[array[int], array[int]]:
        """Where they start and end, in code points."""
        return self._starts, self._ends

    @property
    def end(self) -> int:
        """Behind the last code point of all of them; 0 where there are none."""
        return max(self._ends, default=0)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        if isinstance(index, slice):
            return tuple(map(Span, self._starts[index], self._ends[index]))
        return Span(self._starts[index], self._ends[index])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Spans):
            return self._starts == other._starts and self._ends == other._ends
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
