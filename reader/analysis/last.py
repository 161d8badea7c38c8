"""What was found in a text last, for the first screen: nothing that finds anything is imported for it."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from reader.analysis.cache_file import CacheFile
from reader.analysis.contract import unpack
from reader.analysis.soundness import is_sound
from reader.values import Value

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from reader.articles.findings import Findings

FINDINGS = -1
"""Where findings stand among the readings of a text, which stand where their slices start."""
LONGEST_VALUE = 2**24
"""Bytes; no reading of a slice comes near it, and findings of a text that long are not kept."""
_STATE_BYTES = 64
"""How long the state is that findings begin with: a hash in hexadecimal digits."""


class Known(Value):
    """What was found in a text last, as it is kept, and what tells whether it still holds."""

    findings: Findings
    sha256: str
    """The text's identity."""
    stamp: str
    """By whom it was found and in which state: see `reader.analysis.cache.stamp_of`."""


def last_findings(
    file: Path, sha256: str, text: str, *, most: int = LONGEST_VALUE, most_things: int | None = None
) -> Known | None:
    """Return what was found in a text last, by whomever and in whichever state, if it is known.

    It is for the eye, until it is known whether that still holds: no look at it is put down as use, and
    nobody who writes is waited for.

    Args:
        file: The cache of readings: see `reader.analysis.cache.ReadingCache`.
        sha256: The text's identity.
        text: The text itself.
        most: How many bytes they may have as they are kept, compressed; more count as unknown.
        most_things: How many entities and designations there may be among them; more count as unknown.
    """
    most += _STATE_BYTES

    def look_up(database: sqlite3.Connection) -> tuple[object, object]:
        query = (
            "SELECT recogniser, CASE WHEN length(value) <= ? THEN value END FROM readings"
            " WHERE sha256 = ? AND start = ? ORDER BY used DESC LIMIT 1"
        )
        return database.execute(query, (most, sha256, FINDINGS)).fetchone() or (None, None)

    recogniser, value = CacheFile(file, limit=0).glance(look_up) or (None, None)
    if not (isinstance(recogniser, str) and isinstance(value, bytes)):
        return None
    findings = unzipped(value[_STATE_BYTES:], text, most_things)
    stamp = stamped(recogniser, value[:_STATE_BYTES].decode("ascii", "replace"))
    return None if findings is None else Known(findings, sha256, stamp)


def stamped(recogniser: str, state: str) -> str:
    """Return one word for by whom and in which state findings were found."""
    return f"{recogniser} {state}"


def unzipped(value: bytes, text: str, most_things: int | None = None) -> Findings | None:
    """Check and rebuild findings; None where they are none of this text, or too much is in them."""
    try:
        packed = json.loads(zlib.decompressobj().decompress(value, LONGEST_VALUE))
        things = sum(len(packed[kind]) for kind in ("entities", "designated", "designations"))
        if most_things is not None and things > most_things:
            return None
        found = unpack(packed, text)
        return found if is_sound(found, text) else None
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
