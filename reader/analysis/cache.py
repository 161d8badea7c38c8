"""Readings kept on disk, so that a text is looked at by a model once.

Only what is dear is kept: the recogniser's spans and the sentences. The layers above are cheap and run
each time, so that a better rule never needs the model again.

It is one SQLite file, and disposable: it may be deleted at any time, and a file that is damaged, strange or
cannot be written is as if it were not there. So every call opens it anew (0.3 ms), journals in the
ordinary way (a write-ahead log would leave two more files to go stale when one is deleted) and does not
wait for the disk. Several processes may write: each write is one short transaction.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.reading import Reading
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from reader.analysis.entities.recogniser import Identity
    from reader.analysis.reading import Slice

_T = TypeVar("_T")

_FORMAT = 1
"""Goes up when a value's shape changes, or when texts are cut or sentences split differently."""
_LIMIT = 512 * 2**20
_EMPTIED_TO = 0.8
"""How much of the limit is left in use when the oldest readings were thrown out."""
_BUSY_SECONDS = 5.0
_USE_SECONDS = 3600
"""How exactly the last use of a reading is known."""
_LONGEST_VALUE = 2**24
"""Bytes; no reading of a slice comes near it."""
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS readings (
    sha256 TEXT, recogniser TEXT, start INTEGER, used INTEGER, value BLOB,
    PRIMARY KEY (sha256, recogniser, start)
);
CREATE INDEX IF NOT EXISTS oldest ON readings (used);
COMMIT;
"""


class ReadingCache:
    """Readings of the slices of texts, in one SQLite file.

    Args:
        file: The file, made with its folder when first needed. None keeps nothing.
        limit: About how large the file may become, in bytes; what was not used for longest goes first.
    """

    def __init__(self, file: Path | None, *, limit: int = _LIMIT) -> None:
        self._file = file
        self._limit = limit

    def get(self, sha256: str, identity: Identity, slices: Sequence[Slice]) -> dict[Slice, Reading]:
        """Return what a recogniser found in the slices of a text, as far as it is known.

        Args:
            sha256: The text's identity: see `reader.articles.article.text_sha256`.
            identity: Who read it.
            slices: The slices of the whole text.
        """
        if self._file is None or not self._file.exists():
            return {}
        key = (sha256, _name(identity))
        now = int(time.time())

        def look_up(database: sqlite3.Connection) -> dict[int, object]:
            stored = dict(
                database.execute("SELECT start, value FROM readings WHERE sha256 = ? AND recogniser = ?", key)
            )
            database.execute(
                "UPDATE readings SET used = ? WHERE sha256 = ? AND recogniser = ? AND used < ?",
                (now, *key, now - _USE_SECONDS),
            )
            return stored

        stored = self._transact(look_up) or {}
        return {each: found for each in slices if (found := _reading(stored.get(each.span.start), each))}

    def put(self, sha256: str, identity: Identity, readings: Mapping[Slice, Reading]) -> None:
        """Keep readings of a text; that they cannot be written is no error."""
        now = int(time.time())
        rows = [
            (sha256, _name(identity), each.span.start, now, _value(each, reading))
            for each, reading in readings.items()
        ]

        def write(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", rows)
            if _size(database) > self._limit:
                self._forget(database)

        self._transact(write)

    def is_writable(self) -> bool:
        """Tell whether anything can be kept."""

        def write_nothing(database: sqlite3.Connection) -> bool:
            database.execute("UPDATE readings SET used = used WHERE start < 0")
            return True

        return bool(self._transact(write_nothing))

    def _forget(self, database: sqlite3.Connection) -> None:
        """Throw the readings out that were not used for longest, a few at a time."""
        while _size(database) > self._limit * _EMPTIED_TO:
            gone = database.execute(
                "DELETE FROM readings WHERE rowid IN (SELECT rowid FROM readings ORDER BY used"
                " LIMIT 1 + (SELECT count(*) FROM readings) / 20)"
            )
            if not gone.rowcount:
                return

    def _transact(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Do something in one transaction; None where the file is of no use, and a damaged one is removed."""
        if self._file is None:
            return None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
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


def _name(identity: Identity) -> str:
    return f"{identity.name} {identity.version} {_FORMAT}"


def _size(database: sqlite3.Connection) -> int:
    """Return how many bytes of the file are in use."""
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return int((pages - free) * size)


def _value(part: Slice, reading: Reading) -> bytes:
    """Return a reading in bytes; offsets from the start of the slice."""
    at = part.span.start
    raw = [[each.span.start - at, each.span.end - at, each.label, each.confidence] for each in reading.raw]
    sentences = [[sentence.start - at, sentence.end - at] for sentence in reading.sentences]
    return zlib.compress(json.dumps([len(part.span), raw, sentences], separators=(",", ":")).encode())


def _reading(value: object, part: Slice) -> Reading | None:
    """Check and rebuild a reading; None where there is none, or one that is not of this slice."""
    if not isinstance(value, bytes):
        return None
    try:
        length, raw, sentences = json.loads(zlib.decompressobj().decompress(value, _LONGEST_VALUE))
        if length != len(part.span):
            return None
        return Reading(
            tuple(RawSpan(_placed(start, end, part), str(label), sure) for start, end, label, sure in raw),
            tuple(_placed(start, end, part) for start, end in sentences),
        )
    except (zlib.error, ValueError, TypeError, RecursionError):
        return None


def _placed(start: Any, end: Any, part: Slice) -> Span:
    """Return a span of the text for one of the slice.

    Raises:
        ValueError, TypeError: when it is none, or lies outside the slice.
    """
    placed = Span(start, end).shifted(part.span.start)
    if placed.end > part.span.end:
        raise ValueError("outside the slice")
    return placed
