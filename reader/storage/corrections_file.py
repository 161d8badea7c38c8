"""Corrections on disk: one TinyDB file an annotator, for the whole library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from reader.corrections.correction import Correction, Kind, Scope, in_order
from reader.corrections.revision import revise
from reader.errors import ConflictError, ReaderError
from reader.storage.fields import TIME, UUID, field, matching, one_of, target_in, target_record
from reader.storage.headers import change_documents, numbers_in, read_header, unusable, write_header
from reader.storage.locks import held
from reader.storage.places import Places
from reader.storage.store import Known
from reader.storage.tables import open_tables
from reader.storage.tinydb_file import DurableStorage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tinydb import TinyDB

    from reader.corrections.revision import Revision

FORMAT = "reader-corrections"
VERSION = 1
"""The version of the format that is written; files of a later one are read but not changed."""

_CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Kept:
    """The corrections of a library."""

    corrections: tuple[Correction, ...] = ()
    """Everybody's, in the order in which they count: see `in_order`."""
    problems: tuple[ReaderError, ...] = ()
    """The files that could not be read, whole, or are from a newer version; each was left untouched."""
    writable: bool = True
    """False while the annotator's own file is among the problems."""


class CorrectionsStore:
    """The corrections in a library's ``.reader`` folder; everybody's are read, one annotator's written.

    A file is read again only when it has changed.

    Args:
        home: The library's ``.reader`` folder; it is made with the first correction.
        annotator: Whose corrections are written, and count most.

    Raises:
        ReaderError: when the annotator's name cannot name a file.
    """

    def __init__(self, home: Path, annotator: str) -> None:
        self.annotator = annotator
        self._places = Places(home, annotator)
        self._read: dict[Path, tuple[tuple[int, int, int], _Contents | ReaderError]] = {}

    def load(self) -> Kept:
        """Return the corrections of all annotators, and which files could not be read."""
        own, problems = self._places.corrections, []
        found: dict[str, Correction] = {}
        writable = True
        for path in sorted(own.parent.glob("*.json")):
            contents = self._contents(path)
            newer = contents if isinstance(contents, ReaderError) else contents.newer
            if newer is not None:
                problems.append(newer)
                writable = writable and path != own
            if not isinstance(contents, ReaderError):
                found |= {each.id: each for each in contents.corrections}
        return Kept(in_order(found.values(), author=self.annotator), tuple(problems), writable)

    def apply(self, revision: Revision) -> None:
        """Do a revision of one's own corrections; when this returns, it is on the disk.

        Raises:
            ReaderError: when it cannot be saved; nothing has changed then.
            ConflictError: when it does not fit what is saved, or is of somebody else's correction.
        """
        path = self._places.corrections
        if revision.subject.author != self.annotator:
            raise ConflictError(
                f"this correction is {revision.subject.author}'s, not {self.annotator}'s",
                where=revision.subject.path,
                remedy="make one of your own",
            )
        with held(self._places.corrections_lock):
            tables = open_tables(partial(DurableStorage, path))
            _stage(tables, revision, self.annotator, str(path))
            tables.close()

    def known(self) -> dict[str, Known]:
        """Return path and text of every article that was corrected, by its id, so that it is found again."""
        return {
            each.article: Known(each.path, each.target.sha256)
            for each in self.load().corrections
            if each.scope != "library"
        }

    def _contents(self, path: Path) -> _Contents | ReaderError:
        try:
            status = path.stat()
        except OSError:
            return _Contents()
        state = (status.st_ino, status.st_size, status.st_mtime_ns)
        if path not in self._read or self._read[path][0] != state:
            try:
                contents: _Contents | ReaderError = _read(
                    open_tables(partial(DurableStorage, path)), str(path)
                )
            except ReaderError as problem:
                contents = problem
            self._read[path] = state, contents
        return self._read[path][1]


@dataclass(frozen=True, slots=True)
class _Contents:
    corrections: tuple[Correction, ...] = ()
    newer: ReaderError | None = None
    """Why the file may not be changed, where a later version of Reader wrote it."""


def _read(tables: TinyDB, where: str) -> _Contents:
    if not tables.tables():
        return _Contents()
    _, newer = read_header(tables, where, form=FORMAT, version=VERSION, what="a file of corrections")
    corrections = []
    for document in tables.table(_CORRECTIONS):
        try:
            corrections.append(from_record(document))
        except ValueError as error:
            raise newer or unusable(where, f"correction {document.doc_id}: {error}") from error
    return _Contents(tuple(corrections), newer)


def _stage(tables: TinyDB, revision: Revision, annotator: str, where: str) -> None:
    contents = _read(tables, where)
    if contents.newer:
        raise contents.newer
    after = revise(contents.corrections, revision)
    write_header(tables, {"format": FORMAT, "version": VERSION, "annotator": annotator})
    table, kept = tables.table(_CORRECTIONS), {each.id: each for each in after}
    gone: dict[str, Mapping[str, Any] | None] = {
        each.id: None for each in contents.corrections if each.id not in kept
    }
    changed = {id_: to_record(each) for id_, each in kept.items() if each not in contents.corrections}
    change_documents(table, numbers_in(table), gone | changed)


def to_record(correction: Correction) -> dict[str, Any]:
    """Return the correction as a document: plain values that JSON can hold, offsets in code points."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "words": correction.words,
        "label": correction.label,
        "other": correction.other,
        "scope": correction.scope,
        "article": correction.article,
        "path": correction.path,
        "target": target_record(correction.target),
        "author": correction.author,
        "created": correction.created,
        "modified": correction.modified,
    }


def from_record(record: Mapping[str, Any]) -> Correction:
    """Return the correction in a document; fields this version does not know are passed over.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    return Correction(
        id=matching(record, "id", UUID),
        author=field(record, "author", str),
        created=matching(record, "created", TIME),
        modified=matching(record, "modified", TIME),
        kind=one_of(record, "kind", get_args(Kind)),
        words=field(record, "words", str),
        scope=one_of(record, "scope", get_args(Scope)),
        article=field(record, "article", str),
        path=field(record, "path", str),
        target=target_in(field(record, "target", dict)),
        label=field(record, "label", str),
        other=field(record, "other", str),
    )
