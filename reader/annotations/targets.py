"""Making the target of an annotation from a text and a span."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reader.annotations.annotation import Target

if TYPE_CHECKING:
    from reader.text.span import Span

CONTEXT = 32
"""How many code points of context a target keeps on either side, at most; Hypothesis keeps as many."""

_JOINER = "\u200d"


def make_target(text: str, span: Span, *, sha256: str) -> Target:
    """Return the target that names ``span`` by its position and by its words with their context.

    The context has up to `CONTEXT` code points on either side, fewer where more would cut a character from
    its accents or break up an emoji (Web Annotation Data Model, section 4.2.4: selections should not
    start or end within a grapheme cluster).

    Args:
        text: The article's text.
        span: What to name; not empty and within the text.
        sha256: The identity of ``text``.

    Raises:
        ValueError: when the span is empty or reaches behind the text's end.
    """
    if not span or span.end > len(text):
        raise ValueError(f"cannot annotate [{span.start}, {span.end}) of {len(text)} code points")
    before = max(0, span.start - CONTEXT)
    while before < span.start and _continues(text, before):
        before += 1
    behind = min(len(text), span.end + CONTEXT)
    while behind > span.end and _continues(text, behind):
        behind -= 1
    return Target(
        span=span,
        exact=span.of(text),
        prefix=text[before : span.start],
        suffix=text[span.end : behind],
        sha256=sha256,
    )


def _continues(text: str, offset: int) -> bool:
    """Tell whether a cut at ``offset`` would part a character from what it belongs to."""
    if not 0 < offset < len(text):
        return False
    left, right = text[offset - 1], text[offset]
    if unicodedata.category(right).startswith("M") or _JOINER in {left, right}:
        return True
    return "\ud800" <= left <= "\udbff" and "\udc00" <= right <= "\udfff"
