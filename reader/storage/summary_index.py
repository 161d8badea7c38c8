"""The summaries of a library's annotation files, kept from one start to the next: disposable."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.config.private import leads_out, make_folders
from reader.errors import ReaderError
from reader.storage.durable import State
from reader.storage.records import from_relation_record, to_relation_record
from reader.storage.store import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.annotations.relations import Relation

VERSION = 2
"""Of what is kept; an index of another is made anew."""

_SCHEMA = """\
CREATE TABLE IF NOT EXISTS files
(path TEXT PRIMARY KEY, inode, size, changed, brief TEXT, words TEXT) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of articles shows of one file."""

    state: State
    """Another state is another content."""
    count: int = 0
    tags: Counter[str] = field(default_factory=Counter)
    """How many annotations carry each tag."""
    relations: tuple[Relation, ...] = ()
    known: Known | None = None
    problem: ReaderError | None = None
    texts: frozenset[str] = frozenset()
    """The identities of the texts that its annotations were made on."""
    refused: frozenset[str] = frozenset()
    """The tags of suggestions that were rejected."""


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
        rows = self._asked("SELECT path, inode, size, changed, brief FROM files")
        found = {}
        for path, inode, size, changed, brief in rows:
            # What is not as it should be is read from its file again.
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                found[path] = _summary(State(inode, size, changed), json.loads(brief))
        return found

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
        known = [
            (path, (path, *each.state, json.dumps(_brief(each))), words) for path, each, words in changed
        ]
        with self._lock:
            try:
                with contextlib.closing(self._connected()) as database, database:
                    rows = [(*row, json.dumps(words)) for _, row, words in known]
                    database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
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


def _brief(summary: Summary) -> dict[str, object]:
    return {
        "count": summary.count,
        "tags": summary.tags,
        "relations": [to_relation_record(each) for each in summary.relations],
        "known": summary.known,
        "texts": sorted(summary.texts),
        "refused": sorted(summary.refused),
    }


def _summary(state: State, brief: dict[str, Any]) -> Summary:
    return Summary(
        state,
        int(brief["count"]),
        Counter({tag: int(count) for tag, count in brief["tags"].items()}),
        tuple(map(from_relation_record, brief["relations"])),
        Known(*brief["known"]) if brief["known"] else None,
        texts=frozenset(brief["texts"]),
        refused=frozenset(brief["refused"]),
    )
