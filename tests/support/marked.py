"""Texts with the raw spans of a recogniser marked in them: ``<PERSON:Anna Petrova> left``."""

from __future__ import annotations

import re

from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

_MARK = re.compile(r"<([A-Z_]+):(.*?)>", re.DOTALL)


def read(marked: str) -> tuple[str, list[RawSpan]]:
    """Return a text and the raw spans marked in it."""
    text, raw, past = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[past : found.start()]
        raw.append(RawSpan(Span(len(text), len(text) + len(found[2])), found[1]))
        text += found[2]
        past = found.end()
    return text + marked[past:], raw
