"""Exporting from an open library: which articles' annotations go to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.exchange.formats import Section, render
from reader.storage.durable import write_durably

if TYPE_CHECKING:
    from reader.session.opening import Library


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
    opened = [library.open(article_id) for article_id in articles]
    return tuple(Section(o.article, o.annotations) for o in opened)


def export_sections(
    library: Library, articles: tuple[str, ...] | None, *, format_name: str, path: Path
) -> int:
    """Write annotations to a file, whole or not at all.

    Returns:
        How many annotations were written.

    Raises:
        ReaderError: when an article cannot be read or the file cannot be written.
    """
    sections = sections_of(library, articles)
    write_durably(path, render(format_name, sections).encode())
    return sum(len(section.annotations) for section in sections)
