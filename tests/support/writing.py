"""Annotations written in a format, as text."""

from __future__ import annotations

from collections.abc import Sequence

from reader.exchange.formats import formats, write_as
from reader.exchange.section import Section

FORMATS = formats()


def render(format_name: str, sections: Sequence[Section]) -> str:
    """Return what the format writes; for those whose files are text."""
    return write_as(format_name, sections).text
