"""What the positions of a REFI-QDA project count, which not all programs take from the standard."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from reader.exchange.refi_codes import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.located_xml import Element

_ASTRAL = 0xFFFF
_SHORTEST = 3
"""How many code points of a name tell something of what is selected."""


class Positions:
    r"""The positions of the selections in a text.

    The standard counts Unicode code points of the text's file (1.5, section 10.2). NVivo counts UTF-16;
    ATLAS.ti counts ``\r\n`` as one. Many programs call a selection by its words: what is counted is what
    most of these names agree with; where none tells, it is what the standard says, but for ATLAS.ti's lines.

    Args:
        text: The text as the file has it.
        selections: Its ``PlainTextSelection``.
        origin: The program that wrote the project.
    """

    def __init__(self, text: str, selections: Sequence[Element], origin: str) -> None:
        is_own = origin == ORIGIN
        self.text = text if is_own else text.replace("\r\n", "\n")
        """The text as articles have it; positions are in this."""
        self._starts: list[int] | None = None
        has_breaks = len(self.text) != len(text)
        if is_own or not (has_breaks or (text and ord(max(text)) > _ASTRAL)):
            return
        ways = [(False, 2), (True, 2), (False, 1), (True, 1)]
        if origin.upper().startswith("ATLAS"):
            ways.sort(key=lambda way: way[1])
        tables = [_starts(text, is_utf16=is_utf16, end=end) for is_utf16, end in ways]
        named = [each for each in selections if len(_plain(each.get("name"))) >= _SHORTEST]
        self._starts = max(tables, key=lambda table: sum(self._fits(table, each) for each in named))

    def place(self, position: int) -> int:
        """Return a position as an offset in `text`, in code points.

        Raises:
            ValueError: when it is behind the text's end, or within a character.
        """
        found = position if self._starts is None else bisect_left(self._starts, position)
        if found > len(self.text) or (self._starts is not None and self._starts[found] != position):
            raise ValueError(f"there is no position {position} in the text")
        return found

    def _fits(self, table: list[int], selection: Element) -> bool:
        """Tell whether a selection begins with the words that are its name."""
        given = selection.get("startPosition")
        if not (given.isdecimal() and len(given) < 18):
            return False
        start = bisect_left(table, int(given))
        name = _plain(selection.get("name"))
        return _plain(self.text[start : start + 2 * len(name)]).startswith(name)


def _starts(text: str, *, is_utf16: bool, end: int) -> list[int]:
    """Return where each character begins, and where the last one ends.

    Args:
        text: The text with its ends of line as they are.
        is_utf16: Whether UTF-16 code units count, else code points.
        end: What an end of line of two characters counts.
    """
    lines = ([1 + (is_utf16 and ord(char) > _ASTRAL) for char in line] for line in text.split("\r\n"))
    first = next(lines)
    return [0, *accumulate(chain(first, *([end, *line] for line in lines)))]


def _plain(name: str) -> str:
    """Return words with single blanks, and without what says that they go on."""
    return " ".join(name.rstrip(". …").split())
