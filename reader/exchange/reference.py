"""What is known of an article as a source: for citations, bibliographies, front matter and tables.

A text that begins with front matter (lines of ``key: value`` between two lines ``---``, as web clippers and
static sites write them) says who wrote it, when, and where it stood. A text without has its title only, and
its outlet where that is more than its file's name. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.articles.article import Article

LONGEST_FRONT_MATTER = 20_000
"""How many code points at the beginning of a text are looked through for front matter."""

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Reference:
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
    said = _front_matter(article.text)
    is_known = article.outlet != article.path.rpartition("/")[2]
    return Reference(
        title=_first(said, "title") or article.title,
        outlet=_first(said, "outlet", "publisher", "site", "publication") or is_known * article.outlet,
        authors=_all(said, "author", "authors", "byline"),
        published=_day(_first(said, "date", "published", "publication_date", "pubdate")),
        url=_matching(_ADDRESS, _first(said, "url", "source", "link", "canonical_url")),
        language=_matching(_LANGUAGE, _first(said, "lang", "language")).replace("_", "-"),
    )


def _front_matter(text: str) -> dict[str, tuple[str, ...]]:
    """Return the values of each key, in lower case; nested ones and those over several lines are left out."""
    found = _FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    if found is None:
        return {}
    said: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in found[1].split("\n"):
        entry, item = _ENTRY.fullmatch(line), _ITEM.fullmatch(line)
        if entry:
            key = entry[1].lower()
            said.setdefault(key, _values(entry[2] or ""))
        elif item and key:
            said[key] = (*said[key], _scalar(item[1]))
    return said


def _values(written: str) -> tuple[str, ...]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]") and not written.startswith("[["):
        return tuple(_scalar(each) for each in written[1:-1].split(",") if each.strip())
    return (_scalar(written),) if written else ()


def _scalar(written: str) -> str:
    """Return a value without its quotes, and without the brackets of a link between notes."""
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        written = written[1:-1]
    return " ".join(_WIKI_LINK.sub(r"\1", written).split())


def _all(said: Mapping[str, tuple[str, ...]], *keys: str) -> tuple[str, ...]:
    return next((tuple(filter(None, said[key])) for key in keys if any(said.get(key, ()))), ())


def _first(said: Mapping[str, tuple[str, ...]], *keys: str) -> str:
    return next(iter(_all(said, *keys)), "")


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
