"""Corrections by hand: short to write in a test."""

from __future__ import annotations

from itertools import count

from reader.annotations.targets import make_target
from reader.articles.article import Article
from reader.corrections.correction import Correction, Kind, Scope
from reader.text.span import Span

_numbers = count(1)


def correction(
    article: Article,
    words: str,
    kind: Kind,
    label: str = "",
    *,
    scope: Scope = "article",
    author: str = "me",
    other: str = "",
    at: int | None = None,
) -> Correction:
    """A correction of the first place of some words, or of the one at an offset."""
    start = article.text.index(words) if at is None else at
    number = next(_numbers)
    now = f"2026-01-01T00:{number // 60 % 60:02d}:{number % 60:02d}.000Z"
    return Correction(
        id=f"00000000-0000-7000-8000-{number:012d}",
        author=author,
        created=now,
        modified=now,
        kind=kind,
        words=words,
        scope=scope,
        article=article.id,
        path=article.path,
        target=make_target(article.text, Span(start, start + len(words)), sha256=article.sha256),
        label=label,
        other=other,
    )
