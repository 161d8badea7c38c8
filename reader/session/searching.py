"""Searching: what a query means, where it stands, and going from match to match."""

from __future__ import annotations

from typing import Literal

from reader.errors import ReaderError
from reader.page.patterns import find_pattern
from reader.page.search import Matches, find_matches
from reader.session.effects import Effect, Find, Say
from reader.session.keys import Press
from reader.session.reading import Reading, Search
from reader.text.segments import words
from reader.text.span import Span
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]
Kind = Literal["words", "whole words", "regular expression"]

PATTERN, WHOLE, PLAIN = "/", "=", "\\"
"""What a query begins with that is a regular expression, or whole words; or neither, whatever follows."""
MATCH_LIMIT = 100_000
PATTERN_SECONDS = 1.0
"""How long a regular expression may take."""
AT_ONCE = 1_000_000
"""How long a text may be, in code points, to be searched between two keys."""
LONGEST_WORD = 200
LONGEST_SHOWN = 60


def kind_of(query: str) -> Kind:
    """Return how a query is read."""
    return {PATTERN: "regular expression", WHOLE: "whole words"}.get(query[:1], "words")  # type: ignore[return-value]


def toggled(query: str) -> str:
    """Return a query as a regular expression, or as plain words when it was one."""
    if query.startswith(PATTERN):
        return _escaped(query[1:])
    return PATTERN + (query[1:] if query[:1] in (WHOLE, PLAIN) else query)


def _escaped(words_: str) -> str:
    return PLAIN + words_ if words_[:1] in (PATTERN, WHOLE, PLAIN) else words_


def seek(text: str, query: str) -> Search:
    """Find all places of a query, which begins with a sign where it is more than plain words.

    Raises:
        ReaderError: when a regular expression is none, or takes too long.
    """
    sign, rest = query[:1], query[1:]
    if sign == PATTERN:
        found = find_pattern(text, rest, limit=MATCH_LIMIT, seconds=PATTERN_SECONDS) if rest else _none()
    elif sign == WHOLE:
        found = find_matches(text, rest, limit=MATCH_LIMIT, whole_words=True)
    else:
        found = find_matches(text, rest if sign == PLAIN else query, limit=MATCH_LIMIT)
    return Search(query, found)


def _none() -> Matches:
    return Matches(limit=0)


def searched(reading: Reading, query: str) -> Outcome:
    """Find all places of a query and go to the first at or behind the caret, else to the first of all."""
    if not query:
        return replace(reading, search=None), ()
    try:
        return found(reading, seek(reading.article.text, query))
    except ReaderError as error:
        return reading, (Say(str(error), warning=True),)


def found(reading: Reading, search: Search) -> Outcome:
    """Go to the first match at or behind the caret, round the end of the text."""
    there = replace(reading, search=search)
    index = search.matches.first_from(reading.caret.offset)
    if index is None and not search.matches:
        return there, (Say(f"not found: {search.query}", warning=True),)
    return _at_match(there, search, index or 0, "from the top again" if index is None else "")


def previewed(reading: Reading, search: Search) -> Reading:
    """Return the session while a query is typed: its matches marked, the first one in sight."""
    there = replace(reading, search=search)
    if not search.matches:
        return there
    match = search.matches[search.matches.first_from(reading.caret.offset) or 0]
    shown = replace(there, page=there.page.opened(match), pointed=match)
    return shown.moved_to(match.start)


def counted(search: Search, offset: int) -> str:
    """Return which match stands first at or behind an offset, of how many: ``3 of 17``."""
    if not search.matches:
        return "none"
    return f"{(search.matches.first_from(offset) or 0) + 1} of {_total(search.matches)}"


def here_searched(reading: Reading) -> Outcome:
    """Search for the selection, or the word under the caret, as whole words, and go to the next one.

    Case does not count.
    """
    text, offset = reading.article.text, reading.caret.offset
    around = Span(max(0, offset - LONGEST_WORD), min(len(text), offset + LONGEST_WORD))
    word = next((word for word in words(text, around) if word.holds(offset)), Span(0, 0))
    span = reading.selection or word
    sought = " ".join(span.of(text).split()).lower()
    if not sought:
        return reading, (Say("no word under the caret"),)
    there = replace(reading, anchor=None)
    if len(text) > AT_ONCE:
        return there, (Find(WHOLE + sought),)
    return next_found(there, seek(text, WHOLE + sought))


def next_found(reading: Reading, search: Search) -> Outcome:
    """Go to the first match behind the one that the caret stands on, round the end of the text."""
    here = reading.page.cluster_at(reading.caret.offset)
    under = search.matches.over(here)
    return _stepped(replace(reading, search=search), search, under[0] if under else here)


def match_reached(reading: Reading, press: Press) -> Outcome:
    """Go to the next or previous match, round the ends of the text."""
    if reading.search is None:
        return reading, (Say("nothing was searched for; ‹search.ask› searches"),)
    count = press.count or 1
    here = reading.page.cluster_at(reading.caret.offset)
    return _stepped(reading, reading.search, here, count if press.command == "search.next" else -count)


def _stepped(reading: Reading, search: Search, here: Span, step: int = 1) -> Outcome:
    """Go so many matches on from a cluster, below 0 back."""
    total = len(search.matches)
    if not total:
        return reading, (Say(f"not found: {search.query}", warning=True),)
    if step > 0:
        ahead = search.matches.first_from(max(here.end, here.start + 1))
        index = (total if ahead is None else ahead) + step - 1
    else:
        behind = search.matches.last_before(here.start)
        index = (-1 if behind is None else behind) + step + 1
    around = "from the top again" if index >= total else "from the end again" if index < 0 else ""
    return _at_match(reading, search, index % total, around)


def _at_match(reading: Reading, search: Search, index: int, around: str) -> Outcome:
    match = search.matches[index]
    shown = replace(reading, page=reading.page.opened(match), pointed=match)
    said = f"{index + 1} of {_total(search.matches)}: {_shortened(match.of(reading.article.text))}"
    return shown.moved_to(match.start, jump=True), (Say(f"{said} ({around})" if around else said),)


def _total(matches: Matches) -> str:
    return f"{len(matches):,}+" if matches.more else str(len(matches))


def _shortened(passage: str) -> str:
    shown = " ".join(passage[: LONGEST_SHOWN * 2].split())
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1].rstrip() + "…"
