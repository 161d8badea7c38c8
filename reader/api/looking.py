"""An open library, to be looked at: articles, what is found in them, annotations, tags."""

from __future__ import annotations

import warnings

from reader.api.choosing import find_article, id_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self, Unpack

    from reader.annotations.annotation import Annotation
    from reader.annotations.codebook import Codebook
    from reader.annotations.relations import Relation
    from reader.api.choosing import ArticleLike, Chosen
    from reader.articles.article import Article
    from reader.articles.findings import Findings
    from reader.config.settings import Settings
    from reader.exchange.section import Section
    from reader.session import opening
    from reader.session.analyses import Finder
    from reader.session.codes import TagRow
    from reader.session.opening import Listing
    from reader.session.scopes import Scope


def warn(line: str) -> None:
    """Say something as Python says it."""
    warnings.warn(line, stacklevel=2)


class OpenLibrary:
    """An open library. Use it in a ``with`` statement, or `close` it: the model runs in a process of its own.

    Articles are meant by their row (`articles`), by a number in the list from 1, an id, a path, or a part of
    title or path that no other article has. Offsets are code points, spans half-open.

    Args:
        inner: The library as the session knows it.
        settings: The user's choices.
        on_trouble: Called with what else there is to say, one line each; a Python warning where left out.
    """

    def __init__(
        self, inner: opening.Library, settings: Settings, on_trouble: Callable[[str], object] = warn
    ) -> None:
        self._inner = inner
        self._settings = settings
        self._on_trouble = on_trouble
        self._finders: dict[str, Finder] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<reader.Library {str(self.path)!r}, {len(self.articles())} articles>"

    def close(self) -> None:
        """End the process of the model, if there is one; everything else is saved already."""
        for finder in self._finders.values():
            finder.close()
        self._finders.clear()

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._inner.root

    @property
    def annotator(self) -> str:
        """Whose annotations are written."""
        return self._settings.annotator

    @property
    def notice(self) -> str | None:
        """What there is to know about how it was opened, such as that it cannot be written."""
        return self._inner.notice

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The paths of the files in its folder that are documents and not read, such as HTML and PDF."""
        return self._inner.located.documents

    # -- looking ----------------------------------------------------------------------------------------

    def articles(self, words: str = "") -> tuple[Listing, ...]:
        """Return a row for each article, in natural order of the paths.

        Args:
            words: Only those whose title, outlet or path have all of these words.
        """
        rows = self._inner.listings()
        if not words.strip():
            return rows
        from reader.session.scopes import listed_by

        wanted = words.casefold().split()
        return tuple(row for row in rows if listed_by(row, wanted))

    def find(self, word: str | int) -> Listing:
        """Return the article that a word means: a number in the list, an id, a path, or a part of a title.

        Raises:
            ReaderError: when there is none, or more than one.
        """
        return find_article(self._inner, str(word))

    def article(self, which: ArticleLike) -> Article:
        """Read an article.

        Raises:
            ReaderError: when there is no such article, or its file cannot be read.
        """
        return self._inner.read(self._id(which))

    def findings(self, which: ArticleLike, *, engine: str | None = None, wait: bool = True) -> Findings:
        """Return the names and designations in an article, as people have corrected them.

        Args:
            which: The article.
            engine: Who finds the names; the library's when left out.
            wait: Whether the engine is waited for; else what it found before, or what the quick rules find.

        Raises:
            ReaderError: when there is no such article, no such engine, or it cannot be read.
        """
        return self._finder(engine).findings_of(self.article(which), waits=wait)

    def annotations(self, which: ArticleLike | None = None) -> tuple[Annotation, ...]:
        """Return everybody's annotations of an article, or of all, anchored in the texts of today.

        Raises:
            ReaderError: when there is no such article, or it cannot be read.
        """
        return self.query(articles=None if which is None else [which])

    def query(self, query: str = "", **chosen: Unpack[Chosen]) -> tuple[Annotation, ...]:
        """Return the annotations that something holds of, article by article, in the order of the text.

        Args:
            query: As the lists of annotations are filtered: ``tag:militants -author:ann border``.
            **chosen: Articles, tags, authors: see `Chosen`.

        Raises:
            ReaderError: when the query is no filter, or an article cannot be found or read.
        """
        return tuple(each for section in self._sections(query, chosen) for each in section.annotations)

    def relations(self) -> tuple[Relation, ...]:
        """Return everybody's relations, in the order in which they were made."""
        return self._inner.store.relations()

    def codebook(self) -> Codebook:
        """Return the tags of the library with their keys, colours and meanings.

        Raises:
            ReaderError: when the codebook is damaged.
        """
        kept = self._inner.codebook.read()
        if kept.problem is not None:
            raise kept.problem
        return kept.book

    def tags(self) -> tuple[TagRow, ...]:
        """Return all tags with their numbers of uses, the codebook's as a tree, free ones behind them."""
        from reader.session.codes import numbered, tag_rows

        book, store = self._inner.codebook.read().book, self._inner.store
        return tag_rows(book, numbered(book, store.tags()), store.tag_counts())

    def scope(self, query: str = "", **chosen: Unpack[Chosen]) -> Scope:
        """Return a part of the library, as `query` takes it.

        Raises:
            ReaderError: when the query is no filter, or an article cannot be found.
        """
        from reader.session.scopes import Scope

        articles = chosen.get("articles")
        ids = None if articles is None else tuple(dict.fromkeys(self._id(each) for each in articles))
        return Scope(
            articles=ids,
            words=chosen.get("words", ""),
            query=query,
            tags=tuple(chosen.get("tags", ())),
            authors=tuple(chosen.get("authors", ())),
            unannotated=chosen.get("unannotated", False),
        )

    def _sections(self, query: str, chosen: Chosen) -> tuple[Section, ...]:
        from reader.session.exporting import sections_of

        return sections_of(self._inner, self.scope(query, **chosen), self._finder(None))

    def _id(self, which: ArticleLike) -> str:
        return id_of(self._inner, which)

    def _finder(self, engine: str | None) -> Finder:
        from reader.session.analyses import Finder

        name = engine or self._settings.engine
        if name not in self._finders:
            if engine is not None:
                from reader.analysis.entities.finding import check_engine

                check_engine(engine)
            self._finders[name] = Finder(self._inner, name, self._on_trouble)
        return self._finders[name]
