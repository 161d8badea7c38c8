"""An annotation file that is written again and again: read once, and written by what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.durable import State, state_of
from reader.storage.headers import META
from reader.storage.tables import ANNOTATIONS, Contents, Staged, open_tables, read_contents
from reader.storage.tinydb_file import DurableStorage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tinydb import TinyDB


class Sheet:
    """One annotator's file of an article, remembered for as long as nobody else writes it.

    A save costs what the change costs, and the writing of the file: neither is the file read again, nor
    are the annotations that stay turned into records and JSON again.

    Args:
        path: The file; it need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: State | None = None
        self._known: tuple[DurableStorage, TinyDB, Contents] | None = None

    def contents(self) -> Contents:
        """Return what the file holds.

        Raises:
            ReaderError: when it cannot be read.
        """
        return self._fresh()[2]

    def change(self, stage: Callable[[TinyDB, Contents], Staged]) -> None:
        """Change the file; when this returns, it is on the disk. The caller holds the annotator's lock.

        Args:
            stage: Does the change in the tables, and says what they hold then.

        Raises:
            ReaderError: when it cannot be saved, or what ``stage`` raises; nothing has changed then.
        """
        storage, tables, contents = self._fresh()
        self._known = None
        staged = stage(tables, contents)
        storage.changed(META, (1,))
        storage.changed(ANNOTATIONS, staged.rewritten)
        tables.storage.flush()  # type: ignore[attr-defined]
        self._state, self._known = storage.written, (storage, tables, staged.contents)

    def _fresh(self) -> tuple[DurableStorage, TinyDB, Contents]:
        """Return the tables, read anew when the file is not the one that was read or written last."""
        state = state_of(self.path)
        if self._known is None or state != self._state:
            storage = DurableStorage(self.path)
            tables = open_tables(lambda: storage)
            self._known = storage, tables, read_contents(tables, str(self.path))
            self._state = state
        return self._known
