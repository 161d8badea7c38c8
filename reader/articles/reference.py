"""What is known of an article as a source: for citations, bibliographies, front matter and tables.

A text that begins with front matter (`reader.articles.front_matter`) says who wrote it, when, and where it
stood. A text without has its title only, and its outlet where that is more than its file's name. Nothing is
guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from reader.articles.front_matter import OUTLET, front_matter
from reader.values import Value

if TYPE_CHECKING:
    from reader.articles.article import Article

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Reference(Value):
    """An article as others would cite it; what is not known is empty."""

    title: str
    outlet: str = ""
    """Who published it; empty where nothing but the file's name is known."""
    authors: tuple[str, ...] = ()
    published: date | None = None
    """The day it was published."""
    url: str = ""
    """Where it stood: ``http`` or ``https``."""
    language: str = ""
    """A language tag (BCP 47), such as ``en``."""


def reference_of(article: Article) -> Reference:
    """Return what an article says of itself."""
    said = front_matter(article.text)
    is_known = article.outlet != article.path.rpartition("/")[2]
    return Reference(
        title=said.first("title") or article.title,
        outlet=said.first(*OUTLET) or is_known * article.outlet,
        authors=said.all("author", "authors", "byline"),
        published=_day(said.first("date", "published", "publication_date", "pubdate")),
        url=_matching(_ADDRESS, said.first("url", "source", "link", "canonical_url")),
        language=_matching(_LANGUAGE, said.first("lang", "language")).replace("_", "-"),
    )


def _matching(pattern: re.Pattern[str], value: str) -> str:
    return value if pattern.fullmatch(value) else ""


def _day(value: str) -> date | None:
    if not _DAY.match(value):
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return _day_alone(value[:10])


def _day_alone(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
