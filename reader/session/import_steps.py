"""Doing what an import would do, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.edits import Add, Batch, Change, Edit, as_made, inverse
from reader.annotations.relations import Relate, Unrelate
from reader.errors import ConflictError, ReaderError
from reader.session.importing_codes import without_codes
from reader.session.keeping import keep
from reader.storage.last_import import Imported, LastImport
from reader.text.quotes import in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.codebook import Code
    from reader.annotations.relations import Relation
    from reader.session.importing import Plan
    from reader.session.opening import Library


def do_import(library: Library, plan: Plan, *, author: str, name: str) -> None:
    """Do what a plan says; what it does is noted before, so that it can be taken back.

    Raises:
        ReaderError: when something cannot be saved; what was saved before can be taken back.
    """
    if not (plan.coding or plan.parts or plan.relations):
        return
    edits = tuple(
        made
        for part in plan.parts
        if isinstance(part.edit, Batch)
        for edit in part.edit.edits
        if isinstance(made := as_made(edit), Add | Change)
    )
    relations = tuple(relation for each in plan.relations for relation in each.relations)
    LastImport(library.home, author).keep(Imported(name, edits, relations, plan.codes))
    if plan.coding:
        keep(library, plan.coding)
    for part in plan.parts:
        keep(library, part)
    for each in plan.relations:
        library.store.relate_all(tuple(map(Relate, each.relations)), each.article)


def undo_import(library: Library, *, author: str) -> tuple[int, tuple[str, ...]]:
    """Take the annotator's last import back; what was changed since stays.

    Returns:
        How many annotations, relations and codes are as they were before, and why others are not.

    Raises:
        ReaderError: when there is none to take back, or what it did cannot be read.
    """
    last = LastImport(library.home, author)
    imported = last.read()
    if imported is None:
        raise ReaderError(
            "there is no import to take back", where=str(library.root), remedy="see reader import -h"
        )
    done, problems = _undo_relations(library, imported.relations)
    by_article: dict[str, list[Add | Change]] = {}
    for edit in imported.edits:
        by_article.setdefault(_after(edit).article, []).append(edit)
    for article, edits in by_article.items():
        try:
            undone, changed = _undo_in(library, article, edits)
        except ReaderError as error:
            undone, changed = 0, (str(error),)
        done += undone
        problems += changed
    taken, kept = _undo_codes(library, imported.codes)
    last.forget()
    return done + taken, (*problems, *kept)


def _undo_relations(library: Library, relations: Sequence[Relation]) -> tuple[int, list[str]]:
    """Take relations away, those of an article at once, else those of it that can be."""
    by_article: dict[str, list[Unrelate]] = {}
    for relation in relations:
        by_article.setdefault(relation.source.article, []).append(Unrelate(relation))
    done = 0
    problems: list[str] = []
    for edits in by_article.values():
        try:
            library.store.relate_all(edits, None)
            done += len(edits)
        except ConflictError:
            for edit in edits:
                try:
                    library.store.relate(edit, None)
                    done += 1
                except ReaderError as error:
                    problems.append(str(error))
        except ReaderError as error:
            problems.append(str(error))
    return done, problems


def _undo_codes(library: Library, codes: Sequence[Code]) -> tuple[int, tuple[str, ...]]:
    """Take codes out of the codebook, but for those that were changed since."""
    if not codes:
        return 0, ()
    before = library.codebook.read()
    if before.problem is not None:
        return 0, (str(before.problem),)
    after, told = without_codes(before.book, codes)
    try:
        library.codebook.apply(before.book, after)
    except ReaderError as error:
        return 0, (str(error),)
    return len(before.book.codes) - len(after.codes), told


def _undo_in(library: Library, article_id: str, edits: Sequence[Add | Change]) -> tuple[int, tuple[str, ...]]:
    """Take the edits of an article back at once, but for annotations that were changed since.

    Returns:
        How many were taken back, and why others were not.

    Raises:
        ReaderError: when the article cannot be read or nothing can be saved.
    """
    article = library.read(article_id)
    saved = {each.id: each for each in library.store.load(article_id).annotations}
    fitting: list[Edit] = []
    problems = []
    for edit in reversed(edits):
        after = _after(edit)
        there = saved.get(after.id)
        if there is not None and there.modified == after.modified:
            fitting.append(inverse(edit))
        else:
            quote = " ".join(after.target.exact.split())[:40]
            what = f"the annotation of {in_quotes(quote)} was changed meanwhile"
            problems.append(str(ReaderError(what, where=article.path, remedy="it stays as it is now")))
    if fitting:
        library.store.apply(article, Batch(tuple(fitting), "took back an import"))
    return len(fitting), tuple(problems)


def _after(edit: Add | Change) -> Annotation:
    return edit.after if isinstance(edit, Change) else edit.annotation
