"""Noticing what was changed in a library elsewhere: its articles, and what is saved of them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from reader.session.showing import stamps_of_saved
from reader.start.picture import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path

    from reader.session.opening import Library, Listing
    from reader.session.rows import Rows

SHARE = 0.02
"""How much of the time may go into looking at everything while nothing tells of a change, at most."""
REST = 4
"""How many times as long as the last look at everything nothing is done after it, whatever changes."""
FIRST_SECONDS = 2.0
"""How long after the first look everything is looked at for the first time."""


class Surroundings:
    """Looks whether a library's list is still what there is.

    Each look is cheap: folders tell by their times what came, went or was replaced in them, and the files of
    the rows on the screen tell by theirs. Only where these say something else, and from time to time, are all
    files looked at, the less often the longer that takes.

    Args:
        library: The library; it goes on with the articles that are found.
        now: Counts seconds.
    """

    def __init__(self, library: Library, now: Callable[[], float] = time.monotonic) -> None:
        self._library = library
        self._now = now
        self._folders: tuple[Path, ...] = ()
        self._seen: Hashable = None
        self._rested = self._due = 0.0

    def look(self, rows: Sequence[Listing], shown: Iterable[Listing]) -> Rows | None:
        """Return the list as it is now where it is another one; it reads files, so call it off the screen.

        Args:
            rows: The list as it was last.
            shown: The rows of it that are on the screen.

        Raises:
            ReaderError: when the library cannot be read.
        """
        began = self._now()
        if not self._folders and self._library.is_sure:
            self._folders = _folders_of(self._library)
            self._due = began + FIRST_SECONDS
            self._seen = self._state(shown)
            return None
        seen = self._state(shown)
        if began < self._due and (seen == self._seen or began < self._rested):
            return None
        documents = self._library.located.documents
        self._folders = self._library.look()
        is_same = documents == self._library.located.documents
        fresh = self._library.rows()
        # What changed since then is seen the next time.
        self._seen = seen
        ended = self._now()
        self._rested = ended + REST * (ended - began)
        self._due = ended + (ended - began) / SHARE
        return fresh if fresh != rows or not is_same else None

    def _state(self, shown: Iterable[Listing]) -> Hashable:
        """Return what is cheap to ask for and is another after nearly any change."""
        paths = (*self._folders, *(self._library.root / row.path for row in shown))
        return (*stamps_of_saved(self._library), *(stamp(os.fspath(path)) for path in paths))


def _folders_of(library: Library) -> tuple[Path, ...]:
    """Return the folders that there are articles in; others are known only after a look at everything."""
    inside = {os.path.dirname(file.path) for file in library.files}  # noqa: PTH120 - of many files
    return library.root, *sorted(library.root / each for each in inside - {""})
