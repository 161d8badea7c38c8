"""The sources of annotations as BibTeX, an entry an article; biblatex reads it too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.exchange.citing import Entry, Name, entries_of
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.latex_text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.exchange.section import Section

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JOINS = re.compile(r"(?i)\band\b|,")
_NOT_IN_ADDRESS = re.compile(r"[{}\\\"<>^`|]")


def _encode(sections: Sequence[Section]) -> Encoded:
    return Encoded(utf8("\n".join(map(_written, entries_of(sections)))))


def _written(entry: Entry) -> str:
    kind = "article" if entry.reference.outlet else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(entry))
    return f"@{kind}{{{entry.key},\n{fields}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields; what is not known has none."""
    reference = entry.reference
    # The second braces keep a style from changing the case of names.
    yield "title", f"{{{{{line(reference.title)}}}}}"
    if entry.names:
        yield "author", f"{{{' and '.join(map(_name, entry.names))}}}"
    if reference.outlet:
        yield "journal", f"{{{{{line(reference.outlet)}}}}}"
    if reference.published:
        day = reference.published
        yield "year", f"{{{day.year:04}}}"
        yield "month", _MONTHS[day.month - 1]
        yield "day", f"{{{day.day}}}"
    if reference.url:
        yield "url", f"{{{_NOT_IN_ADDRESS.sub(_percent, reference.url)}}}"
    if reference.language:
        yield "language", f"{{{reference.language}}}"
    if entry.keywords:
        yield "keywords", f"{{{', '.join(map(_keyword, entry.keywords))}}}"
    yield "file", f"{{{line(entry.path)}}}"


def _name(name: Name) -> str:
    """Return a person's name in its parts, and that of a body in braces."""
    if not name.given:
        return f"{{{line(name.family)}}}"
    return f"{_part(name.family)}, {_part(name.given)}"


def _part(part: str) -> str:
    return f"{{{line(part)}}}" if _JOINS.search(part) else line(part)


def _keyword(tag: str) -> str:
    return f"{{{line(tag)}}}" if "," in tag else line(tag)


def _percent(found: re.Match[str]) -> str:
    """Return a character as addresses have it that they cannot hold as it is."""
    return f"%{ord(found.group()):02X}"


FORMAT = Format(
    name="bibtex",
    label="BibTeX",
    purpose="sources only: an entry for each article, for LaTeX and Zotero",
    suffix=".bib",
    keeps=frozenset(),
    instead="only their articles are written, with tags as keywords",
    encode=_encode,
)
