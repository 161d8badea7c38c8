"""An annotation file that is written again and again: read once, and written by what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.durable import State, state_of
from reader.storage.headers import META
from reader.storage.remembering import RememberingStorage
from reader.storage.tables import Contents, Staged, open_tables, read_contents
from reader.storage.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tinydb import TinyDB


class Sheet:
    """One annotator's file of an article, remembered from one save to the next.

    A save costs what the change costs, and the writing of the file: neither is the file read again while
    nobody else writes it, nor are the annotations that stay turned into records and JSON again. Where
    somebody else has written it, what they changed is parsed and checked, and nothing else.

    Args:
        path: The file; it need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: State | None = None
        self._known: tuple[TinyDB, Contents] | None = None
        self._storage = RememberingStorage(path)
        self._values = Values()

    def contents(self) -> Contents:
        """Return what the file holds.

        Raises:
            ReaderError: when it cannot be read.
        """
        return self._fresh()[1]

    def change(self, stage: Callable[[TinyDB, Contents], Staged]) -> None:
        """Change the file; when this returns, it is on the disk. The caller holds the annotator's lock.

        Args:
            stage: Does the change in the tables, and says what they hold then.

        Raises:
            ReaderError: when it cannot be saved, or what ``stage`` raises; nothing has changed then.
        """
        tables, contents = self._fresh()
        storage, values = self._storage, self._values
        # Documents that are changed in place and not written are not what the file says.
        self._known, self._storage, self._values = None, RememberingStorage(self.path), Values()
        staged = stage(tables, contents)
        for table, numbers in (META, (1,)), *staged.rewritten.items():
            storage.changed(table, numbers)
            values.forget(table, numbers)
        tables.storage.flush()  # type: ignore[attr-defined]
        self._state, self._known = storage.written, (tables, staged.contents)
        self._storage, self._values = storage, values

    def _fresh(self) -> tuple[TinyDB, Contents]:
        """Return the tables, read anew when the file is not the one that was read or written last."""
        state = state_of(self.path)
        if self._known is None or state != self._state:
            tables = open_tables(lambda: self._storage)
            self._known = tables, read_contents(tables, str(self.path), self._values)
            self._state = state
        return self._known
