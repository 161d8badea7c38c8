"""Annotations as the rows that Hypothesis' API returns from a search (https://h.readthedocs.io/en/latest/api/).

The service's own schema is kept, with all that it demands. A TextPositionSelector counts UTF-16 units, as
the service's client does (its src/annotator/anchoring/text-range.ts adds up the lengths of strings), not code
points as the W3C's model says. What has no field there is under ``reader``: the service keeps what it does
not know and returns it.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.exchange.content_uri import content_uri
from reader.exchange.format import Encoded, Format
from reader.exchange.hypothesis_reading import OWN, decode
from reader.exchange.utf16 import Utf16

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation, Target
    from reader.articles.article import Article
    from reader.exchange.look import Look
    from reader.exchange.section import Section

_AUTHORITY = "reader.invalid"
"""Where an author has an account; a name that is nobody's for good (RFC 2606)."""
_NO_NAME = re.compile("[^A-Za-z0-9._]")


def _encode(sections: Sequence[Section]) -> Encoded:
    rows = [row for section in sections for row in _rows(section)]
    text = json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False, allow_nan=False, indent=1)
    # A lone surrogate, which UTF-8 cannot hold, stays as its JSON escape.
    return Encoded(text.encode("utf-8", "backslashreplace") + b"\n")


def _rows(section: Section) -> list[dict[str, Any]]:
    units = Utf16(section.article.text)
    return [_row(each, section.article, units) for each in section.annotations]


def _row(annotation: Annotation, article: Article, units: Utf16) -> dict[str, Any]:
    target = annotation.as_made.target
    user, uri = _user(annotation.author), content_uri(target.sha256)
    return {
        "id": annotation.id,
        "created": _time(annotation.created),
        "updated": _time(annotation.modified),
        "user": user,
        "user_info": {"display_name": annotation.author},
        "uri": uri,
        "text": annotation.note,
        "tags": list(annotation.tags),
        "group": "__world__",
        "permissions": {"read": [user], "admin": [user], "update": [user], "delete": [user]},
        "target": [{"source": uri, "selector": _selectors(target, article, units)}],
        "document": {"title": [article.title]},
        "links": {},
        "hidden": False,
        "flagged": False,
        OWN: _own(annotation, article),
    }


def _user(author: str) -> str:
    """Return the account of an author: 3 to 30 of the characters that the service allows."""
    name = _NO_NAME.sub("_", author)[:30]
    return f"acct:{name:_<3}@{_AUTHORITY}"


def _time(said: str) -> str:
    """Return a time as the service writes it; one that is none as it is."""
    try:
        return datetime.fromisoformat(said).astimezone(UTC).isoformat(timespec="microseconds")
    except ValueError:
        return said


def _selectors(target: Target, article: Article, units: Utf16) -> list[dict[str, Any]]:
    """Return a passage by its words, and by its position where that is one in the text of today."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
    }
    if target.sha256 != article.sha256:
        return [quote]
    start, end = units.units(target.span.start), units.units(target.span.end)
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


def _own(annotation: Annotation, article: Article) -> dict[str, Any]:
    target, provenance = annotation.as_made.target, annotation.provenance
    said = {"path": article.path, "start": target.span.start, "end": target.span.end}
    if provenance.kind == "human":
        return said
    by = f": {provenance.by}" if provenance.by else ""
    return said | {"provenance": f"{provenance.kind}{by}"}


def _recognises(look: Look) -> bool:
    """Return whether it is rows of the API, an export of the client, a list of annotations or one."""
    rows = (".rows[]", ".annotations[]", "[]", "")
    return look.has(".rows", ".total") or any(look.has(f"{row}.uri", f"{row}.target") for row in rows)


FORMAT = Format(
    name="hypothesis",
    label="Hypothesis",
    purpose="the rows of its API, for the annotator of web pages",
    suffix=".hypothesis.json",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "ids",
            "authors",
            "times",
            "provenance",
            "orphans",
            "surrogates",
        }
    ),
    encode=_encode,
    decode=decode,
    recognises=_recognises,
    reasons={"uncertain": "each has its place in the text it was made on, not where it seems to be"},
)
