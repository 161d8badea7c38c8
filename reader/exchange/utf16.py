"""Offsets in UTF-16 units, as programs in Java count, and in code points, as Reader does."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """A text's offsets in both counts; each question costs the logarithm of the text's emoji and the like.

    Args:
        text: The text; a lone surrogate in it is one unit.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [place + number for number, place in enumerate(self._astral)]

    def units(self, offset: int) -> int:
        """Return how many units stand before an offset in code points."""
        return offset + bisect_left(self._astral, offset)

    def offset(self, unit: int) -> int | None:
        """Return the offset in code points of a unit; None within a character or outside of the text."""
        before = bisect_left(self._units, unit)
        is_within = before > 0 and self._units[before - 1] + 1 == unit
        found = unit - before
        return found if not is_within and 0 <= found <= self._length else None
