"""Exporting from an open library: which articles' annotations go to a file, and which could not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.exchange.formats import write_as
from reader.exchange.section import Section
from reader.storage.durable import write_durably

if TYPE_CHECKING:
    from reader.annotations.relations import Relation
    from reader.session.opening import Library, Opened


def sections_of(library: Library, articles: tuple[str, ...] | None) -> tuple[Section, ...]:
    """Return the articles with their annotations.

    Args:
        library: The open library.
        articles: The articles' ids; None for every article that has annotations.

    Raises:
        ReaderError: when an article cannot be read.
    """
    if articles is None:
        articles = tuple(row.id for row in library.listings() if row.annotations and not row.problem)
    codes = library.codebook.read().book.codes
    opened = [library.open(article_id) for article_id in articles]
    return tuple(Section(o.article, o.annotations, _beginning(o), codes) for o in opened)


def _beginning(opened: Opened) -> tuple[Relation, ...]:
    """Return the relations that begin in an article, so that each is written once."""
    return tuple(r for r in opened.relations if r.source.article == opened.article.id)


def left_out(library: Library) -> tuple[str, ...]:
    """Return why annotations that are there are not in an export of the library, one line each."""
    rows = library.listings()
    counts = library.store.counts()
    known = library.store.known()
    lines = [str(problem) for problem in library.store.problems()]
    lines += [f"{row.path}: {row.problem}." for row in rows if row.problem and row.annotations]
    for article_id in sorted(counts.keys() - {row.id for row in rows}):
        # A library of single files does not list its neighbours, which are no loss.
        path = known[article_id].path
        if not os.path.lexists(library.root / path):
            many = counted(counts[article_id], "annotation")
            lines.append(
                str(ReaderError(f"the file is gone, {many} left out", where=path, remedy="put it back"))
            )
    return tuple(lines)


def export_sections(
    library: Library, articles: tuple[str, ...] | None, *, format_name: str, path: Path
) -> str:
    """Write annotations to a file, whole or not at all.

    Returns:
        What was written, what the format has no place for, and what was left out and why, in one line.

    Raises:
        ReaderError: when an article cannot be read or the file cannot be written.
    """
    sections = sections_of(library, articles)
    written = write_as(format_name, sections)
    write_durably(path, written.data)
    said = f"exported {counted(sum(len(s.annotations) for s in sections), 'annotation')} to {path}"
    lost = f" without {', '.join(loss.of for loss in written.losses)}" if written.losses else ""
    return " ".join((said + lost, *(left_out(library) if articles is None else ())))


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural where it is one: ``2 annotations``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
