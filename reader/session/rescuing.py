"""Saving elsewhere what the library does not take: to files that are put in their places later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.edits import apply_edit
from reader.annotations.relations import apply_relations
from reader.corrections.revision import revise
from reader.errors import ConflictError
from reader.session.conflicts import Conflicts
from reader.session.history import Coding, Fixes, Links, Notes, Refusals
from reader.storage.copying import write_codebook_copy, write_copy, write_corrections_copy
from reader.storage.places import Places
from reader.storage.tables import Contents
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.articles.article import Article
    from reader.session.history import Part
    from reader.session.opening import Library

NOTHING_UNSAVED = "nothing to save elsewhere: everything is saved"


def save_elsewhere(
    library: Library, path: Path, unsaved: tuple[Part, ...], *, annotator: str, opened: Article | None
) -> str:
    """Write what is not saved, with all that belongs to it, and return how it is brought back.

    Args:
        library: The library that cannot be written.
        path: The file to write; where more than one has to be written, the others get names like it.
        unsaved: What was done and is not saved, in its order.
        annotator: Whose it is.
        opened: The open article, which is written though nothing of it is unsaved.

    Raises:
        ReaderError: when it cannot be written; or something is there already.
    """
    articles = {opened.id: opened} if opened is not None else {}
    articles |= {
        p.article.id: p.article for p in unsaved if not isinstance(p, Fixes) and p.article is not None
    }
    places = Places(library.home, annotator)
    written: list[tuple[Path, Path]] = []

    def named(word: str, suffix: str = ".json") -> Path:
        return path if not written else path.with_name(f"{path.stem}.{word}{suffix}")

    for article in articles.values():
        target = named(article.id)
        write_copy(target, article, annotator, _contents(library, article, unsaved, annotator))
        written.append((target, places.own(article.id)))
    if fixes := [part for part in unsaved if isinstance(part, Fixes)]:
        target, corrections = named("corrections"), library.corrections.load().corrections
        for fix in fixes:
            corrections = revise(corrections, fix.revision)
        write_corrections_copy(target, (c for c in corrections if c.author == annotator), annotator)
        written.append((target, places.corrections))
    if books := [part.after for part in unsaved if isinstance(part, Coding)]:
        target = named("codebook", ".toml")
        write_codebook_copy(target, books[-1])
        written.append((target, library.home / "codebook.toml"))
    return _told(written, library)


def _contents(library: Library, article: Article, unsaved: Iterable[Part], annotator: str) -> Contents:
    """Return all of the annotator's on an article: what is saved, and what is not."""
    saved = library.store.load(article.id).annotations
    contents = Contents(
        annotations=tuple(each for each in saved if each.author == annotator),
        relations=tuple(
            relation
            for relation in library.store.relations()
            if relation.author == annotator and relation.source.article == article.id
        ),
        rejected=library.store.rejected(article.id),
    )
    conflicts = Conflicts()
    for part in unsaved:
        contents = _with(contents, part, article.id, conflicts)
    return contents


def _with(contents: Contents, part: Part, article: str, conflicts: Conflicts) -> Contents:
    try:
        match part:
            case Notes(where, edit) if where.id == article:
                fitting = conflicts.settled(contents.annotations, conflicts.followed(edit))
                return replace(contents, annotations=apply_edit(contents.annotations, fitting))
            case Links(edit) if edit.relation.source.article == article:
                return replace(contents, relations=apply_relations(contents.relations, (edit,)))
            case Refusals(where, edit) if where.id == article:
                return replace(contents, rejected=apply_edit(contents.rejected, edit))
    except ConflictError:
        # What it changes was changed elsewhere, and stays as it is there.
        pass
    return contents


def _told(written: list[tuple[Path, Path]], library: Library) -> str:
    if not written:
        return NOTHING_UNSAVED
    (path, place), *others = written
    here = place.is_relative_to(library.root)
    where = f"{place.relative_to(library.root)} in the library" if here else str(place)
    more = f" and {len(others)} more file{'s' if len(others) > 1 else ''} beside it" if others else ""
    likewise = "; the others likewise" if others else ""
    return f"saved to {path}{more}; to bring it back, close Reader and copy it to {where}{likewise}"
