"""Plain search in a text, with offsets into the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROWING = re.compile("[ßİŉǰΐΰև\u1e96-\u1e9e\u1f50-\u1ffc\ufb00-\ufb17]")
"""Finds every character that full case folding makes longer, and a few others."""


def find_matches(text: str, query: str, *, limit: int) -> tuple[Span, ...]:
    """Return the first ``limit`` matches of a query, in order and without overlaps.

    Case counts only when the query has a capital (smart case, as in Vim). Otherwise both sides are
    case-folded, so that ``strasse`` finds ``Straße``; a match that ends inside such a letter takes it whole.
    """
    if not query or limit < 1:
        return ()
    if any(character.isupper() for character in query):
        found = _find(text, query)
    else:
        folded = _fold(text)
        found = (folded.original(span) for span in _find(folded.text, query.casefold()))
    matches: list[Span] = []
    for match in found:
        if matches and match.start < matches[-1].end:
            continue
        matches.append(match)
        if len(matches) == limit:
            break
    return tuple(matches)


def _find(text: str, query: str) -> Iterator[Span]:
    start = text.find(query)
    while start >= 0:
        end = start + len(query)
        yield Span(start, end)
        start = text.find(query, end)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A case-folded text that remembers where its letters came from.

    Only the letters that grew are listed: by their place in the folded text, and by how many code points
    more the folded text has up to and with each.
    """

    text: str
    places: tuple[int, ...]
    surplus: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Return a stretch of the folded text as the letters it came from."""
        return Span(self._letter(span.start), self._letter(span.end - 1) + 1)

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
