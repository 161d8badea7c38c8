"""Tokens of a text with their places: the ground every other step stands on."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from reader.values import Value

TokenKind = Literal[
    "word",
    "number",
    "marker",
    "open",
    "close",
    "quote",
    "apostrophe",
    "hyphen",
    "dash",
    "comma",
    "stop",
    "break",
    "symbol",
]

_SIGNS: dict[str, TokenKind] = {
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"),
    **dict.fromkeys('"«»“”„‟', "quote"),
    **dict.fromkeys("'’‘`", "apostrophe"),
    **dict.fromkeys("–—―−", "dash"),
    **dict.fromkeys(",", "comma"),
    **dict.fromkeys(".!?…。", "stop"),
    **dict.fromkeys("*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹", "marker"),
    "\n": "break",
}
_HYPHENS = frozenset("-‐‑")
_LAYOUT = frozenset({"<sup>", "</sup>", "&nbsp;"})
"""Left-overs of HTML that stand for no character of the sentence."""
_BLOCKS_WITH_MARKS = (
    (0x0300, 0x1E00),
    (0x20D0, 0x2100),
    (0x3000, 0x3100),
    (0xA600, 0xAC00),
    (0xFE00, 0xFE30),
)
_MARKS = "".join(
    char
    for first, last in _BLOCKS_WITH_MARKS
    for char in map(chr, range(first, last))
    if unicodedata.category(char) in {"Mn", "Mc"}
)
"""Combining marks, which go on with the word they stand in."""
_INVISIBLE = (
    r"\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb"
)
_LETTERS = r"[^\W\d⁰¹²³⁴⁵⁶⁷⁸⁹]"
_TOKEN = re.compile(
    rf"{_LETTERS}+(?:[{_MARKS}]+{_LETTERS}*)*|\d+|\n+|\*+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|</?sup>|&nbsp;|[^\s{_INVISIBLE}]"
)
"""No two alternatives, and no two repetitions in a row, share a character: the match is linear."""
_MOST_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 40


class Token(Value, gc=False):
    """A word, number, sign or line break: ``[start, end)`` in code points of the text.

    A text has one for every five letters, and none holds another, so that garbage collection leaves them out.
    """

    start: int
    end: int
    text: str
    norm: str
    """Lower case, with ``ё`` as ``е`` and typographic apostrophes as ``'``."""
    kind: TokenKind
    capital: bool
    """Whether it is a word that starts with an upper-case letter."""
    glued: bool
    """Whether it touches the token before it, with no space between."""


_remembered: dict[str, tuple[str, TokenKind, bool]] = {}


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, in one pass; white space but line breaks is left out."""
    tokens: list[Token] = []
    previous = -1
    known, add = _remembered.get, tokens.append
    for match in _TOKEN.finditer(text):
        token, start = match.group(), match.start()
        end = start + len(token)
        looks = known(token)
        if looks is None:
            if token in _LAYOUT:
                previous = end if previous == start else previous
                continue
            looks = _remember(token)
        norm, kind, capital = looks
        if kind == "hyphen" and not _between_words(text, start):
            kind = "dash"
        add(Token(start, end, token, norm, kind, capital, previous == start))
        previous = end
    return tuple(tokens)


def _remember(token: str) -> tuple[str, TokenKind, bool]:
    """Tell what a token looks like by itself, and keep it, since most words come again."""
    kind = _kind(token[0])
    norm = {"apostrophe": "'", "hyphen": "-"}.get(kind) or token.lower().replace("ё", "е")
    looks = (norm, kind, kind == "word" and token[0].isupper())
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    if len(token) <= _LONGEST_REMEMBERED:
        _remembered[token] = looks
    return looks


def _kind(char: str) -> TokenKind:
    if char in _HYPHENS:
        return "hyphen"
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isdecimal():
        return "number"
    return "word" if char.isalnum() or char == "_" else "symbol"


def _between_words(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isalnum() and (after.isalnum() or after.isspace())
