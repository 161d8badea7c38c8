"""Plain search in a text, with offsets into the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.page.classes import MARKS
from reader.text.late import late
from reader.text.span import Span, Spans
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GROWING = late("[ßİŉǰΐΰև\u1e96-\u1e9e\u1f50-\u1ffc\ufb00-\ufb17]")
"""Finds every character that full case folding makes longer, and a few others."""

_PIECE = 1 << 16
"""So many code points are folded at a time where that is quick: no copy of a long text is made."""

_LIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', "-": "[-‐‑]"}
"""What is typed on a keyboard finds its typographic forms too."""


class Matches(Spans):
    """The places of a search, in order and without overlaps, each looked up by bisection.

    Args:
        places: Start and end of each.
        limit: How many are taken at most.
    """

    __slots__ = ("more",)

    def __init__(self, places: Iterable[tuple[int, int]] = (), *, limit: int) -> None:
        super().__init__(self._taken(places, limit))

    def _taken(self, places: Iterable[tuple[int, int]], limit: int) -> Iterator[tuple[int, int]]:
        self.more = False
        """Whether there are more than were taken."""
        behind = count = 0
        for start, end in places:
            if start < behind:
                continue
            if count >= limit:
                self.more = True
                break
            yield start, end
            behind, count = end, count + 1

    def over(self, span: Span) -> tuple[Span, ...]:
        """Return the matches that share a character with a span."""
        return self[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def first_from(self, offset: int) -> int | None:
        """Return the number, from 0, of the first match that starts at an offset or behind it."""
        index = bisect_left(self._starts, offset)
        return index if index < len(self) else None

    def last_before(self, offset: int) -> int | None:
        """Return the number, from 0, of the last match that starts before an offset."""
        return bisect_left(self._starts, offset) - 1 if self._starts and self._starts[0] < offset else None


def find_matches(text: str, query: str, *, limit: int, whole_words: bool = False) -> Matches:
    """Return the first ``limit`` matches of a query.

    Case counts only when the query has a capital (smart case, as in Vim). Otherwise both sides are
    case-folded, so that ``strasse`` finds ``Straße``; a match that ends inside such a letter takes it whole.
    Blanks find any run of blanks, line ends among them; straight quotes and hyphens find the curly and
    the no-break ones.

    Args:
        text: Where to search.
        query: What to search for.
        limit: How many matches to return at most.
        whole_words: Whether a match may neither begin nor end inside a word.
    """
    if not query:
        return Matches(limit=limit)
    if any(character.isupper() for character in query):
        return Matches(_find(text, _pattern(query, whole_words=whole_words)), limit=limit)
    query = query.casefold()
    pattern = _pattern(query, whole_words=whole_words)
    if text.isascii():
        return Matches(_find_folded(text, pattern, len(query)), limit=limit)
    folded = _fold(text)
    found = _find(folded.text, pattern)
    return Matches(map(folded.original, found) if folded.places else found, limit=limit)


def _find(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _find_folded(text: str, pattern: re.Pattern[str], letters: int) -> Iterator[tuple[int, int]]:
    """Yield the matches of a pattern in an ASCII text, of which a piece at a time is folded.

    Args:
        text: The text; folded it is as long.
        pattern: Its matches have, blanks apart, no more letters than so many.
        letters: How many; one more is looked at on either side.
    """
    behind = 0
    for start in range(0, len(text), _PIECE):
        stop = start + _PIECE
        over = re.compile(rf"(?:\s*+\S){{,{letters + 1}}}+\s*+").match(text, stop)
        first, last = max(0, start - letters - 1), over.end() if over else stop
        piece = text[first:last].casefold()
        for found in pattern.finditer(piece, max(start, behind) - first):
            if first + found.start() >= stop:
                break
            behind = first + found.end()
            yield first + found.start(), behind


@lru_cache(maxsize=8)
def _pattern(query: str, *, whole_words: bool) -> re.Pattern[str]:
    """Return a pattern that takes time linear in the text.

    It begins with letters as they are wherever it can, for which there is a fast way through the text:
    what must not stand before a match is looked for behind its first word.
    """
    words = query.split()
    parts = ["".join(_LIKE.get(character, re.escape(character)) for character in word) for word in words]
    inside = rf"[\w{MARKS}]"
    if whole_words and words:
        if _is_word(words[0][0]):
            parts[0] += rf"(?<!{inside}{parts[0]})"
        if _is_word(words[-1][-1]):
            parts[-1] += rf"(?!{inside})"
    before = r"(?<!\s)\s++" if query[:1].isspace() else ""
    behind = r"\s++" if query[-1:].isspace() and words else ""
    return re.compile(before + r"\s++".join(parts) + behind)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class _Folded(Value):
    """A case-folded text that remembers where its letters came from.

    Only the letters that grew are listed: by their place in the folded text, and by how many code points
    more the folded text has up to and with each.
    """

    text: str
    places: tuple[int, ...]
    surplus: tuple[int, ...]

    def original(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return a stretch of the folded text as the letters it came from."""
        return self._letter(place[0]), self._letter(place[1] - 1) + 1

    def _letter(self, offset: int) -> int:
        """Return the offset of the letter that a folded code point came from."""
        index = bisect_right(self.places, offset) - 1
        if index < 0:
            return offset
        before = self.surplus[index - 1] if index else 0
        return max(self.places[index] - before, offset - self.surplus[index])


@lru_cache(maxsize=1)
def _fold(text: str) -> _Folded:
    """Fold a text; the last one is kept, for a query is typed letter by letter."""
    folded = text.casefold()
    if len(folded) == len(text):
        return _Folded(folded, (), ())
    grown = [(found.start(), len(found.group().casefold()) - 1) for found in _GROWING.finditer(text)]
    surplus = tuple(accumulate(extra for _, extra in grown))
    places = tuple(start + before for (start, _), before in zip(grown, (0, *surplus), strict=False))
    return _Folded(folded, places, surplus)
