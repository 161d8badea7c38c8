"""Damaged annotation files: what they still hold, read as it is or put in their place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tinydb.storages import MemoryStorage

from reader.errors import DamagedError, ReaderError
from reader.storage.headers import META
from reader.storage.records import from_record, from_relation_record
from reader.storage.recovery import looked_through, recover
from reader.storage.tables import FORMAT, VERSION, Contents, open_tables, read_contents
from reader.storage.tinydb_file import DurableStorage, Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.storage.recovery import Recovery

_READERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "annotations": from_record,
    "rejected": from_record,
    "relations": from_relation_record,
}


def is_sound(table: str, document: dict[str, Any]) -> bool:
    """Tell whether a document of an annotation file is what it should be; other programs' always are."""
    if table == META:
        version = document.get("version")
        return document.get("format") == FORMAT and isinstance(version, int) and 1 <= version <= VERSION
    try:
        _READERS.get(table, dict)(document)
    except ValueError:
        return False
    return True


def read_file(path: Path) -> Contents:
    """Return what an annotation file holds.

    Raises:
        DamagedError: when it is not what it should be.
        ReaderError: when it cannot be read.
    """
    return read_contents(open_tables(partial(DurableStorage, path)), str(path))


def read_what_is_left(path: Path) -> tuple[Contents, ReaderError | None]:
    """Return what an annotation file holds, a damaged one too, and what is wrong with it.

    Raises:
        ReaderError: when it cannot be read, or nothing of it is left.
    """
    try:
        return read_file(path), None
    except DamagedError as damage:
        salvage = looked_through(path, is_sound, partial(_header, path))
        if salvage is None:
            raise
        left = read_contents(open_tables(partial(holding, salvage.tables)), str(path))
        told = DamagedError(f"{damage.what}; {salvage.counted}", where=damage.where, remedy=damage.remedy)
        return left, told


def mend_file(path: Path) -> Recovery | None:
    """Put what is left of a damaged annotation file in its place; None where it is sound, or nothing is.

    The caller holds the annotator's lock.

    Raises:
        ReaderError: when it cannot be read or written.
    """
    try:
        read_file(path)
    except DamagedError:
        return recover(path, is_sound, partial(_header, path))
    return None


def _header(path: Path, tables: Tables) -> dict[str, Any] | None:
    """Return a header for a file that has lost its own; its next save says the rest."""
    records = (each for name in ("annotations", "rejected") for each in tables.get(name, {}).values())
    record = next(records, None)
    if record is None:
        return None
    return {
        "format": FORMAT,
        "version": VERSION,
        "article": path.stem,
        "sha256": record["target"]["sha256"],
        "annotator": record["author"],
    }


def holding(tables: Tables) -> MemoryStorage:
    """Return a storage with some tables in it and no file."""
    storage = MemoryStorage()  # type: ignore[no-untyped-call]
    storage.write(tables)
    return storage
