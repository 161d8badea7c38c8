"""Doing what an import would do, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.edits import Add, Batch, Change, as_made, inverse
from reader.annotations.relations import Unrelate
from reader.errors import ReaderError
from reader.session.history import Links, Notes
from reader.session.keeping import keep
from reader.storage.last_import import Imported, LastImport

if TYPE_CHECKING:
    from reader.session.importing import Plan
    from reader.session.opening import Library


def do_import(library: Library, plan: Plan, *, author: str, name: str) -> None:
    """Do what a plan says; what it does is noted before, so that it can be taken back.

    Raises:
        ReaderError: when something cannot be saved; what was saved before can be taken back.
    """
    if not plan.parts:
        return
    edits = tuple(
        made
        for part in plan.parts
        if isinstance(part, Notes) and isinstance(part.edit, Batch)
        for edit in part.edit.edits
        if isinstance(made := as_made(edit), Add | Change)
    )
    links = tuple(part.edit.relation for part in plan.parts if isinstance(part, Links))
    LastImport(library.home, author).keep(Imported(name, edits, links))
    for part in plan.parts:
        keep(library, part)


def undo_import(library: Library, *, author: str) -> tuple[int, tuple[str, ...]]:
    """Take the annotator's last import back; what was changed since stays.

    Returns:
        How many annotations and relations are as they were before, and why others are not.

    Raises:
        ReaderError: when there is none to take back, or what it did cannot be read.
    """
    last = LastImport(library.home, author)
    imported = last.read()
    if imported is None:
        raise ReaderError(
            "there is no import to take back", where=str(library.root), remedy="see reader import -h"
        )
    done, problems = 0, []
    for relation in reversed(imported.relations):
        try:
            library.store.relate(Unrelate(relation), None)
            done += 1
        except ReaderError as error:
            problems.append(str(error))
    for edit in reversed(imported.edits):
        undone = inverse(edit)
        article = edit.after.article if isinstance(edit, Change) else edit.annotation.article
        try:
            library.store.apply(library.read(article), undone)
            done += 1
        except ReaderError as error:
            problems.append(str(error))
    last.forget()
    return done, tuple(problems)
