"""Stretches of a text that are taken, first come first served."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.text.span import Span


class Places:
    """Spans that do not overlap; each question costs the logarithm of their number.

    Args:
        taken: Spans taken from the start.
    """

    def __init__(self, taken: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in taken:
            self.take(span)

    def free(self, span: Span) -> bool:
        """Tell whether a span overlaps none that is taken."""
        at = bisect_left(self._starts, span.end)
        return at == 0 or self._ends[at - 1] <= span.start

    def take(self, span: Span) -> bool:
        """Take a span if it is free and not empty, and tell whether it was."""
        if not span or not self.free(span):
            return False
        at = bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        return True
