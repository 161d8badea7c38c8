"""The tables of an annotation file: ``meta``, which says what it is, and the annotator's work.

That is ``annotations``, ``relations`` and, as the annotations they would have been, the suggestions that were
``rejected``; a file without any of the last two has no such table, as none had before there were any.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware

from reader.annotations.edits import apply_edit, as_made, sort_annotations
from reader.annotations.relations import apply_relations
from reader.storage.headers import change_documents, numbers_in, read_header, unusable, write_header
from reader.storage.records import from_record, from_relation_record, to_record, to_relation_record
from reader.storage.store import Known, annotations_in, check_own, check_own_relation
from reader.storage.values import Values
from reader.values import Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tinydb.storages import Storage

    from reader.annotations.annotation import Annotation
    from reader.annotations.edits import Edit
    from reader.annotations.relations import Relation, RelationEdit
    from reader.articles.article import Article
    from reader.errors import ReaderError

FORMAT = "reader-annotations"
VERSION = 1
"""The version of the format that is written; files of a later one are read but not changed."""

ANNOTATIONS = "annotations"
_RELATIONS = "relations"
_REJECTED = "rejected"


class Contents(Value):
    """What an annotation file holds."""

    annotations: tuple[Annotation, ...] = ()
    """Sorted by span and then by id."""
    relations: tuple[Relation, ...] = ()
    """Those that begin in this article, in the order in which they were made."""
    rejected: tuple[Annotation, ...] = ()
    """Suggestions that were rejected, each as the annotation it would have been."""
    known: Known | None = None
    """What it recorded of its article; None where there is no file yet."""
    newer: ReaderError | None = None
    """Why the file may not be changed, where a later version of Reader wrote it."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each annotation's document, by the annotation's id."""


class Staged(Value):
    """What a file will hold once it is written."""

    contents: Contents
    rewritten: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By table, the numbers of the documents that were there and now say something else, or are gone."""


def open_tables(storage: Callable[[], Storage]) -> TinyDB:
    """Return the tables in a storage; changes reach it in one write when they are closed, none before."""
    cached = CachingMiddleware(storage)  # type: ignore[no-untyped-call]
    cached.WRITE_CACHE_SIZE = sys.maxsize
    return TinyDB(storage=cached)


def read_contents(tables: TinyDB, where: str, values: Values | None = None) -> Contents:
    """Return what the tables hold.

    Args:
        tables: As `open_tables` gives them.
        where: The file, as an error shall name it.
        values: What the same documents were read as before.

    Raises:
        ReaderError: when the file is damaged or is no annotation file.
    """
    if not tables.tables():
        return Contents()
    meta, newer = read_header(tables, where, form=FORMAT, version=VERSION, what="an annotation file")
    values = values or Values()
    stored = tables.storage.read() or {}
    try:
        annotations = values.of(stored, ANNOTATIONS, from_record)
        relations = values.of(stored, _RELATIONS, from_relation_record)
        rejected = values.of(stored, _REJECTED, from_record)
    except ValueError as error:
        raise newer or unusable(where, str(error)) from error
    known = Known(path=str(meta.get("path", "")), sha256=str(meta.get("sha256", "")))
    return Contents(
        annotations=sort_annotations(annotations),
        relations=tuple(sorted(relations, key=lambda relation: relation.id)),
        rejected=sort_annotations(rejected),
        known=known,
        newer=newer,
        numbers={each["id"]: int(number) for number, each in stored.get(ANNOTATIONS, {}).items()},
    )


def stage_edit(tables: TinyDB, contents: Contents, article: Article, annotator: str, edit: Edit) -> Staged:
    """Do an edit in the tables; closing them then saves it. Fields of other programs stay as they are.

    Args:
        tables: As `open_tables` gives them.
        contents: What they hold.
        article: Whose annotations they are.
        annotator: Who made them.
        edit: What to do.

    Raises:
        ReaderError: when the file is of a later version, or when the edit does not fit what is saved or is
            not the annotator's to make.
    """
    check_own(edit, article, annotator)
    if contents.newer:
        raise contents.newer
    after = apply_edit(contents.annotations, as_made(edit))
    known = _write_meta(tables, article, annotator)
    records: dict[str, dict[str, Any] | None] = {each.id: None for each in annotations_in(edit)}
    records |= {each.id: to_record(each) for each in after if each.id in records}
    numbers, rewritten = _changed(tables, ANNOTATIONS, contents.numbers, records)
    return Staged(replace(contents, annotations=after, known=known, numbers=numbers), rewritten)


def stage_rejection(
    tables: TinyDB, contents: Contents, article: Article, annotator: str, edit: Edit
) -> Staged:
    """Do an edit of the rejected suggestions in the tables; as `stage_edit` does one of the annotations.

    Raises:
        ReaderError: as `stage_edit` does.
    """
    check_own(edit, article, annotator)
    if contents.newer:
        raise contents.newer
    after = apply_edit(contents.rejected, as_made(edit))
    known = _write_meta(tables, article, annotator)
    kept = {each.id: each for each in after}
    named = {each.id: kept.get(each.id) for each in annotations_in(edit)}
    records = {id_: to_record(each) if each else None for id_, each in named.items()}
    _, rewritten = _changed(tables, _REJECTED, numbers_in(tables.table(_REJECTED)), records)
    return Staged(replace(contents, rejected=after, known=known), rewritten)


def stage_relations(
    tables: TinyDB,
    contents: Contents,
    edits: Sequence[RelationEdit],
    article: Article | None,
    annotator: str,
    *,
    where: str,
) -> Staged:
    """Do edits of relations in the tables, all or none; closing them then saves them.

    Args:
        tables: As `open_tables` gives them, of the article that the relations begin in.
        contents: What they hold.
        edits: What to do.
        article: That article; without it the file must be there already.
        annotator: Whose file it is.
        where: The file, as an error shall name it.

    Raises:
        ReaderError: when the file is of a later version, or when an edit does not fit what is saved or is
            not the annotator's to make.
    """
    for edit in edits:
        check_own_relation(edit, article, annotator)
    if contents.newer:
        raise contents.newer
    after = apply_relations(contents.relations, edits)
    known = contents.known
    if article is not None:
        known = _write_meta(tables, article, annotator)
    elif known is None:
        raise unusable(where, "it is gone")
    kept = {each.id: each for each in after}
    named = {edit.relation.id: kept.get(edit.relation.id) for edit in edits}
    records = {id_: to_relation_record(each) if each else None for id_, each in named.items()}
    _, rewritten = _changed(tables, _RELATIONS, numbers_in(tables.table(_RELATIONS)), records)
    return Staged(replace(contents, relations=after, known=known), rewritten)


def _changed(
    tables: TinyDB,
    name: str,
    numbers: Mapping[str, int],
    records: Mapping[str, Mapping[str, Any] | None],
) -> tuple[Mapping[str, int], Mapping[str, tuple[int, ...]]]:
    """Change documents of a table as `change_documents` does; return the numbers after, and `rewritten`."""
    rewritten = tuple(numbers[id_] for id_ in records if id_ in numbers)
    return change_documents(tables, name, numbers, records), {name: rewritten}


def _write_meta(tables: TinyDB, article: Article, annotator: str) -> Known:
    meta = {
        "format": FORMAT,
        "version": VERSION,
        "article": article.id,
        "path": article.path,
        "sha256": article.sha256,
        "title": article.title,
        "annotator": annotator,
    }
    write_header(tables, meta)
    return Known(article.path, article.sha256)
