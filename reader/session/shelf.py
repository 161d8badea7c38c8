"""The articles of a list, in an order and filtered by words as they are typed, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, overload

from reader.session.columns import folded
from reader.session.rows import Rows
from reader.values import Value

if TYPE_CHECKING:
    from reader.session.columns import Columns
    from reader.session.opening import Listing

Key = Callable[["Listing"], Any]


class Column(Value):
    """A column of the list, and how the list is sorted by it."""

    name: str
    key: Callable[[Listing], Any]
    falling: bool = False
    """Whether the largest come first."""


def title_of(row: Listing) -> str:
    """Return what a row is sorted by where its title counts."""
    return row.title.casefold()


words_of: Key = attrgetter("words")
SORTS = (
    Column("file", lambda row: row.path),
    Column("title", title_of),
    Column("words", words_of, falling=True),
    Column("annotations", lambda row: row.annotations, falling=True),
    Column("read", lambda row: row.progress, falling=True),
)


class Arranged(Sequence["Listing"]):
    """Some rows of a list, in an order; none is made before it is looked at.

    Args:
        listings: The list.
        places: Where they stand in it.
    """

    def __init__(self, listings: Sequence[Listing], places: Sequence[int]) -> None:
        self._listings = listings
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Listing: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Listing, ...]: ...
    def __getitem__(self, index: int | slice) -> Listing | tuple[Listing, ...]:
        if isinstance(index, slice):
            return tuple(self._listings[place] for place in self._places[index])
        return self._listings[self._places[index]]

    def index_of(self, article_id: str | None) -> int | None:
        """Return where an article stands; None where it does not."""
        if article_id is None:
            return None
        try:
            place = _place_of(self._listings, article_id)
            return None if place is None else self._places.index(place)
        except ValueError:
            return None


class Shelf:
    """Arranges the rows of a list; what was arranged last makes the next quicker.

    Args:
        listings: In the order of their files.
        before: The shelf that this one comes after, of which is taken what still holds.
    """

    def __init__(self, listings: Sequence[Listing] = (), before: Shelf | None = None) -> None:
        self.listings = listings
        self.notes = (
            listings.notes if isinstance(listings, Rows) else sum(row.annotations for row in listings)
        )
        """How many annotations there are."""
        self.folded: list[str] | None = None
        """What words are looked for in, by the places in the list, once it was made."""
        self._columns: Columns | None = None
        if before is not None and _are_of_the_same(before.listings, listings):
            self.folded, self._columns = before.folded, before._columns  # noqa: SLF001 - its own class
        self._order: tuple[Key | None, bool] = (None, False)
        self._ordered: Sequence[int] = range(len(listings))
        self._typed = ""
        self._kept: Sequence[int] = self._ordered

    def fold(self) -> None:
        """Make ready what words are looked for in: before anything is typed."""
        if self.folded is None and (columns := self._kept_columns()):
            self.folded = columns.folded
        if self.folded is None:
            self.folded = [folded(row.title, row.outlet, row.path) for row in self.listings]

    def arranged(self, typed: str = "", *, key: Key | None = None, reverse: bool = False) -> Arranged:
        """Return the rows whose title, outlet or path have all words, whatever their case.

        Args:
            typed: The words.
            key: What they are sorted by; by their files when left out.
            reverse: Whether the order is turned round.
        """
        if (key, reverse) != self._order:
            self._order, self._typed = (key, reverse), ""
            ordered = self._sorted(key) if key is not None else range(len(self.listings))
            self._kept = self._ordered = ordered[::-1] if reverse else ordered
        typed = typed.casefold()
        words = typed.split()
        # Whoever types on wants fewer of those that are left.
        among = self._kept if self._typed and typed.startswith(self._typed) else self._ordered
        self._typed = typed
        self._kept = self._having(words, among) if words else self._ordered
        return Arranged(self.listings, self._kept)

    def _sorted(self, key: Key) -> Sequence[int]:
        columns = self._kept_columns() if key in (title_of, words_of) else None
        places = range(len(self.listings))
        if columns is None:
            return sorted(places, key=[key(row) for row in self.listings].__getitem__)
        return columns.by_title if key is title_of else sorted(places, key=columns.words.__getitem__)

    def _kept_columns(self) -> Columns | None:
        if self._columns is None and isinstance(self.listings, Rows):
            self._columns = self.listings.columns()
        return self._columns

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has read or annotated anything of it."""
        return not self.notes and not any(row.progress for row in self.listings)

    @property
    def facts(self) -> str:
        """How many articles are arranged, of how many where words were typed, and how many annotations."""
        total = len(self.listings)
        shown = f"{len(self._kept)} of " if self._typed.strip() else ""
        return f"{shown}{total} article{'s' if total != 1 else ''}  ▎{self.notes}"

    def _having(self, words: Sequence[str], among: Sequence[int]) -> list[int]:
        self.fold()
        folded = self.folded or []
        for word in words:
            among = [index for index in among if word in folded[index]]
        return list(among)


def _are_of_the_same(one: Sequence[Listing], other: Sequence[Listing]) -> bool:
    """Tell whether two lists are made of the same files, whatever was done with them."""
    return isinstance(one, Rows) and isinstance(other, Rows) and one.packed is other.packed


def _place_of(listings: Sequence[Listing], article_id: str) -> int | None:
    if isinstance(listings, Rows):
        return listings.index_of(article_id)
    return next((place for place, row in enumerate(listings) if row.id == article_id), None)
