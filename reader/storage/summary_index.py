"""The summaries of a library's annotation files, kept from one start to the next: disposable."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.config.private import leads_out, make_folders
from reader.storage.durable import State
from reader.storage.records import from_relation_record, to_relation_record
from reader.storage.store import Known
from reader.storage.summary_rows import ALL, VERSION, checksum, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.annotations.relations import Relation
    from reader.errors import ReaderError
    from reader.storage.tables import Contents

_SCHEMA = """\
CREATE TABLE IF NOT EXISTS files
(path TEXT PRIMARY KEY, inode, size, changed, count, place, sha256, relations, details, checked, words TEXT)
WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Summary(NamedTuple):
    """What the list of articles shows of one file."""

    state: State
    """Another state is another content."""
    notes: int = 0
    """How many annotations there are."""
    known: Known | None = None
    relations: tuple[Relation, ...] = ()
    problem: ReaderError | None = None
    details: str = "{}"
    """As `details_of` gives them; they are read when they are asked for, which no start does."""

    @property
    def tags(self) -> Counter[str]:
        """How many annotations carry each tag."""
        return Counter(json.loads(self.details).get("tags", {}))

    @property
    def texts(self) -> frozenset[str]:
        """The identities of the texts that its annotations were made on."""
        return frozenset(json.loads(self.details).get("texts", ()))

    @property
    def refused(self) -> frozenset[str]:
        """The tags of suggestions that were rejected."""
        return frozenset(json.loads(self.details).get("refused", ()))


def details_of(contents: Contents) -> str:
    """Return what else a summary tells of a file."""
    details = {
        "tags": Counter(tag for annotation in contents.annotations for tag in annotation.tags),
        "texts": sorted({annotation.target.sha256 for annotation in contents.annotations}),
        "refused": sorted({tag for rejected in contents.rejected for tag in rejected.tags}),
    }
    return json.dumps(details)


Words = tuple[tuple[str, str], ...]
"""What is tagged, with the tag."""


class SummaryIndex:
    """What files held when they were last looked at, by their paths.

    Args:
        path: Its file; nothing is made before there is something to keep. Where it cannot be made, the index
            lasts as long as this object.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._unkept: dict[str, Words] = {}
        """The words of files that could not be put into the index."""

    def all(self) -> dict[str, Summary]:
        """Return every summary that is kept."""
        # What is not as it was written is read from its file again.
        return {row[0]: _summary(row) for row in whole(self._asked(ALL))}

    def words(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield what is tagged in the files of a folder, with the tag."""
        # What follows the slash in the order of characters is the nought.
        bounds = (f"{folder}/", f"{folder}0")
        found = self._asked("SELECT path, words FROM files WHERE path > ? AND path < ?", bounds)
        for path, words in found:
            if path not in self._unkept:
                with contextlib.suppress(ValueError, TypeError):
                    yield from [(str(said), str(tag)) for said, tag in json.loads(words)]
        for path, kept in self._unkept.items():
            if path.startswith(bounds[0]):
                yield from kept

    def put(self, changed: Iterable[tuple[str, Summary, Words]], gone: Iterable[str]) -> None:
        """Keep summaries, and forget those of files that are gone."""
        known = [(path, _row(path, each), words) for path, each, words in changed]
        with self._lock:
            try:
                with contextlib.closing(self._connected()) as database, database:
                    rows = [(*row, checksum(row), json.dumps(words)) for _, row, words in known]
                    database.executemany(_PUT, rows)
                    database.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
            except (OSError, sqlite3.Error) as error:
                self._throw_away(error)
                self._unkept |= {path: words for path, _, words in known}

    def _asked(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with self._lock:
            try:
                with contextlib.closing(self._connected()) as database:
                    return database.execute(query, values).fetchall()
            except (OSError, sqlite3.Error) as error:
                self._throw_away(error)
                return []

    def _connected(self) -> sqlite3.Connection:
        if leads_out(self._path):
            raise sqlite3.OperationalError("a link leads out of the library")
        make_folders(self._path.parent)
        self._path.touch(mode=0o600)
        database = sqlite3.connect(self._path, timeout=1)
        try:
            if database.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                database.execute("DROP TABLE IF EXISTS files")
                database.execute(f"PRAGMA user_version = {VERSION}")
            database.execute(_SCHEMA)
            # Losing the latest of it costs reading some files again.
            database.execute("PRAGMA synchronous = OFF")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _throw_away(self, error: Exception) -> None:
        """Begin anew next time where the index is damaged, not where it is busy or cannot be written."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                self._path.unlink()


def _row(path: str, summary: Summary) -> list[Any]:
    """Return what is kept of a summary, in the order of `ALL`."""
    relations = json.dumps([to_relation_record(each) for each in summary.relations])
    place, sha256 = summary.known or (None, None)
    kept = relations if summary.relations else None
    return [path, *summary.state, summary.notes, place, sha256, kept, summary.details]


def _summary(row: list[Any]) -> Summary:
    _, inode, size, changed, count, place, sha256, relations, details = row
    return Summary(
        State(inode, size, changed),
        count,
        None if place is None else Known(place, sha256),
        tuple(map(from_relation_record, json.loads(relations))) if relations else (),
        None,
        details,
    )
