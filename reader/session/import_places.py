"""Where what another program's file says of articles belongs in a library: the article, and the passage."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.annotations.anchoring import find_place
from reader.annotations.annotation import Target
from reader.annotations.targets import make_target
from reader.articles.article import text_sha256
from reader.exchange.utf16 import Utf16
from reader.text.quotes import in_quotes
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.exchange.foreign import Passage, Source
    from reader.session.opening import Library

_SHA256 = re.compile("[0-9a-f]{64}")


class Whereabouts:
    """Finds the articles of a library by what a file says of them.

    Args:
        library: The library.
    """

    def __init__(self, library: Library) -> None:
        rows = [row for row in library.listings() if not row.problem]
        self._by_text = {row.sha256: row.id for row in reversed(rows)}
        self._by_path = {row.path: row.id for row in rows}
        titles = Counter(row.title for row in rows)
        self._by_title = {row.title: row.id for row in rows if titles[row.title] == 1}
        self._library = library
        self._by_visible: dict[str, str] | None = None
        self._found: dict[Source, str | None] = {}

    def article(self, source: Source) -> str | None:
        """Return the id of the article with that text, else of the one at that path, else so called."""
        if source not in self._found:
            self._found[source] = self._article(source)
        return self._found[source]

    def _article(self, source: Source) -> str | None:
        texts = [source.sha256]
        if source.text is not None:
            texts.append(text_sha256(with_newlines(source.text)))
        if source.blankless:
            return self._visible().get(source.blankless)
        by_text = next((self._by_text[text] for text in texts if text in self._by_text), None)
        return by_text or self._by_path.get(source.path) or self._by_title.get(source.title)

    def _visible(self) -> dict[str, str]:
        """Return the articles by their texts without blanks; every one is read, once."""
        if self._by_visible is None:
            ids = reversed(self._by_path.values())
            self._by_visible = {without_blanks(self._library.read(id_).text): id_ for id_ in ids}
        return self._by_visible


def without_blanks(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())


def with_newlines(text: str) -> str:
    r"""Return a text with ``\n`` for every end of line, as articles have it."""
    return text.replace("\r\n", "\n")


def target_of(passage: Passage, article: Article) -> Target:
    """Return the target of a passage of a file.

    It is the one it was made with, where the file says on which text; else its place in the article's text,
    at its offsets where its words stand there, or wherever its words are found for sure.

    Raises:
        ValueError: when there is no such place; the message says so.
    """
    span, words, sha256 = _span(passage, article), passage.exact, passage.sha256 or passage.source.sha256
    is_of_another_text = _SHA256.fullmatch(sha256) and sha256 != article.sha256
    if words and is_of_another_text and len(words) == len(span):
        return Target(span, words, passage.prefix, passage.suffix, sha256)
    if words is None and not _is_its_text(passage, article):
        raise ValueError("the article's text is another one, and the words of the passage are not given")
    if span and span.end <= len(article.text) and words in {None, span.of(article.text)}:
        return make_target(article.text, span, sha256=article.sha256)
    if not words:
        raise ValueError(f"there is nothing at {span.start} to {span.end} of the article's text")
    place = find_place(Target(span, words, passage.prefix, passage.suffix, ""), article.text, article.sha256)
    if place is None:
        raise ValueError(f"{in_quotes(words[:40])} does not stand at {span.start}, nor elsewhere for sure")
    return make_target(article.text, place, sha256=article.sha256)


def _span(passage: Passage, article: Article) -> Span:
    """Return the offsets in a text whose lines end as articles' do, and that has its blanks."""
    if passage.source.blankless:
        places = _visible_places(article.text)
        return Span(places[passage.start], places[passage.end - 1] + 1)
    if passage.utf16:
        units = Utf16(article.text)
        start, end = units.offset(passage.start), units.offset(passage.end)
        return Span(0, 0) if start is None or end is None or end < start else Span(start, end)
    text = passage.source.text or ""
    start, end = (offset - text.count("\r\n", 0, offset) for offset in (passage.start, passage.end))
    if passage.end < passage.start:
        raise ValueError(f"it ends at {passage.end}, before its start at {passage.start}")
    return Span(start, end)


@lru_cache(maxsize=4)
def _visible_places(text: str) -> list[int]:
    """Return the offsets of the characters that are no blanks."""
    return [place for place, char in enumerate(text) if not char.isspace()]


def _is_its_text(passage: Passage, article: Article) -> bool:
    text = passage.source.text
    if text is not None:
        return with_newlines(text) == article.text
    return passage.source.sha256 in {"", article.sha256}
