"""Words as caret motions know them: Vim's, but al-Qaeda and Biden's are one each.

A word is a run of characters that are neither blanks nor punctuation, with single hyphens and apostrophes
inside; a run of punctuation is a word of its own, as in Vim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.late import late
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PUNCTUATION = (
    r"!-/:-@\[-\^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2010-\u203e\u2041-\u2053\u2055-\u205e\u20a0-\u20bf\u2190-\u27ff"
    r"\u058a\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u3001-\u3003\u3008-\u3020\u3030\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD = late(
    rf"[^\s{_PUNCTUATION}]+(?:[-‐‑'’][^\s{_PUNCTUATION}]+)*"
    rf"|[{_PUNCTUATION}]+"
)
_FARTHEST = 2000
"""Code points looked back for the blank before a word; a longer run without blanks is cut there."""


def words_from(text: str, offset: int) -> Iterator[Span]:
    """Yield the word that covers an offset, where there is one, and those behind it."""
    for found in _WORD.finditer(text, _behind_blank(text, offset)):
        if found.end() > offset:
            yield Span(found.start(), found.end())


def words_before(text: str, offset: int) -> Iterator[Span]:
    """Yield the words that start before an offset, the nearest first."""
    while offset > 0:
        while offset > 0 and text[offset - 1].isspace():
            offset -= 1
        start = _behind_blank(text, offset)
        found = [Span(*word.span()) for word in _WORD.finditer(text, start, _next_blank(text, offset))]
        yield from (word for word in reversed(found) if word.start < offset)
        offset = start


def _behind_blank(text: str, offset: int) -> int:
    start, floor = offset, max(0, offset - _FARTHEST)
    while start > floor and not text[start - 1].isspace():
        start -= 1
    return start


def _next_blank(text: str, offset: int) -> int:
    end, ceiling = offset, min(len(text), offset + _FARTHEST)
    while end < ceiling and not text[end].isspace():
        end += 1
    return end
