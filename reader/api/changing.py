"""Changes that a program makes to annotations: each durable when its call returns, each to be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Change, Edit, Remove, describe
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import Relate, Relation, Unrelate, describe_relation, end_at
from reader.annotations.targets import make_target
from reader.errors import ReaderError
from reader.session.codes import is_allowed, tag_meant
from reader.session.history import Links, Notes
from reader.session.keeping import keep
from reader.text.quotes import in_quotes
from reader.text.span import Span
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.article import Article
    from reader.session.opening import Library

_QUOTED = 40


class Changes:
    """The changes made to a library by one program, in their order.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._done: list[Notes | Links] = []

    def annotate(
        self,
        article: Article,
        quote: str | None,
        span: Span | tuple[int, int] | None,
        tags: tuple[str, ...],
        note: str,
        around: tuple[str, str],
    ) -> Annotation:
        """Make an annotation of a passage, by its words with what stands around them, its place, or both.

        Raises:
            ReaderError: when there is no such passage, or more than one; when the codebook is closed and has
                no such tag; when it cannot be saved.
        """
        found = _place(article, quote, span, around)
        now = utc_now()
        made = Annotation(
            id=new_id(),
            article=article.id,
            target=make_target(article.text, found, sha256=article.sha256),
            author=self._library.annotator,
            created=now,
            modified=now,
            tags=self._admitted(tags),
            note=note,
        )
        self._do(Notes(article, Add(made)))
        return made

    def tag(self, which: Annotation | str, tags: tuple[str, ...]) -> Annotation:
        """Put tags on an annotation, and return it as it is now."""
        wanted = self._admitted(tags)
        return self._change(which, lambda a: replace(a, tags=tuple(dict.fromkeys((*a.tags, *wanted)))))

    def untag(self, which: Annotation | str, tags: tuple[str, ...]) -> Annotation:
        """Take tags off an annotation, and return it as it is now."""
        return self._change(which, lambda a: replace(a, tags=tuple(t for t in a.tags if t not in tags)))

    def note(self, which: Annotation | str, note: str) -> Annotation:
        """Write the note of an annotation, and return it as it is now."""
        return self._change(which, lambda a: replace(a, note=note))

    def remove(self, which: Annotation | str) -> None:
        """Remove an annotation."""
        there = self._saved(which)
        self._do(Notes(self._library.read(there.article), Remove(there)))

    def relate(self, source: Annotation | str, name: str, target: Annotation | str, note: str) -> Relation:
        """Make a relation from one annotation to another."""
        if not name.strip():
            raise ReaderError("a relation needs a name", where="", remedy="such as cites")
        begins, ends = self._saved(source), self._saved(target)
        made = Relation(
            id=new_id(),
            name=" ".join(name.split()),
            source=end_at(begins),
            target=end_at(ends),
            author=self._library.annotator,
            created=utc_now(),
            note=note,
        )
        self._do(Links(Relate(made), self._library.read(begins.article)))
        return made

    def unrelate(self, relation: Relation) -> None:
        """Take a relation away."""
        self._do(Links(Unrelate(relation), self._library.read(relation.source.article)))

    def undo(self) -> str | None:
        """Take back the last change, and return what it was; None where there is none."""
        if not self._done:
            return None
        last = self._done[-1]
        keep(self._library, last.inverse())
        self._done.pop()
        return describe(last.edit) if isinstance(last, Notes) else describe_relation(last.edit)

    def _change(self, which: Annotation | str, change: Callable[[Annotation], Annotation]) -> Annotation:
        before = self._saved(which)
        after = change(before)
        if after != before:
            after = replace(after, modified=utc_now())
            edit: Edit = Change(before, after)
            self._do(Notes(self._library.read(before.article), edit))
        return after

    def _do(self, part: Notes | Links) -> None:
        keep(self._library, part)
        self._done.append(part)

    def _saved(self, which: Annotation | str) -> Annotation:
        """Return an annotation as it is saved now.

        Raises:
            ReaderError: when there is none.
        """
        id_ = which if isinstance(which, str) else which.id
        store = self._library.store
        articles = store.counts() if isinstance(which, str) else (which.article,)
        for article in articles:
            for each in store.load(article).annotations:
                if each.id == id_:
                    return each
        raise ReaderError(
            f"there is no annotation {id_}", where=str(self._library.root), remedy="it may be removed by now"
        )

    def _admitted(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Return tags as the codebook writes them.

        Raises:
            ReaderError: when it is closed and has none of that name, or a tag has no name.
        """
        book = self._library.codebook.read().book
        for tag in tags:
            if not tag.strip() or not is_allowed(book, tag):
                what = (
                    f"the codebook is closed and has no tag “{tag}”" if tag.strip() else "a tag needs a name"
                )
                raise ReaderError(what, where="", remedy="choose another one")
        return tuple(dict.fromkeys(tag_meant(book, tag) for tag in tags))


def _place(
    article: Article, quote: str | None, span: Span | tuple[int, int] | None, around: tuple[str, str]
) -> Span:
    """Return where a passage stands.

    Raises:
        ReaderError: when it stands nowhere, in several places, or elsewhere.
    """
    if span is not None:
        return _checked(article, quote, span)
    if not quote:
        raise ReaderError("no passage is named", where=article.path, remedy="give its words or its span")
    before, behind = around
    sought, text = before + quote + behind, article.text
    first = text.find(sought)
    if first < 0:
        raise ReaderError(
            f"{in_quotes(sought[:_QUOTED])} does not stand in the text",
            where=article.path,
            remedy="give the words as the text has them",
        )
    if text.find(sought, first + 1) >= 0:
        raise ReaderError(
            f"{in_quotes(sought[:_QUOTED])} stands in the text more than once",
            where=article.path,
            remedy="give more words, what stands before or behind them, or the span",
        )
    start = first + len(before)
    return Span(start, start + len(quote))


def _checked(article: Article, quote: str | None, span: Span | tuple[int, int]) -> Span:
    start, end = (span.start, span.end) if isinstance(span, Span) else span
    if not 0 <= start < end <= len(article.text):
        raise ReaderError(
            f"there is nothing at {start} to {end}",
            where=article.path,
            remedy=f"offsets are code points, from 0 to {len(article.text)}",
        )
    found = Span(start, end)
    if quote is not None and found.of(article.text) != quote:
        raise ReaderError(
            f"{in_quotes(found.of(article.text)[:_QUOTED])} stands at {start} to {end}",
            where=article.path,
            remedy="give the words or the span, or mend one of them",
        )
    return found
