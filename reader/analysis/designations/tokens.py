"""Tokens of a text with their places: the ground every other step stands on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

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

_SINGLES: dict[str, TokenKind] = {
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"),
    **dict.fromkeys('"«»“”„‟', "quote"),
    **dict.fromkeys("'’‘ʼ`", "apostrophe"),
    **dict.fromkeys("–—―−", "dash"),
    **dict.fromkeys(",", "comma"),
    **dict.fromkeys(".!?…。", "stop"),
}
_HYPHENS = frozenset("-‐‑")
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_DAGGERS = frozenset("†‡§")
_LAYOUT = ("<sup>", "</sup>", "&nbsp;")
"""Left-overs of HTML that stand for no character of the sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, sign or line break: ``[start, end)`` in code points of the text."""

    start: int
    end: int
    text: str
    norm: str
    """Lower case, with ``ё`` as ``е`` and typographic apostrophes as ``'``."""
    kind: TokenKind
    glued: bool
    """Whether it touches the token before it, with no space between."""

    @property
    def capital(self) -> bool:
        """Whether it is a word that starts with an upper-case letter."""
        return self.kind == "word" and self.text[0].isupper()


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, in one pass; white space but line breaks is left out."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    place, previous_end = 0, -1
    while place < len(text):
        layout = next((tag for tag in _LAYOUT if text.startswith(tag, place)), "")
        if layout:
            glued = previous_end == place
            place += len(layout)
            previous_end = place if glued else previous_end
            continue
        kind = _kind_at(text, place)
        if kind is None:
            place += 1
            continue
        end = _end_of(text, place, kind)
        token = text[place:end]
        yield Token(place, end, token, _norm(token, kind), kind, previous_end == place)
        place = previous_end = end


def _norm(token: str, kind: TokenKind) -> str:
    if kind == "apostrophe":
        return "'"
    if kind == "hyphen":
        return "-"
    return token.lower().replace("ё", "е")


def _kind_at(text: str, place: int) -> TokenKind | None:
    char = text[place]
    if char == "\n":
        return "break"
    if char.isspace() or unicodedata.category(char) in {"Cf", "Cc"}:
        return None
    if char == "*" or char in _DAGGERS or char in _SUPERSCRIPTS:
        return "marker"
    if char.isdecimal():
        return "number"
    if char.isalnum() or char == "_":
        return "word"
    if char in _HYPHENS:
        return "hyphen" if _between_words(text, place) else "dash"
    return _SINGLES.get(char, "symbol")


def _between_words(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isalnum() and (after.isalnum() or after.isspace())


def _end_of(text: str, place: int, kind: TokenKind) -> int:
    end = place + 1
    if kind == "word":
        while end < len(text) and _goes_on(text[end]):
            end += 1
    elif kind == "number":
        while end < len(text) and text[end].isdecimal():
            end += 1
    elif kind == "marker" and text[place] not in _DAGGERS:
        family = _SUPERSCRIPTS if text[place] in _SUPERSCRIPTS else frozenset("*")
        while end < len(text) and text[end] in family:
            end += 1
    elif kind == "break":
        while end < len(text) and text[end] == "\n":
            end += 1
    return end


def _goes_on(char: str) -> bool:
    if char in _SUPERSCRIPTS or char.isdecimal():
        return False
    return char.isalnum() or char == "_" or unicodedata.category(char) in {"Mn", "Mc"}
