"""Annotations as another program's file has them, before they are put into a library."""

from __future__ import annotations

from typing import cast, get_args

from reader.annotations.annotation import Provenance, ProvenanceKind
from reader.annotations.codebook import Code
from reader.values import Value


class Source(Value):
    """What a file says of the article that its annotations are of; what it does not say is empty."""

    path: str = ""
    """Relative to a library's folder."""
    sha256: str = ""
    """The identity of the text (`reader.articles.article.text_sha256`)."""
    text: str | None = None
    """The text itself."""
    blankless: str = ""
    """The text without its blanks (`str.isspace`); offsets then count in this."""
    title: str = ""
    """What the article is called."""


class Passage(Value):
    """An annotation of a file."""

    source: Source
    line: int
    """Where it begins in the file, counted from 1."""
    start: int
    """In code points."""
    end: int
    utf16: bool = False
    """Whether the two are in UTF-16 units instead, of a text that the file does not have."""
    exact: str | None = None
    """Its words; None where the file does not repeat them."""
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    """The identity of the text that the offsets are in; empty for that of its source."""
    tags: tuple[str, ...] = ()
    note: str = ""
    key: str = ""
    """What the file calls it: an id, or what its relations name it by."""
    author: str = ""
    created: str = ""
    modified: str = ""
    provenance: Provenance | None = None
    placeless: str | None = None
    file: str = ""
    """Which file of a folder it is from; empty where there is but one."""


class Link(Value):
    """A relation of a file."""

    line: int
    name: str
    source: str
    """The key of the passage it begins at."""
    target: str
    key: str = ""
    author: str = ""
    created: str = ""
    note: str = ""
    file: str = ""
    """As of a passage."""


class Mistake(Value):
    """Something in a file that could not be read, or was read otherwise than it is written."""

    line: int
    """Counted from 1."""
    what: str
    file: str = ""
    """Which file of an archive or a folder; empty where there is but one."""

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.file}, line {self.line}" if self.file else f"line {self.line}"
        return f"{where}: {self.what}"


class Read(Value):
    """What a file holds."""

    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    codes: tuple[Code, ...] = ()
    """Its codebook, each code behind its parent; empty where it has none."""


def provenance_in(said: str, between: str) -> Provenance | None:
    """Return the provenance that is written as its kind, ``between``, and what it is by; None for others."""
    kind, _, by = said.partition(between)
    return Provenance(cast("ProvenanceKind", kind), by or None) if kind in get_args(ProvenanceKind) else None
