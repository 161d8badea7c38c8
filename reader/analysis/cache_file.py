"""The SQLite file under the cache of readings: opened anew for every call, pruned, and replaced when damaged.

It is disposable: it may be deleted at any time, and a file that is damaged, strange or cannot be written is
as if it were not there. So every call opens it anew (0.3 ms), journals in the ordinary way (a write-ahead log
would leave two more files to go stale when one is deleted) and does not wait for the disk. Several processes
may write: each write is one short transaction.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeVar

from reader.config.private import leads_out, make_folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_T = TypeVar("_T")

_EMPTIED_TO = 0.8
"""How much of the limit is left in use when the oldest rows were thrown out."""
_BUSY_SECONDS = 5.0
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS readings (
    sha256 TEXT, recogniser TEXT, start INTEGER, used INTEGER, value BLOB,
    PRIMARY KEY (sha256, recogniser, start)
);
CREATE INDEX IF NOT EXISTS oldest ON readings (used);
COMMIT;
"""
_OLD_FOLDER = "analysis"
_OLD_FILE = re.compile(r"[0-9a-f]{64}\.[\w.-]+\.json")


class CacheFile:
    """A file with one table, ``readings``.

    Args:
        file: The file, made with its folder when first needed. None is none.
        limit: About how large it may become, in bytes; what was not used for longest goes first.
    """

    def __init__(self, file: Path | None, *, limit: int) -> None:
        self._file = file
        self._limit = limit

    def exists(self) -> bool:
        """Tell whether there is anything to be found in it."""
        return self._file is not None and self._file.exists()

    def transact(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Do something in one transaction; None where the file is of no use, and a damaged one is removed."""
        if self._file is None:
            return None
        try:
            if leads_out(self._file):
                return None
            make_folders(self._file.parent)
            with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as database:
                database.execute("PRAGMA synchronous = OFF")
                database.execute("PRAGMA trusted_schema = OFF")
                if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'oldest'").fetchone():
                    database.executescript(_SCHEMA)
                with database:
                    return work(database)
        except (OSError, sqlite3.OperationalError):
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._file.unlink()
            return None

    def glance(self, look: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Look something up without a write and without waiting; None where that cannot be had now."""
        if self._file is None or leads_out(self._file):
            return None
        with suppress(OSError, ValueError, sqlite3.Error):
            where = f"{self._file.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(where, uri=True, timeout=0)) as database:
                database.execute("PRAGMA trusted_schema = OFF")
                return look(database)
        return None

    def prune(self, database: sqlite3.Connection) -> None:
        """Where there is too much, throw the rows out that were not used for longest, a few at a time."""
        if _size(database) <= self._limit:
            return
        while _size(database) > self._limit * _EMPTIED_TO:
            gone = database.execute(
                "DELETE FROM readings WHERE rowid IN (SELECT rowid FROM readings ORDER BY used"
                " LIMIT 1 + (SELECT count(*) FROM readings) / 20)"
            )
            if not gone.rowcount:
                return

    def remove_older_kind(self) -> None:
        """Remove the folder of JSON files that was the cache before, when nothing else is in it."""
        if self._file is None:
            return
        folder = self._file.with_name(_OLD_FOLDER)
        with suppress(OSError):
            if not folder.is_symlink() and all(_OLD_FILE.fullmatch(path.name) for path in folder.iterdir()):
                shutil.rmtree(folder)


def _size(database: sqlite3.Connection) -> int:
    """Return how many bytes of the file are in use."""
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return int((pages - free) * size)
