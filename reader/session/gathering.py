"""The annotations of a whole library, article by article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.filters import Noted
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.annotation import Annotation
    from reader.session.opening import Library, Listing


def gather(library: Library, annotator: str) -> Iterator[tuple[Noted, ...]]:
    """Yield the annotations of each article that has any, in the order of the list and of the texts.

    A text is read only where it is not the one that its annotations were made on. Those of articles that
    are gone come last, as orphans.

    Args:
        library: The library.
        annotator: Whose annotations are one's own.
    """
    rows = library.listings()
    for row in rows:
        if row.annotations:
            yield _noted(_anchored(library, row), annotator, row.title)
    listed = {row.id for row in rows}
    for article_id, known in library.store.known().items():
        # A library of single files does not list its neighbours, which are not gone.
        if article_id not in listed and not os.path.lexists(library.root / known.path):
            yield _noted(_orphans(library, article_id), annotator, known.path)


def _noted(annotations: tuple[Annotation, ...], annotator: str, title: str) -> tuple[Noted, ...]:
    return tuple(Noted(each, each.author == annotator, title) for each in annotations)


def _anchored(library: Library, row: Listing) -> tuple[Annotation, ...]:
    saved = library.store.load(row.id).annotations
    if all(annotation.target.sha256 == row.sha256 for annotation in saved):
        return tuple(a if a.anchor == "exact" else replace(a, anchor="exact", score=None) for a in saved)
    try:
        opened = library.open(row.id).annotations
    except ReaderError:
        return _orphans(library, row.id)
    placed = tuple(each for each in opened if each.anchor != "orphan")
    return (*placed, *(each for each in opened if each.anchor == "orphan"))


def _orphans(library: Library, article_id: str) -> tuple[Annotation, ...]:
    return tuple(replace(each, anchor="orphan") for each in library.store.load(article_id).annotations)
