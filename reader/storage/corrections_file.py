"""Corrections on disk: one TinyDB file an annotator, for the whole library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reader.corrections.correction import Correction, in_order
from reader.corrections.revision import revise
from reader.errors import ConflictError, DamagedError, ReaderError
from reader.storage.correction_records import from_record, to_record
from reader.storage.durable import State, state_of
from reader.storage.headers import META, change_documents, numbers_in, read_header, unusable, write_header
from reader.storage.locks import held
from reader.storage.mending import holding
from reader.storage.places import Places
from reader.storage.recovery import looked_through, recover
from reader.storage.store import Known
from reader.storage.tables import open_tables
from reader.storage.tinydb_file import DurableStorage
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from pathlib import Path

    from tinydb import TinyDB

    from reader.corrections.revision import Revision
    from reader.storage.recovery import Recovery

FORMAT = "reader-corrections"
VERSION = 1
"""The version of the format that is written; files of a later one are read but not changed."""

_CORRECTIONS = "corrections"


class Kept(Value):
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
        self._read: dict[Path, tuple[State, _Contents]] = {}

    def load(self, *, mending: bool = True) -> Kept:
        """Return the corrections of all annotators, and what is wrong with the files.

        Args:
            mending: Whether the annotator's own file is put right where it is damaged.
        """
        own, problems = self._places.corrections, []
        found: dict[str, Correction] = {}
        writable = True
        for path in sorted(own.parent.glob("*.json")):
            contents = self._contents(path)
            mended = self._mend() if mending and contents.damage and path == own else None
            if mended is not None:
                problems.append(mended)
                contents = self._contents(path)
            problem = contents.damage or contents.newer
            if problem is not None:
                problems.append(problem)
                writable = writable and path != own
            found |= {each.id: each for each in contents.corrections}
        return Kept(in_order(found.values(), author=self.annotator), tuple(problems), writable)

    def state(self) -> Hashable:
        """Return what tells the corrections of all annotators from what they were before."""
        files = sorted(self._places.corrections.parent.glob("*.json"))
        return tuple((path, state_of(path)) for path in files)

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
            for each in self.load(mending=False).corrections
            if each.scope != "library"
        }

    def _contents(self, path: Path) -> _Contents:
        state = state_of(path)
        if state is None:
            return _Contents()
        if path not in self._read or self._read[path][0] != state:
            self._read[path] = state, _read_what_is_left(path)
        return self._read[path][1]

    def _mend(self) -> ReaderError | None:
        """Put the annotator's own damaged file right; return what there is to say of it, if it could be."""
        path = self._places.corrections
        try:
            with held(self._places.corrections_lock):
                recovery = mend_corrections(path)
        except ReaderError:
            return None
        return recovery.told if recovery else None


class _Contents(Value):
    corrections: tuple[Correction, ...] = ()
    newer: ReaderError | None = None
    """Why the file may not be changed, where a later version of Reader wrote it."""
    damage: ReaderError | None = None
    """What is wrong with the file; the corrections are then what is left of them."""


def is_sound(table: str, document: Mapping[str, Any]) -> bool:
    """Tell whether a document of a file of corrections is what it should be; other programs' always are."""
    if table == META:
        version = document.get("version")
        return document.get("format") == FORMAT and isinstance(version, int) and 1 <= version <= VERSION
    try:
        return table != _CORRECTIONS or bool(from_record(document))
    except ValueError:
        return False


def read_corrections(path: Path) -> ReaderError | None:
    """Return what is wrong with a file of corrections, if anything is."""
    contents = _read_what_is_left(path)
    return contents.damage or contents.newer


def mend_corrections(path: Path) -> Recovery | None:
    """Put what is left of a damaged file in its place; None where it is sound, or nothing is left.

    The caller holds the annotator's lock.

    Raises:
        ReaderError: when it cannot be read or written.
    """
    return recover(path, is_sound) if _read_what_is_left(path).damage else None


def _read_what_is_left(path: Path) -> _Contents:
    try:
        return _read(open_tables(partial(DurableStorage, path)), str(path))
    except DamagedError as damage:
        try:
            salvage = looked_through(path, is_sound)
        except ReaderError as problem:
            return _Contents(damage=problem)
        if salvage is None:
            return _Contents(damage=damage)
        left = _read(open_tables(partial(holding, salvage.tables)), str(path))
        what = f"{damage.what}; {salvage.counted}"
        return replace(left, damage=DamagedError(what, where=damage.where, remedy=damage.remedy))
    except ReaderError as problem:
        return _Contents(damage=problem)


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
    kept = {each.id: each for each in after}
    gone: dict[str, Mapping[str, Any] | None] = {
        each.id: None for each in contents.corrections if each.id not in kept
    }
    changed = {id_: to_record(each) for id_, each in kept.items() if each not in contents.corrections}
    change_documents(tables, _CORRECTIONS, numbers_in(tables.table(_CORRECTIONS)), gone | changed)
