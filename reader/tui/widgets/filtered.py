"""Lists that can be filtered: what is kept, and what the border says of it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.content import Content

from reader.errors import ReaderError
from reader.page.visible import visible
from reader.tui.widgets.rows import RowList

Row = TypeVar("Row")


class FilteredList(RowList[Row]):
    """A list with a filter, whose border says how many rows of how many are kept, and by what."""

    NAME: ClassVar[str]
    HINT: ClassVar[str]
    """What can be typed to filter it."""

    filter = ""
    """What it is filtered by, as it was typed."""

    def keep(self, typed: str) -> tuple[int, int]:
        """Show the rows that a filter keeps; return how many there are of how many.

        Raises:
            ReaderError: when it is no filter.
        """
        raise NotImplementedError

    def more_told(self) -> str:
        """Return what else the border says."""
        return ""

    def narrow(self, typed: str) -> tuple[str, bool]:
        """Filter the list; return what there is to say of it, and whether that is a warning."""
        try:
            kept, total = self.keep(typed)
        except ReaderError as error:
            return error.what, True
        self.filter = typed.strip()
        self.tell(kept, total)
        return f"{kept:,} of {total:,}", bool(self.filter) and not kept

    def tell(self, kept: int, total: int) -> None:
        """Say in the border how many rows there are."""
        number = f"{kept:,} of {total:,}" if self.filter else f"{total:,}"
        parts = (self.NAME, number, self.filter and f"/{self.filter}", self.more_told())
        # As content: a string would be read as markup.
        self.border_title = Content(visible("  ".join(part for part in parts if part)))
