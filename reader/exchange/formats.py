"""The formats that annotations can be written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.exchange.csv_table import write_csv
from reader.exchange.markdown import write_markdown
from reader.exchange.section import Section
from reader.exchange.web_annotation import write_web_annotation

__all__ = ["FORMATS", "Format", "Section", "find_format", "render"]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write annotations."""

    name: str
    """What to call it on the command line and in the settings."""
    label: str
    """What to call it on screen."""
    purpose: str
    """What it is for, one line without a full stop."""
    suffix: str
    """What its files end in, with the dot."""
    write: Callable[[Sequence[Section]], str]
    """Returns the whole file; the same sections give the same characters."""


FORMATS = (
    Format(
        name="web-annotation",
        label="Web Annotation",
        purpose="the W3C's standard in JSON-LD: everything, for other annotation programs",
        suffix=".jsonld",
        write=write_web_annotation,
    ),
    Format(
        name="markdown",
        label="Markdown",
        purpose="quotes with tags and notes under each article, for reading and notebooks",
        suffix=".md",
        write=write_markdown,
    ),
    Format(
        name="csv",
        label="CSV",
        purpose="a row for each annotation, for spreadsheets and statistics",
        suffix=".csv",
        write=write_csv,
    ),
)
"""Every format, the one that keeps most first."""


def find_format(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        ReaderError: when there is none; it lists those there are.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in FORMATS)
    raise ReaderError(f"there is no format “{name}”", where="export", remedy=f"choose one of {names}")


def render(format_name: str, sections: Sequence[Section]) -> str:
    """Return the annotations in a format, as text that UTF-8 can hold: a lone surrogate becomes U+FFFD.

    The same sections give the same characters: no time, no place and no chance goes in.

    Raises:
        ReaderError: when there is no such format.
    """
    return _LONE_SURROGATE.sub("\ufffd", find_format(format_name).write(sections))
