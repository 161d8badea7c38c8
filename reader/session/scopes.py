"""What of a library goes out: some articles or all, and of their annotations those that are asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.annotations.codebook import folded
from reader.session.filters import Noted, Term, filtered, passage_of, read_filter
from reader.session.listing import names_over
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.annotations.annotation import Annotation
    from reader.articles.findings import Findings
    from reader.session.opened import Opened
    from reader.session.opening import Library, Listing


class Scope(Value, dict=True):
    """A part of a library.

    Raises:
        ReaderError: when its query is no filter.
    """

    articles: tuple[str, ...] | None = None
    """The ids of articles, in the order in which they are written; None for those that have annotations."""
    words: str = ""
    """Words that title, outlet or path of an article have, as the list of articles is filtered by."""
    query: str = ""
    """What annotations are filtered by, as the list of annotations is (`reader.session.filters`)."""
    tags: tuple[str, ...] = ()
    """Tags; an annotation has one of them. Case and needless spaces do not count."""
    authors: tuple[str, ...] = ()
    """Annotators; an annotation is by one of them."""
    unannotated: bool = False
    """Whether articles without annotations belong to it where none are named."""

    def __post_init__(self) -> None:
        read_filter(self.query)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return read_filter(self.query)

    @property
    def chooses(self) -> bool:
        """Tell whether some annotations of an article may be left out."""
        return bool(self._terms or self.tags or self.authors)

    @property
    def is_whole(self) -> bool:
        """Tell whether it is every annotation there is."""
        return self.articles is None and not self.words.strip() and not self.chooses

    def articles_in(self, library: Library) -> tuple[str, ...]:
        """Return the ids of the articles in it, in the order of the list where none are named."""
        if self.articles is not None:
            return self.articles
        rows = (row for row in library.listings() if not row.problem)
        wanted = self.words.casefold().split()
        takes_all = self.unannotated and not self.chooses
        return tuple(row.id for row in rows if (row.annotations or takes_all) and listed_by(row, wanted))

    def chosen(self, opened: Opened, annotator: str, findings: Callable[[], Findings]) -> Opened:
        """Return an article with the annotations that are asked for, and the relations between them.

        A relation to another article stays with the annotation that it begins at.

        Args:
            opened: The article.
            annotator: Whose annotations are one's own.
            findings: Tells what was found in it; asked only where the query has ``entity:``.
        """
        if not self.chooses:
            return opened
        title = opened.article.title
        rows = [
            Noted(each, each.author == annotator, title)
            for each in opened.annotations
            if self._has_tag_and_author(each)
        ]
        kept = tuple(row.annotation for row in filtered(rows, self._terms, _names(findings)))
        ids, article = {each.id for each in kept}, opened.article.id
        relations = tuple(
            each
            for each in opened.relations
            if each.source.annotation in ids
            and (each.target.article != article or each.target.annotation in ids)
        )
        return replace(opened, annotations=kept, relations=relations)

    def _has_tag_and_author(self, annotation: Annotation) -> bool:
        tags, wanted = set(map(folded, annotation.tags)), set(map(folded, self.tags))
        return (not wanted or bool(tags & wanted)) and (not self.authors or annotation.author in self.authors)


def listed_by(row: Listing, words: list[str]) -> bool:
    """Tell whether title, outlet or path of an article have all of some case-folded words."""
    where = f"{row.title} {row.outlet} {row.path}".casefold()
    return all(word in where for word in words)


def _names(findings: Callable[[], Findings]) -> Callable[[Noted], str]:
    def names(row: Noted) -> str:
        if row.annotation.anchor == "orphan":
            return passage_of(row.annotation).casefold()
        return names_over(findings(), row.annotation.span)

    return names
