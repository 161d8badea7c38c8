"""Footnote markers behind names, and what counts as a letter of a name."""

from __future__ import annotations

import re

from reader.text.late import late
from reader.text.span import Span

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKERS = f"*†‡§¶#^⁎∗＊{_RAISED}"
"""Characters that point to a footnote when they stand right behind a name."""
LETTER = rf"[^\W_{_RAISED}]"
"""A pattern for a letter or digit of a name; raised digits, which Python counts as digits, are markers."""

WORD_SIGN = rf"[^\W{_RAISED}]"
"""The same with the underscore."""

_MARKER_BEHIND = late(rf"(?:['’]s?|[\"”»)])?([{re.escape(MARKERS)}]+|\[\d{{1,3}}\]|\(\*+\)|\[\*+\])")


def is_marked(text: str, span: Span) -> bool:
    """Tell whether a footnote marker stands right behind a name, its quote or its possessive ending."""
    return _MARKER_BEHIND.match(text, span.end) is not None


def marker_behind(text: str, span: Span) -> Span | None:
    """Return the footnote marker behind a name, without the quote or ending that it may stand behind."""
    found = _MARKER_BEHIND.match(text, span.end)
    return Span(*found.span(1)) if found else None
