"""What is kept of each annotation file, as its row in a database; hardly anything is imported to read it."""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

NAME = "annotations.sqlite3"
"""The database's name among what can be made again."""
VERSION = 3
"""Of what is kept; an index of another is made anew."""
ALL = "SELECT path, inode, size, changed, count, place, sha256, relations, details, checked FROM files"
"""Asks for all rows, each with its checksum behind it."""


def checksum(row: Sequence[Any]) -> int:
    """Return what is kept with a row, so that it is known for what was written."""
    return crc32(repr(row).encode())


def whole(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield rows without their checksums; what is not as it was written is left out."""
    return (row for *row, checked in rows if checked == checksum(row))


def article_in(name: str) -> str:
    """Return the id of the article in the name of a file."""
    return name.rpartition("/")[2].removesuffix(".json")


def read_rows(path: str) -> list[list[Any]]:
    """Return the rows of a database, whose path leads to it without a link; it is not changed.

    Raises:
        ValueError: when it cannot be read, or is of another version.
    """
    import sqlite3

    try:
        database = sqlite3.connect(path, timeout=1)
    except sqlite3.Error as error:
        raise ValueError("no database") from error
    try:
        if database.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise ValueError("of another version")
        return [*whole(database.execute(ALL))]
    except sqlite3.Error as error:
        raise ValueError("damaged, or busy") from error
    finally:
        database.close()
