"""What the TinyDB files of a library have in common: a header, and documents that keep what is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb.table import Document

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinydb import TinyDB
    from tinydb.table import Table

_META = "meta"


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
        ReaderError: when it is another file.
    """
    meta = tables.table(_META).get(doc_id=1)
    if not isinstance(meta, dict) or meta.get("format") != form:
        raise unusable(where, f"it does not say that it is {what}")
    written = meta.get("version")
    if not isinstance(written, int) or written < 1:
        raise unusable(where, "it does not say which version of the format it has")
    return meta, _newer(where, written, version) if written > version else None


def write_header(tables: TinyDB, meta: Mapping[str, Any]) -> None:
    """Put a header into the tables; fields that it does not have stay."""
    tables.table(_META).upsert(Document(meta, doc_id=1))


def write_documents(table: Table, records: Iterable[tuple[dict[str, Any], bool]]) -> None:
    """Make a table hold some records, each with its ``id``; fields of other programs stay as they are.

    Args:
        table: What holds them now.
        records: All that it is to hold, each with whether it stands there already, unchanged.
    """
    documents = {document["id"]: document for document in table}
    kept = set()
    for record, is_unchanged in records:
        kept.add(record["id"])
        document = documents.get(record["id"])
        if document is None:
            table.insert(record)
        elif not is_unchanged:
            table.update(_merged(document, record), doc_ids=[document.doc_id])
    table.remove(doc_ids=[each.doc_id for id_, each in documents.items() if id_ not in kept])


def unusable(where: str, what: str) -> ReaderError:
    """Return the error to show when a file is not what it should be."""
    return ReaderError(
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
