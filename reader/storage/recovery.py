"""Getting back what a damaged file still holds: from itself, record by record, and from its backup."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from reader.errors import DamagedError, ReaderError
from reader.storage.durable import backup_path, unwritable, write_durably
from reader.storage.headers import META
from reader.storage.tinydb_file import Tables, encode_json, parse_tables
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Documents: TypeAlias = list[tuple[str, dict[str, Any]]]
"""The documents of a table with their numbers; after a merge gone wrong two may have the same."""
IsSound: TypeAlias = "Callable[[str, dict[str, Any]], bool]"
"""Tells whether a document of a table is what it should be."""

DAMAGED = ".damaged-"
"""What stands between the name of a file and the time at which it was found damaged."""

# Reader's own layout, or a name whose object begins with a numbered document, in any layout.
_TABLE = re.compile(r'^ "((?:[^"\\]|\\.)*)": \{|(?<!\\)"(\w+)"\s*:\s*\{(?=\s*"\d+"\s*:\s*\{)', re.MULTILINE)
_DOCUMENT = re.compile(r'(?<!\\)"(\d+)"\s*:\s*(?=\{)')
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_DECODER = json.JSONDecoder()


class Salvage(Value):
    """What can be got back of a damaged file; nothing was written yet."""

    tables: Tables
    read_out: int
    """How many documents stand whole in the damaged file."""
    from_backup: int
    """How many more its backup has."""
    lost: int
    """How many can be seen in the damaged file to have been there, and are in neither."""

    @property
    def counted(self) -> str:
        """How much was got back and how much was not, in words."""
        entries = "1 entry was" if self.read_out == 1 else f"{self.read_out} entries were"
        backup = f", {self.from_backup} more taken from its backup" if self.from_backup else ""
        lost = f"{self.lost} could not be read" if self.lost else "what else was in it cannot be known"
        return f"{entries} read out of it{backup}; {lost}"


class Recovery(Value):
    """What was put in the place of a damaged file."""

    path: Path
    kept: Path
    """Where the damaged file is now."""
    salvage: Salvage

    @property
    def told(self) -> ReaderError:
        """Return what there is to say of it, as a person reads it."""
        return ReaderError(
            f"was damaged: {self.salvage.counted}",
            where=str(self.path),
            remedy=f"the damaged file is kept beside it as {self.kept.name}",
        )


def looked_through(
    path: Path, is_sound: IsSound, header: Callable[[Tables], dict[str, Any] | None] = lambda _: None
) -> Salvage | None:
    """Return what can be got back of a damaged file, without changing anything.

    Entries of the damaged file go before those of the backup, which is older; an entry that was deleted
    after the backup was made may come back, since nothing tells it from one that was lost.

    Args:
        path: The damaged file.
        is_sound: Tells whether a document of a table is what it should be.
        header: Makes a header from the documents where none is left.

    Returns:
        None where there is nothing to get back.

    Raises:
        ReaderError: when the file cannot be read at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReaderError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check its permissions"
        ) from error
    seen, read = salvaged(data)
    found = _sound(read, is_sound)
    merged, read_out, added = _merged(found, _sound(_of_backup(path), is_sound))
    if META not in merged and merged and (made := header(merged)) is not None:
        merged = {META: {"1": made}} | merged
    if META not in merged or len(merged) == 1:
        return None
    lost = sum(number not in merged.get(name, {}) for name, number in seen if name != META)
    return Salvage(merged, read_out, added, lost)


def recover(
    path: Path, is_sound: IsSound, header: Callable[[Tables], dict[str, Any] | None] = lambda _: None
) -> Recovery | None:
    """Put a whole file in the place of a damaged one, which is kept under another name.

    Args:
        path: The damaged file. The caller holds the lock of those who write it.
        is_sound: See `looked_through`.
        header: See `looked_through`.

    Returns:
        What was got back; None where there is nothing to get back, and nothing was changed.

    Raises:
        ReaderError: when the file cannot be read or written; it is then as it was.
    """
    salvage = looked_through(path, is_sound, header)
    if salvage is None:
        return None
    kept = set_aside(path)
    write_durably(path, encode_json(salvage.tables, path))
    return Recovery(path, kept, salvage)


def set_aside(path: Path) -> Path:
    """Give a damaged file a second name, so that nothing is gone whatever happens next; return it.

    Raises:
        ReaderError: when that cannot be done.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = path.with_name(f"{path.name}{DAMAGED}{stamp}")
    try:
        os.link(path, kept)
    except OSError:
        write_durably(kept, path.read_bytes())
    return kept


def move_aside(path: Path) -> Path:
    """Give a file that nothing can be got back of another name; return it.

    Raises:
        ReaderError: when that cannot be done.
    """
    kept = set_aside(path)
    try:
        path.unlink()
    except OSError as error:
        raise unwritable(path, error) from error
    return kept


def salvaged(data: bytes) -> tuple[set[tuple[str, str]], dict[str, Documents]]:
    """Return which documents can be seen in the bytes of a damaged file, and those that stand whole."""
    text = data.decode("utf-8", "surrogateescape")
    tables: dict[str, Documents] = {}
    heads = [(found.start(), found.group(1) or found.group(2)) for found in _TABLE.finditer(text)]
    seen = set()
    for (start, name), (end, _) in pairwise([*heads, (len(text), "")]):
        for number, document in _documents(text, start, end):
            seen.add((name, number))
            if document is not None:
                tables.setdefault(name, []).append((number, document))
    return seen, tables


def _documents(text: str, start: int, end: int) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the documents that begin in a stretch, None for one that is not whole."""
    while found := _DOCUMENT.search(text, start, end):
        start = found.end()
        try:
            document, after = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            yield found.group(1), None
            continue
        garbled = _NOT_UTF8.search(text, start, after)
        yield found.group(1), document if isinstance(document, dict) and not garbled else None
        start = after


def _of_backup(path: Path) -> dict[str, Documents]:
    backup = backup_path(path)
    try:
        data = backup.read_bytes()
    except OSError:
        return {}
    try:
        return {name: list(table.items()) for name, table in parse_tables(data, backup).items()}
    except DamagedError:
        return salvaged(data)[1]


def _sound(tables: dict[str, Documents], is_sound: IsSound) -> dict[str, Documents]:
    kept = {name: [each for each in table if is_sound(name, each[1])] for name, table in tables.items()}
    return {name: table for name, table in kept.items() if table}


def _merged(found: dict[str, Documents], older: dict[str, Documents]) -> tuple[Tables, int, int]:
    """Return all documents of two versions of a file, how many the first has, and how many it lacked."""
    merged: Tables = {}
    for name, table in found.items():
        merged[name] = _numbered({}, table[-1:] if name == META else table)
    before = _count(merged)
    for name, table in older.items():
        into = merged.setdefault(name, {})
        if name == META and into:
            continue
        there = {_identity(each) for each in into.values()}
        merged[name] = _numbered(into, (each for each in table if _identity(each[1]) not in there))
    ordered = {META: merged.pop(META)} if META in merged else {}
    return ordered | merged, before, _count(merged) - before


def _numbered(into: dict[str, Any], documents: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Put documents to others, each once and with a number of its own; the last of several versions stays."""
    numbers = {_identity(each): number for number, each in into.items()}
    for number, each in documents:
        identity = _identity(each)
        if identity not in numbers:
            taken = number in into
            numbers[identity] = str(max(map(int, into)) + 1) if taken else number
        into[numbers[identity]] = each
    return into


def _identity(document: dict[str, Any]) -> str:
    return str(document.get("id") or json.dumps(document, sort_keys=True))


def _count(tables: Tables) -> int:
    return sum(len(table) for name, table in tables.items() if name != META)
