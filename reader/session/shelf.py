"""The articles of a list, in an order and filtered by words as they are typed, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reader.values import Value

if TYPE_CHECKING:
    from reader.session.opening import Listing

Key = Callable[["Listing"], Any]


class Column(Value):
    """A column of the list, and how the list is sorted by it."""

    name: str
    key: Callable[[Listing], Any]
    falling: bool = False
    """Whether the largest come first."""


SORTS = (
    Column("file", lambda row: row.path),
    Column("title", lambda row: row.title.casefold()),
    Column("words", lambda row: row.words, falling=True),
    Column("annotations", lambda row: row.annotations, falling=True),
    Column("read", lambda row: row.progress, falling=True),
)


class Shelf:
    """Arranges the rows of a list; what was arranged last makes the next quicker.

    Args:
        listings: In the order of their files.
    """

    def __init__(self, listings: Sequence[Listing] = ()) -> None:
        self.listings = listings
        self.notes = sum(row.annotations for row in listings)
        """How many annotations there are."""
        self._folded: list[str] | None = None
        self._order: tuple[Key | None, bool] = (None, False)
        self._ordered: Sequence[int] = range(len(listings))
        self._typed = ""
        self._kept: Sequence[int] = self._ordered

    def fold(self) -> None:
        """Make ready what words are looked for in; for a thread of its own, before anything is typed."""
        if self._folded is None:
            self._folded = [f"{row.title} {row.outlet} {row.path}".casefold() for row in self.listings]

    def arranged(self, typed: str = "", *, key: Key | None = None, reverse: bool = False) -> list[Listing]:
        """Return the rows whose title, outlet or path have all words, whatever their case.

        Args:
            typed: The words.
            key: What they are sorted by; by their files when left out.
            reverse: Whether the order is turned round.
        """
        if (key, reverse) != self._order:
            self._order, self._typed = (key, reverse), ""
            rows = self.listings
            indices = range(len(rows))
            ordered = list(indices) if key is None else sorted(indices, key=lambda index: key(rows[index]))
            self._kept = self._ordered = ordered[::-1] if reverse else ordered
        typed = typed.casefold()
        words = typed.split()
        # Whoever types on wants fewer of those that are left.
        among = self._kept if self._typed and typed.startswith(self._typed) else self._ordered
        self._typed = typed
        self._kept = self._having(words, among) if words else self._ordered
        return [self.listings[index] for index in self._kept]

    def _having(self, words: Sequence[str], among: Sequence[int]) -> list[int]:
        self.fold()
        folded = self._folded or []
        for word in words:
            among = [index for index in among if word in folded[index]]
        return list(among)
