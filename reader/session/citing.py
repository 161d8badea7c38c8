"""A passage as others would cite it, with what it takes to find and to verify it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.reference import reference_of
from reader.text.quotes import in_quotes

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.text.span import Span


def citation_of(article: Article, span: Span) -> str:
    """Return a passage with authors, title, outlet, date and address, its place and the text's hash.

    What the article does not say of itself is left out (`reader.articles.reference`). The place is its file
    with the offsets in the text, in code points, half-open; the hash is that of `text_sha256`.
    """
    source = reference_of(article)
    day = source.published.isoformat() if source.published else ""
    said = (
        ", ".join((*source.authors, source.title)),
        ", ".join(filter(None, (source.outlet, day))),
        source.url,
        f"({article.path}, characters {span.start}-{span.end}, sha256:{article.sha256})",
    )
    parts = [each if each.endswith((".", "!", "?", "…")) else f"{each}." for each in said[:2] if each]
    return " ".join((f"{in_quotes(span.of(article.text))} —", *parts, *filter(None, said[2:])))
