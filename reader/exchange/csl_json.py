"""The sources of annotations as CSL-JSON, an item an article: for Zotero, Pandoc and other citeprocs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reader.exchange.citing import Entry, Name, entries_of
from reader.exchange.format import Encoded, Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.section import Section

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _encode(sections: Sequence[Section]) -> Encoded:
    items = list(map(_item, entries_of(sections)))
    text = _LONE_SURROGATE.sub("\ufffd", json.dumps(items, ensure_ascii=False, indent=1))
    return Encoded(text.encode() + b"\n")


def _item(entry: Entry) -> dict[str, Any]:
    """Return an item; what is not known is left out."""
    reference, day = entry.reference, entry.reference.published
    item = {
        "id": entry.key,
        "type": _kind(entry),
        "title": reference.title,
        "container-title": reference.outlet,
        "author": list(map(_name, entry.names)),
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": reference.url,
        "language": reference.language,
        "keyword": ", ".join(entry.keywords),
        "archive_location": entry.path,
    }
    return {name: value for name, value in item.items() if value}


def _kind(entry: Entry) -> str:
    if entry.reference.outlet:
        return "article-newspaper"
    return "webpage" if entry.reference.url else "document"


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


FORMAT = Format(
    name="csl-json",
    label="CSL-JSON",
    purpose="sources only: an item for each article, for Zotero and Pandoc",
    suffix=".csl.json",
    keeps=frozenset(),
    instead="only their articles are written, with tags as keywords",
    encode=_encode,
)
