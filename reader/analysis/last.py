"""What was found in a text last, for the first screen: nothing that finds anything is imported for it."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from reader.analysis.cache_file import CacheFile
from reader.analysis.contract import unpack
from reader.analysis.soundness import is_sound

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


def last_findings(file: Path, sha256: str, text: str, *, most: int = LONGEST_VALUE) -> Findings | None:
    """Return what was found in a text last, by whomever and in whichever state, if it is known.

    It is for the eye, until it is known whether that still holds: no look at it is put down as use, and
    nobody who writes is waited for.

    Args:
        file: The cache of readings: see `reader.analysis.cache.ReadingCache`.
        sha256: The text's identity.
        text: The text itself.
        most: How many bytes they may have as they are kept, compressed; more count as unknown.
    """

    def look_up(database: sqlite3.Connection) -> object:
        query = "SELECT value FROM readings WHERE sha256 = ? AND start = ? ORDER BY used DESC LIMIT 1"
        row = database.execute(query, (sha256, FINDINGS)).fetchone()
        return row[0] if row else None

    value = CacheFile(file, limit=0).glance(look_up)
    if not isinstance(value, bytes) or len(value) > _STATE_BYTES + most:
        return None
    return unzipped(value[_STATE_BYTES:], text)


def unzipped(value: bytes, text: str) -> Findings | None:
    """Check and rebuild findings; None where they are none of this text."""
    try:
        packed = zlib.decompressobj().decompress(value, LONGEST_VALUE)
        found = unpack(json.loads(packed), text)
        return found if is_sound(found, text) else None
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
