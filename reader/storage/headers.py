"""What the TinyDB files of a library have in common: a header, and documents that keep what is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb.table import Document

from reader.errors import DamagedError, ReaderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinydb import TinyDB
    from tinydb.table import Table

META = "meta"


def read_header(
    tables: TinyDB, where: str, *, form: str, version: int, what: str
) -> tuple[Mapping[str, Any], ReaderError | None]:
    """Return the header of a file, and why the file may not be changed where a later Reader wrote it.

    Args:
        tables: Its tables.
        where: The file, as an error shall name it.
        form: The name of the format it has to have.
        version: The latest version of the format that is known.
        what: What it should be, in words, with its article.

    Raises:
        DamagedError: when it is another file.
    """
    meta = tables.table(META).get(doc_id=1)
    if not isinstance(meta, dict) or meta.get("format") != form:
        raise unusable(where, f"it does not say that it is {what}")
    written = meta.get("version")
    if not isinstance(written, int) or written < 1:
        raise unusable(where, "it does not say which version of the format it has")
    return meta, _newer(where, written, version) if written > version else None


def write_header(tables: TinyDB, meta: Mapping[str, Any]) -> None:
    """Put a header into the tables; fields that it does not have stay."""
    tables.table(META).upsert(Document(meta, doc_id=1))


def change_documents(
    tables: TinyDB, name: str, numbers: Mapping[str, int], records: Mapping[str, Mapping[str, Any] | None]
) -> dict[str, int]:
    """Change some documents of a table; fields that only the saved ones have stay.

    It goes past TinyDB's own table, which for each change makes a number of every key and a key of every
    number: in a table of thousands that costs more than all the rest of a save.

    Args:
        tables: The tables that one of them is in; it need not be there yet.
        name: Which one; each of its documents has its ``id``.
        numbers: The number of each document there is, by its ``id``.
        records: What is to stand there by ``id``; None for what goes.

    Returns:
        The number of each document there is now.
    """
    stored = tables.storage.read() or {}
    table = stored.setdefault(name, {})
    after = dict(numbers)
    for id_ in records.keys() & numbers.keys():
        key, record = _key_of(table, numbers[id_]), records[id_]
        if record is None:
            del table[key], after[id_]
        else:
            table[key] = _merged(table[key], record)
    new = [(id_, record) for id_, record in records.items() if record is not None and id_ not in numbers]
    first = max(map(int, table), default=0) + 1 if new else 0
    for number, (id_, record) in enumerate(new, first):
        table[str(number)], after[id_] = dict(record), number
    tables.storage.write(stored)
    tables.table(name).clear_cache()
    return after


def _key_of(table: Mapping[str, Any], number: int) -> str:
    """Return the key of a document by its number; others may have written zeros before it."""
    key = str(number)
    return key if key in table else next(each for each in table if int(each) == number)


def numbers_in(table: Table) -> dict[str, int]:
    """Return the number of each document of a table by its ``id``."""
    return {document["id"]: document.doc_id for document in table}


def unusable(where: str, what: str) -> DamagedError:
    """Return the error to show when a file is not what it should be."""
    return DamagedError(
        f"cannot be used, so it stays untouched: {what}",
        where=where,
        remedy="repair it, or move it away to start anew",
    )


def _newer(where: str, written: int, version: int) -> ReaderError:
    return ReaderError(
        f"was written by a later Reader (format {written}; this one writes {version}) and can only be read",
        where=where,
        remedy="update Reader to change it",
    )


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``new``, with what only ``old`` has, at any depth."""
    merged = {**old, **new}
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            merged[key] = _merged(old[key], value)
    return merged
