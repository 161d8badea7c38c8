"""Where the sentences of a text begin, in tokens."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from operator import attrgetter

from reader.analysis.designations.tokens import Token
from reader.analysis.designations.wording import Wording
from reader.text.span import Span

_LONGEST_CLOSING = 3
_CLOSERS = frozenset({"quote", "close", "marker", "apostrophe"})
_ABBREVIATED = (
    "mr mrs ms dr prof gen col lt sgt capt st sen rep gov jr sr vs no inc ltd co corp dept "
    "ст ул им г гг тыс млн млрд см др п т р"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_START = attrgetter("start")


def sentence_starts(wording: Wording, sentences: Sequence[Span]) -> list[int]:
    """Return the first token of each sentence, in order, as given or told from stops; lines begin one."""
    tokens, breaks = wording.tokens, wording.breaks
    if not tokens:
        return []
    starts = {0, *[place + 1 for place in breaks]}
    starts |= _given(tokens, sentences) if sentences else _told(tokens, wording.signs)
    return sorted(starts.difference([place for place in breaks if place], (len(tokens),)))


def _given(tokens: tuple[Token, ...], sentences: Sequence[Span]) -> set[int]:
    """Return the first tokens of given sentences; a limit inside a token is none."""
    found = set()
    for span in sentences:
        place = bisect.bisect_left(tokens, span.start, key=_START)
        if 0 < place < len(tokens) and tokens[place - 1].end <= span.start:
            found.add(place)
    return found


def _told(tokens: tuple[Token, ...], signs: list[int]) -> set[int]:
    """Return the tokens that start a sentence behind a stop, over the quotes and brackets that close."""
    found = set()
    for stop in signs:
        if tokens[stop].kind != "stop" or not _is_full_stop(tokens, stop):
            continue
        for place in range(stop + 1, min(stop + _LONGEST_CLOSING + 2, len(tokens))):
            token = tokens[place]
            if not token.glued and (
                token.capital or token.kind in {"quote", "open", "marker", "number", "dash"}
            ):
                found.add(place)
            if token.kind not in _CLOSERS:
                break
    return found


def _is_full_stop(tokens: tuple[Token, ...], stop: int) -> bool:
    """Tell the end of a sentence from the stop of an initial or an abbreviation."""
    before = tokens[stop - 1] if stop else None
    if tokens[stop].text != "." or before is None or before.kind != "word" or not tokens[stop].glued:
        return True
    return not (len(before.text) == 1 and before.capital) and before.norm not in _ABBREVIATIONS
