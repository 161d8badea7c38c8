"""The rows of a library's list: made when they are looked at, of what is kept of its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import overload

from reader.articles.titles import reading_minutes
from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.session.columns import Columns
    from reader.session.packed import Packed, Row
    from reader.storage.progress import Progress

MOST_MADE = 4_096
"""So many rows are remembered as they were made, at most."""


class Listing(Value):
    """One row of a library's list."""

    id: str
    path: str
    """Relative to the library's folder, with ``/`` between the parts."""
    title: str
    """The file's name where the article cannot be read."""
    outlet: str
    words: int
    minutes: int
    annotations: int
    """How many there are, of all annotators."""
    progress: float
    """How much of it has been on the screen, from 0 to 1."""
    problem: str | None = None
    """Why it cannot be read, with the remedy, in one line."""
    sha256: str = ""
    """The identity of its text; empty where it cannot be read."""


class Rows(Sequence[Listing]):
    """The rows of a list, each made when it is asked for.

    Args:
        packed: What is known of the files.
        counts: How many annotations there are, by the ids of the articles that have some.
        progress: How far articles were read, by their ids.
    """

    def __init__(self, packed: Packed, counts: Mapping[str, int], progress: Mapping[str, Progress]) -> None:
        self.packed = packed
        self._counts = counts
        self._progress = progress
        self._made: dict[int, Listing] = {}

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, index: int) -> Listing: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Listing, ...]: ...
    def __getitem__(self, index: int | slice) -> Listing | tuple[Listing, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(*index.indices(len(self)))))
        index = range(len(self))[index]
        found = self._made.get(index)
        if found is None:
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            found = self._made[index] = self._listing(self.packed.row(index))
        return found

    def __iter__(self) -> Iterator[Listing]:
        return map(self._listing, self.packed)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows) and other.packed is self.packed:
            return (self._counts, self._progress) == (other._counts, other._progress)
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(map(Listing.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def columns(self) -> Columns | None:
        """Return what they are filtered and sorted by; None where each has to be looked at for it."""
        return self.packed.columns()

    @cached_property
    def notes(self) -> int:
        """How many annotations there are."""
        return sum(count for id_, count in self._counts.items() if self.index_of(id_) is not None)

    def index_of(self, article_id: str) -> int | None:
        """Return where an article stands; None where it does not."""
        return self.packed.index(article_id)

    def of(self, article_ids: Iterable[str]) -> tuple[Listing, ...]:
        """Return the rows of those articles that are in the list, in its order."""
        places = map(self.packed.index, article_ids)
        return tuple(self[place] for place in sorted({place for place in places if place is not None}))

    def _listing(self, row: Row) -> Listing:
        left = self._progress.get(row.id) if self._progress else None
        read = min(1.0, left.furthest / left.length) if left is not None and left.length else 0.0
        minutes = 0 if row.problem else reading_minutes(row.words)
        notes = self._counts.get(row.id, 0)
        words, problem, sha256 = row.words, row.problem or None, row.digest.hex()
        return Listing(row.id, row.path, row.title, row.outlet, words, minutes, notes, read, problem, sha256)
