"""The cases to review of an article or a whole library, found beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.alignment import align
from reader.annotations.candidates import candidates
from reader.annotations.tokens import tokens_of
from reader.errors import ReaderError
from reader.session.reviewing import Case, to_review
from reader.session.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.annotations.alignment import Alignment
    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article
    from reader.session.opening import Library, Listing
    from reader.storage.store import AnnotationStore


def cases_of(annotations: Iterable[Annotation], article: Article, store: AnnotationStore) -> Iterator[Case]:
    """Yield annotations with the places they could have.

    Args:
        annotations: Those to review, as they stand in the text of today.
        article: As it is today.
        store: What keeps the texts that annotations were made on.
    """
    texts: dict[str, tuple[str | None, Alignment | None]] = {}
    new = tokens_of(article.text)
    for annotation in annotations:
        made_on = annotation.as_made.target.sha256
        if made_on not in texts:
            text = store.text(made_on)
            texts[made_on] = text, None if text is None else align(text, article.text)
        text, alignment = texts[made_on]
        first = annotation.span if annotation.anchor == "fuzzy" else None
        places = candidates(annotation.as_made.target, new, alignment, first=first)
        yield Case(article, annotation, text, places)


def cases_of_library(library: Library, author: str) -> Iterator[tuple[Case, ...]]:
    """Yield the cases of each article that has some, in the order of the list.

    An article that cannot be read or changed is passed over: opening it says why.
    """
    for row in changed_articles(library, library.rows()):
        try:
            opened = library.open(row.id)
        except ReaderError:
            continue
        unsure = to_review(opened.annotations, opened.article, author)
        if unsure and opened.writable:
            yield tuple(cases_of(unsure, opened.article, library.store))


def changed_articles(library: Library, rows: Iterable[Listing]) -> Iterator[Listing]:
    """Yield the articles with annotations that were made on another text than today's."""
    texts = library.store.texts()
    for row in rows.of(texts) if isinstance(rows, Rows) else rows:
        if row.sha256 and texts.get(row.id, frozenset()) - {row.sha256}:
            yield row


class Counts:
    """How much there is to review in each article of a library; counted anew only where something changed.

    Args:
        library: The open library.
        author: Who reviews.
    """

    def __init__(self, library: Library, author: str) -> None:
        self._library = library
        self._author = author
        self._known: dict[str, tuple[object, int]] = {}

    def of(self, rows: Iterable[Listing], stopped: Callable[[], bool] = lambda: False) -> dict[str, int]:
        """Return how many annotations are to be reviewed, by the id of the article; where there are some.

        It reads the articles whose annotations were made on another text, and so may take a while.

        Args:
            rows: The list of articles.
            stopped: Tells, before each of them, whether nobody waits for the answer any more.
        """
        found: dict[str, int] = {}
        for row in changed_articles(self._library, rows):
            if stopped():
                break
            state = (row.sha256, self._library.store.state(row.id))
            known, count = self._known.get(row.id, (None, 0))
            if known != state:
                count = self._count(row)
                self._known[row.id] = state, count
            if count:
                found[row.id] = count
        return found

    def _count(self, row: Listing) -> int:
        try:
            opened = self._library.open(row.id)
        except ReaderError:
            return 0
        return len(to_review(opened.annotations, opened.article, self._author)) if opened.writable else 0
