"""The words that names are compared by.

A word is a run of letters, digits and combining marks; raised digits are footnote markers, not letters. Two
words are the same when they are equal after canonical composition (Unicode Standard Annex 15, NFC) and full
case folding (Unicode Standard, section 3.13). Nothing else is folded: accents and transliterations are
other names, to be listed as aliases.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.text.markers import LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_WORD = 60
"""Longer words, in code points, belong to no name."""
MOST_WORDS = 16
"""Names of more words are not looked for."""

_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0"
    r"\u0816-\u082d\u08d3-\u0963\u0981-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc"
    r"\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    r"\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_WORD = re.compile(rf"(?:{LETTER}|{_MARK})+")
_SPACE = re.compile(r"[^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INSIDE = frozenset(("", "-", "‐", "‑", "'", "’", "ʼ", "`"))
"""What may stand between two words of a name without making another name of it."""


class Word(NamedTuple):
    """A word in a text."""

    start: int
    end: int
    folded: str
    """The form that is compared; empty for one that is longer than `LONGEST_WORD`."""


def words_of(text: str) -> list[Word]:
    """Return the words of a text or a name, in order."""
    return [Word(found.start(), found.end(), _folded(found)) for found in _WORD.finditer(text)]


def key_of(name: str) -> tuple[str, ...]:
    """Return the form under which two spellings of a name are the same: its words, folded."""
    return tuple(map(_folded, _WORD.finditer(name)))


def gaps_of(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """Return what stands between each two words, as far as it tells names apart.

    Spaces, hyphens and apostrophes do not, nor does the stop behind an initial. A line break does: no name
    goes on behind one.
    """
    return tuple(_gap(text, left, right) for left, right in pairwise(words))


def _gap(text: str, left: Word, right: Word) -> str:
    gap = text[left.end : right.start]
    bare = _SPACE.sub("", gap)
    if bare in _INSIDE or (bare == "." and left.end - left.start == 1):
        return ""
    return bare


def _folded(found: re.Match[str]) -> str:
    word = found.group()
    if len(word) > LONGEST_WORD:
        return ""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())
