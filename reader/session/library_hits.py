"""Looking through a whole library for where else a tag could go; slow, so not for the screen's thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.articles.describe import describe
from reader.errors import ReaderError
from reader.session.anchored import anchored
from reader.session.propagating import Hit, Propagation, hits_in
from reader.sources.textfile import read_text
from reader.text.phrases import Phrases
from reader.values import Value

if TYPE_CHECKING:
    from reader.session.opening import Library, Listing


class Searched(Value):
    """How far a search has come, and what it found since it last said so."""

    done: int
    """Articles that have been looked through."""
    articles: int
    """Articles there are to look through."""
    hits: tuple[Hit, ...] = ()
    trouble: str | None = None
    """Why an article could not be looked through."""


def hits_of_library(library: Library, propagation: Propagation, *, besides: str) -> Iterator[Searched]:
    """Look for a propagation's names in every article, in the order of the list.

    Other articles need not have been analysed, so there the words decide, not what they name.

    Args:
        library: The open library.
        propagation: What to look for.
        besides: The id of the article that is open, which is left out.

    Yields:
        One answer an article.
    """
    rows = [row for row in library.listings() if row.id != besides]
    phrases = Phrases(propagation.names)
    for done, row in enumerate(rows, 1):
        try:
            text = read_text(library.root / row.path)
            hits = _hits(library, row, text, propagation) if phrases.may_stand_in(text) else ()
        except ReaderError as error:
            yield Searched(done, len(rows), trouble=str(error))
        else:
            yield Searched(done, len(rows), hits)


def _hits(library: Library, row: Listing, text: str, propagation: Propagation) -> tuple[Hit, ...]:
    article = describe(row.path, text, id_=row.id)
    loaded = library.store.load(row.id)
    if not loaded.writable:
        raise loaded.problems[0]
    annotations = anchored(loaded.annotations, article, library.store)
    return hits_in(article, annotations, propagation, propagation.source.author)
