"""Finding many known phrases in a text in one pass: a dictionary of word sequences.

The longest phrase at a place wins. Time is linear in the text however many phrases there are, which one
big alternation of regular expressions is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.text.markers import WORD_SIGN
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_WORD = re.compile(rf"{WORD_SIGN}+")
_WORD_HERE = re.compile(WORD_SIGN)
_PARTICLES = frozenset(("al", "el", "ash", "as", "ad", "at", "an", "ar", "az", "ul"))
_HYPHENS = "-‑"
_LONGEST_KEPT = 50_000
"""The places of the words of longer texts, in code points, are not kept: they take several megabytes."""


class PhraseFinder:
    """Finds phrases written exactly so, at the borders of words.

    Args:
        phrases: What to look for; those without a word are passed over.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for phrase in set(phrases):
            first = first_word(phrase)
            if first:
                self._by_first.setdefault(first, []).append(phrase)
        for listed in self._by_first.values():
            listed.sort(key=len, reverse=True)

    def find(self, text: str) -> Iterator[Span]:
        """Yield where the phrases stand, in order and without overlaps."""
        past = 0
        for at, word in self._openings(text):
            for phrase in self._by_first[word]:
                start = max(0, at - phrase.index(word))
                if start < past or not text.startswith(phrase, start):
                    continue
                span = Span(start, start + len(phrase))
                if stands_alone(text, span):
                    yield span
                    past = span.end
                    break

    def _openings(self, text: str) -> Iterable[tuple[int, str]]:
        """Return where the words stand that a phrase opens with, in order."""
        if len(text) > _LONGEST_KEPT:
            found = ((word.start(), word.group()) for word in _WORD.finditer(text))
            return (each for each in found if each[1] in self._by_first)
        places = _places_of_words(text)
        few = self._by_first if len(self._by_first) < len(places) else places
        return sorted((at, word) for word in few if word in self._by_first for at in places.get(word, ()))


@lru_cache(maxsize=8192)
def first_word(phrase: str) -> str:
    """Return the first word of a phrase, or nothing where it has none."""
    found = _WORD.search(phrase)
    return found.group() if found else ""


def words_in(text: str) -> Collection[str]:
    """Return the words of a text, as `first_word` cuts them."""
    return set(_WORD.findall(text)) if len(text) > _LONGEST_KEPT else _places_of_words(text).keys()


@lru_cache(maxsize=1)
def _places_of_words(text: str) -> dict[str, list[int]]:
    """Return where each word of a text stands; kept for the last, which is read again with better names."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(text):
        places[word.group()].append(word.start())
    return dict(places)


def stands_alone(text: str, span: Span) -> bool:
    """Tell whether a name is whole where it stands: no part of a longer word or name, nor of ``US$``."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    if after[:1] == "$" or _WORD_HERE.match(before) or _WORD_HERE.match(after):
        return False
    if after[:1] and after[0] in _HYPHENS and after[1:].isupper():
        return False
    if before and before in _HYPHENS:
        lead = re.search(r"\w+$", text[max(0, span.start - 20) : span.start - 1])
        return lead is not None and lead.group().islower() and lead.group() not in _PARTICLES
    return True
