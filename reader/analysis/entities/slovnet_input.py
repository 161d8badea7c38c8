"""Russian text as the slovnet tagger was trained to see it: tokens, and the shape of each.

The tokens are those of razdel (github.com/natasha/razdel) but for smileys; shapes are those in slovnet's
own vocabulary, such as ``RU_Xx`` for a capitalised Russian word.
"""

from __future__ import annotations

import re

from reader.text.span import Span

_DASHES = r"\-‑–—−"
_MARKS = rf"\\/!#$%&*+,.:;<=>?@^_`|~№…{_DASHES}\"'«»“”„ʼʻ’‘(){{}}\[\]"
_OTHER = rf"[^\sа-яёa-z\d{_MARKS}]"
_LETTERS = rf"(?:[а-яё]++|[a-z]++)?(?:{_OTHER}++(?:[а-яё]++|[a-z]++)?)++|[а-яё]++|[a-z]++"
_NUMBER = r"\d++(?:[.,/\\]\d++)*+"
_UNIT = rf"(?:{_LETTERS}|{_NUMBER})"
_TOKEN = re.compile(rf"{_UNIT}(?:[{_DASHES}_]{_UNIT})*+|[.?!…]++|-++|\*++|\S", re.IGNORECASE)

_KIND = re.compile(rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{_MARKS}‐‒⁃―])", re.IGNORECASE)


def tokens_of(text: str) -> tuple[Span, ...]:
    """Return the tokens of a paragraph, in order; hyphenated words and decimal numbers are whole."""
    return tuple(Span(*found.span()) for found in _TOKEN.finditer(text))


def shape_of(word: str, known: frozenset[str]) -> str:
    """Return the shape of a token.

    Args:
        word: The token.
        known: All shapes there are; punctuation has one for each common mark.
    """
    found = _KIND.match(word)
    kind = found.lastgroup if found else "OTHER"
    if kind in ("RU", "EN"):
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word}" if f"PUNCT_{word}" in known else "PUNCT_OTHER"
    return kind or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
