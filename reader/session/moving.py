"""Moving the caret: motions, jumps between marked stretches, marks and search."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from reader.articles.findings import Entity
from reader.page.motions import Caret, Motion, move, next_of, previous_of
from reader.page.search import find_matches
from reader.session.effects import Effect, Say
from reader.session.keys import Press
from reader.session.reading import Reading, Search
from reader.session.standing import stops_at_annotations, stops_at_designations, stops_at_mentions
from reader.text.span import Span

MATCH_LIMIT = 100_000

FAR = frozenset({"top", "bottom"})
"""Motions that count as jumps, so that one can go back."""

Outcome = tuple[Reading, tuple[Effect, ...]]


def caret_moved(reading: Reading, press: Press) -> Outcome:
    """Carry out a motion of the caret."""
    motion = press.command.removeprefix("caret.")
    caret = move(
        cast("Motion", motion),
        text=reading.article.text,
        page=reading.page,
        caret=reading.caret,
        count=press.count,
        sentences=reading.findings.sentences,
        height=reading.height,
    )
    moved = replace(reading, caret=caret)
    if motion in FAR:
        moved = replace(reading.moved_to(caret.offset, jump=True), caret=caret)
    return moved, ()


def stops(reading: Reading, what: str) -> list[int]:
    """Return the offsets, in order, that a jump stops at: ``entity``, ``designation`` or ``annotation``."""
    match what:
        case "entity":
            return stops_at_mentions(reading.findings)
        case "annotation":
            return stops_at_annotations(reading.annotations)
        case _:
            return stops_at_designations(reading.findings)


def jumped(reading: Reading, press: Press) -> Outcome:
    """Go to the next or previous stretch of a kind, or say that there is none further on."""
    what, direction = press.command.removeprefix("jump.").split("_")
    starts = stops(reading, what)
    # A stretch that begins inside the caret's own cluster is where the caret is already.
    last = reading.page.cluster_at(reading.caret.offset).end - 1
    here = Caret(max(last, reading.caret.offset)) if direction == "next" else reading.caret
    target = (next_of if direction == "next" else previous_of)(starts, here, press.count)
    if target == here:
        none = f"no {direction} {what}" if starts else f"no {what} in this article"
        return reading, (Say(none),)
    return reading.moved_to(target.offset, jump=True), ()


def mention_reached(reading: Reading, entity: Entity) -> Outcome:
    """Go to the next mention of an entity, from the last one round to the first."""
    starts = tuple(mention.span.start for mention in entity.mentions)
    target = next_of(starts, reading.caret, None).offset
    if target not in starts or target == reading.caret.offset:
        target = starts[0]
    moved = reading.moved_to(target, jump=True)
    return moved, (Say(f"{starts.index(target) + 1} of {len(starts)}: {entity.name}"),)


def jumped_back(reading: Reading) -> Outcome:
    """Return to where the latest jump began."""
    if not reading.jumps:
        return reading, (Say("no jump to go back from"),)
    *earlier, last = reading.jumps
    return replace(reading.moved_to(last), jumps=tuple(earlier)), ()


def mark_set(reading: Reading, name: str) -> Outcome:
    """Remember the caret's place under a letter."""
    places = dict(reading.places) | {name: reading.caret.offset}
    return replace(reading, places=tuple(places.items())), (Say(f"mark {name} set"),)


def mark_reached(reading: Reading, name: str) -> Outcome:
    """Go to the place remembered under a letter; ``'`` is where the latest jump began."""
    if name == "'":
        return jumped_back(reading)
    place = dict(reading.places).get(name)
    if place is None:
        return reading, (Say(f"no mark {name}"),)
    return reading.moved_to(place, jump=True), ()


def searched(reading: Reading, query: str) -> Outcome:
    """Find all places of a query and go to the first at or behind the caret, else to the first of all."""
    if not query:
        return replace(reading, search=None), ()
    matches = find_matches(reading.article.text, query, limit=MATCH_LIMIT)
    found = replace(reading, search=Search(query, matches))
    if not matches:
        return found, (Say(f"not found: {query}", warning=True),)
    ahead = [m for m in matches if m.start >= reading.caret.offset]
    return _at_match(found, matches, (ahead or matches)[0])


def match_reached(reading: Reading, press: Press) -> Outcome:
    """Go to the next or previous match, round the ends of the text."""
    if reading.search is None:
        return reading, (Say("nothing was searched for; / searches"),)
    matches = reading.search.matches
    if not matches:
        return reading, (Say(f"not found: {reading.search.query}", warning=True),)
    starts = tuple(m.start for m in matches)
    forward = press.command == "search.next"
    target = (next_of if forward else previous_of)(starts, reading.caret, press.count).offset
    if target == reading.caret.offset:
        target = starts[0] if forward else starts[-1]
    return _at_match(reading, matches, matches[starts.index(target)])


def _at_match(reading: Reading, matches: tuple[Span, ...], match: Span) -> Outcome:
    words = match.of(reading.article.text)
    return reading.moved_to(match.start, jump=True), (
        Say(f"{matches.index(match) + 1} of {len(matches)}: {words}"),
    )
