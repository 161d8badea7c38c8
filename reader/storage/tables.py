"""The tables of an annotation file: ``meta``, which says what it is, and ``annotations``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.table import Document

from reader.annotations.edits import apply_edit, sort_annotations
from reader.errors import ReaderError
from reader.storage.records import from_record, to_record
from reader.storage.store import Known, check_own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tinydb.storages import Storage

    from reader.annotations.annotation import Annotation
    from reader.annotations.edits import Edit
    from reader.articles.article import Article

FORMAT = "reader-annotations"
VERSION = 1
"""The version of the format that is written; files of a later one are read but not changed."""

_META = "meta"
_ANNOTATIONS = "annotations"


@dataclass(frozen=True, slots=True)
class Contents:
    """What an annotation file holds."""

    annotations: tuple[Annotation, ...] = ()
    """Sorted by span and then by id."""
    known: Known | None = None
    """What it recorded of its article; None where there is no file yet."""
    newer: ReaderError | None = None
    """Why the file may not be changed, where a later version of Reader wrote it."""


def open_tables(storage: Callable[[], Storage]) -> TinyDB:
    """Return the tables in a storage; changes reach it in one write when they are closed, none before."""
    cached = CachingMiddleware(storage)  # type: ignore[no-untyped-call]
    cached.WRITE_CACHE_SIZE = sys.maxsize
    return TinyDB(storage=cached)


def read_contents(tables: TinyDB, where: str) -> Contents:
    """Return what the tables hold.

    Args:
        tables: As `open_tables` gives them.
        where: The file, as an error shall name it.

    Raises:
        ReaderError: when the file is damaged or is no annotation file.
    """
    if not tables.tables():
        return Contents()
    meta = tables.table(_META).get(doc_id=1)
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise _unusable(where, "it does not say that it is an annotation file")
    version = meta.get("version")
    if not isinstance(version, int) or version < 1:
        raise _unusable(where, "it does not say which version of the format it has")
    newer = _newer(where, version) if version > VERSION else None
    annotations = []
    for document in tables.table(_ANNOTATIONS):
        try:
            annotations.append(from_record(document))
        except ValueError as error:
            raise newer or _unusable(where, f"annotation {document.doc_id}: {error}") from error
    known = Known(path=str(meta.get("path", "")), sha256=str(meta.get("sha256", "")))
    return Contents(annotations=sort_annotations(annotations), known=known, newer=newer)


def stage_edit(tables: TinyDB, article: Article, annotator: str, edit: Edit, *, where: str) -> None:
    """Do an edit in the tables; closing them then saves it. Fields of other programs stay as they are.

    Raises:
        ReaderError: when the file is damaged or of a later version, or when the edit does not fit what is
            saved or is not the annotator's to make.
    """
    check_own(edit, article, annotator)
    contents = read_contents(tables, where)
    if contents.newer:
        raise contents.newer
    after = apply_edit(contents.annotations, edit)
    meta = {
        "format": FORMAT,
        "version": VERSION,
        "article": article.id,
        "path": article.path,
        "sha256": article.sha256,
        "title": article.title,
        "annotator": annotator,
    }
    tables.table(_META).upsert(Document(meta, doc_id=1))
    _write_annotations(tables, contents.annotations, after)


def _write_annotations(tables: TinyDB, before: tuple[Annotation, ...], after: tuple[Annotation, ...]) -> None:
    table = tables.table(_ANNOTATIONS)
    documents = {document["id"]: document for document in table}
    kept = {annotation.id for annotation in after}
    table.remove(doc_ids=[documents[each.id].doc_id for each in before if each.id not in kept])
    unchanged = set(before)
    for annotation in after:
        if annotation.id not in documents:
            table.insert(to_record(annotation))
        elif annotation not in unchanged:
            document = documents[annotation.id]
            table.update(_merged(document, to_record(annotation)), doc_ids=[document.doc_id])


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``new``, with what only ``old`` has, at any depth."""
    merged = {**old, **new}
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            merged[key] = _merged(old[key], value)
    return merged


def _newer(where: str, version: int) -> ReaderError:
    return ReaderError(
        f"was written by a later Reader (format {version}; this one writes {VERSION}) and can only be read",
        where=where,
        remedy="update Reader to change it",
    )


def _unusable(where: str, what: str) -> ReaderError:
    return ReaderError(
        f"cannot be used, so it stays untouched: {what}",
        where=where,
        remedy="repair it, or move it away to start anew",
    )
