"""Readings and findings kept on disk, so that a text is looked at by a model once.

What the recogniser saw and the sentences are kept slice by slice: a better rule never needs the model again.
The findings that were made of it are kept as well, and serve as long as nothing has changed that they
depend on (`reader.analysis.state`).
"""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Any

from reader.analysis.cache_file import CacheFile
from reader.analysis.contract import pack
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.last import FINDINGS, LONGEST_VALUE, stamped, unzipped
from reader.analysis.reading import Reading
from reader.text.span import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reader.analysis.entities.recogniser import Identity
    from reader.analysis.reading import Slice
    from reader.articles.findings import Findings

_FORMAT = 1
"""Goes up when a value's shape changes, or when texts are cut or sentences split differently."""
_LIMIT = 512 * 2**20
_USE_SECONDS = 3600
"""How exactly the last use of a reading is known."""
_LAST = 2**62


class ReadingCache:
    """Readings of the slices of texts and findings made of them, in one SQLite file.

    Args:
        file: The file, made with its folder when first needed. None keeps nothing.
        limit: About how large the file may become, in bytes; what was not used for longest goes first.
    """

    def __init__(self, file: Path | None, *, limit: int = _LIMIT) -> None:
        self._file = CacheFile(file, limit=limit)
        self._file.remove_older_kind()

    def get(self, sha256: str, identity: Identity, slices: Sequence[Slice]) -> dict[Slice, Reading]:
        """Return what a recogniser found in the slices of a text, as far as it is known.

        Args:
            sha256: The text's identity: see `reader.articles.article.text_sha256`.
            identity: Who read it.
            slices: The slices of the whole text.
        """
        stored = self._values(sha256, identity, (0, _LAST))
        return {each: found for each in slices if (found := _reading(stored.get(each.span.start), each))}

    def put(self, sha256: str, identity: Identity, readings: Mapping[Slice, Reading]) -> None:
        """Keep readings of a text; that they cannot be written is no error."""
        self._keep(
            sha256, identity, {each.span.start: _value(each, reading) for each, reading in readings.items()}
        )

    def get_findings(self, sha256: str, identity: Identity, text: str, *, state: str) -> Findings | None:
        """Return what was found in a text, unless it is unknown or was found in another state.

        Args:
            sha256: The text's identity.
            identity: Who read it.
            text: The text itself.
            state: What the findings depend on besides: see `reader.analysis.state.state_of_layers`.
        """
        value = self._values(sha256, identity, (FINDINGS, FINDINGS)).get(FINDINGS)
        return _findings(value, text, state) if isinstance(value, bytes) else None

    def put_findings(self, sha256: str, identity: Identity, findings: Findings, *, state: str) -> None:
        """Keep what was found in a text, in place of what was found in it in another state."""
        packed = json.dumps(pack(findings), separators=(",", ":"))
        if len(packed) < LONGEST_VALUE:
            self._keep(sha256, identity, {FINDINGS: state.encode() + zlib.compress(packed.encode())})

    def use(self, sha256: str, identity: Identity) -> None:
        """Put down that what is kept of a text was of use, where that is not known exactly enough."""
        now = int(time.time())

        def put_down(database: sqlite3.Connection) -> None:
            database.execute(
                "UPDATE readings SET used = ? WHERE sha256 = ? AND recogniser = ?"
                " AND (typeof(used) != 'integer' OR used < ?)",
                (now, sha256, _name(identity), now - _USE_SECONDS),
            )

        if self._file.exists():
            self._file.transact(put_down)

    def _values(self, sha256: str, identity: Identity, places: tuple[int, int]) -> dict[int, object]:
        """Return what is kept of a text from a place to another, and remember that it was of use."""
        if not self._file.exists():
            return {}
        key = (sha256, _name(identity))
        now = int(time.time())

        def look_up(database: sqlite3.Connection) -> dict[int, object]:
            stored = database.execute(
                "SELECT start, used, value FROM readings"
                " WHERE sha256 = ? AND recogniser = ? AND start BETWEEN ? AND ?",
                (*key, *places),
            ).fetchall()
            if any(not isinstance(used, int) or used < now - _USE_SECONDS for _, used, _ in stored):
                database.execute(
                    "UPDATE readings SET used = ? WHERE sha256 = ? AND recogniser = ?", (now, *key)
                )
            return {start: value for start, _, value in stored}

        return self._file.transact(look_up) or {}

    def _keep(self, sha256: str, identity: Identity, values: Mapping[int, bytes]) -> None:
        now = int(time.time())
        rows = [(sha256, _name(identity), start, now, value) for start, value in values.items()]

        def write(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", rows)
            self._file.prune(database)

        self._file.transact(write)

    def is_writable(self) -> bool:
        """Tell whether anything can be kept."""

        def write_nothing(database: sqlite3.Connection) -> bool:
            database.execute("UPDATE readings SET used = used WHERE start < 0")
            return True

        return bool(self._file.transact(write_nothing))


def stamp_of(identity: Identity, state: str) -> str:
    """Return the stamp of findings: see `reader.analysis.last.Known`.

    Args:
        identity: Who found them.
        state: See `ReadingCache.get_findings`.
    """
    return stamped(_name(identity), state)


def _name(identity: Identity) -> str:
    return f"{identity.name} {identity.version} {_FORMAT}"


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
        length, raw, sentences = json.loads(zlib.decompressobj().decompress(value, LONGEST_VALUE))
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


def _findings(value: bytes, text: str, state: str) -> Findings | None:
    """Check and rebuild findings; None where they were made in another state or are none of this text."""
    return unzipped(value[len(state) :], text) if value.startswith(state.encode()) else None
