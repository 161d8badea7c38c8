"""The list of all tags, which can be filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from reader.annotations.codebook import folded
from reader.page.cells import width_of
from reader.page.visible import visible
from reader.session.codes import NUMBERS, TagRow, rows_kept
from reader.tui.swatches import swatch
from reader.tui.widgets.filtered import FilteredList
from reader.tui.widgets.rows import Piece, padded

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

BEFORE = 7
"""The cells for number, letter and swatch."""
NAME_WIDTH = 44
"""The cells that a tag's name with what is before it takes at most."""


class CodeList(FilteredList[TagRow]):
    """Tags: number, letter, swatch, the name under what it stands under, how often, what it means."""

    NAME: ClassVar[str] = "tags"
    HINT: ClassVar[str] = "words of a tag or of what it means"
    NONE = "no tags yet: ‹codebook.add› adds one, and every tag you use appears here"

    app: ReaderApp

    everything: Sequence[TagRow] = ()
    """What there is without a filter."""
    name_width = 0
    """The cells for a tag's name with what stands before it."""

    def fill(self, rows: Sequence[TagRow], there: str) -> None:
        """Show other tags.

        Args:
            rows: All there are.
            there: The tag that the cursor goes to; a filter that would hide it
                goes. Where it is not there, the cursor stays in its row.
        """
        self.everything = rows
        if self.filter and any(_is(row, there) and row not in rows_kept((row,), self.filter) for row in rows):
            self.filter = ""
        self._arrange(self.filter, there)
        self.tell(len(self.rows), len(rows))

    def keep(self, typed: str) -> tuple[int, int]:
        """Show the tags that have all typed words."""
        self._arrange(typed, self.current.tag if self.current else "")
        return len(self.rows), len(self.everything)

    def _arrange(self, typed: str, there: str) -> None:
        none = "no tag has all of this" if self.everything else self.NONE
        self.EMPTY = self.app.keyboard.worded(none)
        rows = rows_kept(self.everything, typed)
        self.show(rows, cursor=next((n for n, row in enumerate(rows) if _is(row, there)), None))

    def show(self, rows: Sequence[TagRow], *, cursor: int | None = None) -> None:
        """Show other tags, their names in a column as wide as they need."""
        needed = (BEFORE + 2 * row.depth + width_of(visible(row.tag)) for row in rows)
        self.name_width = min(NAME_WIDTH, max(needed, default=0))
        super().show(rows, cursor=cursor)

    def pieces(self, row: TagRow, width: int) -> list[Piece]:
        """A row; free tags are quieter."""
        number = str(row.number) if 0 < row.number <= NUMBERS else ""
        sign, ink = swatch(row.colour)
        name = min(self.name_width, width // 2)
        count = f"▎{row.count:,}" if row.count else ""
        meaning = row.code.description if row.code else "free tag, not in the codebook"
        return [
            (padded(f" {number}", 3), "rows--key"),
            (padded(row.key, 2), "rows--strong"),
            (padded("  " * row.depth, 2 * row.depth), "rows--plain"),
            (padded(sign, 2), ink),
            (padded(row.tag, name - BEFORE - 2 * row.depth), "rows--plain" if row.code else "rows--quiet"),
            (padded(count, 8, right=True), "rows--key"),
            (padded(f"   {meaning}", width - name - 8), "rows--quiet"),
        ]


def _is(row: TagRow, tag: str) -> bool:
    return folded(row.tag) == folded(tag)
