"""Moving the caret: motions, jumps between marked stretches and back, marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import cast

from reader.page.motions import Caret, Motion, move, next_of, previous_of
from reader.session.effects import Effect, Say
from reader.session.keys import Press
from reader.session.reading import Reading
from reader.session.standing import annotation_spread, designation_starts, mention_spread
from reader.text.span import Span
from reader.values import replace

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
    moved = replace(reading, caret=caret, hand=reading.hand if caret == reading.caret else None)
    if motion in FAR:
        moved = replace(reading.moved_to(caret.offset, jump=True), caret=caret)
    return moved, ()


def stops(reading: Reading, what: str) -> tuple[Sequence[int], ...]:
    """Return where a jump stops, each in order: at each ``entity``, ``designation`` or ``annotation``."""
    match what:
        case "entity":
            return (mention_spread(reading.findings).starts,)
        case "annotation":
            return (annotation_spread(reading.annotations).starts,)
        case _:
            return designation_starts(reading.findings)


def jumped(reading: Reading, press: Press) -> Outcome:
    """Go to the next or previous stretch of a kind, or say that there is none further on.

    Nor does one go where others may be found on the way: over what is still to be read by the analysis.
    """
    what, direction = press.command.removeprefix("jump.").split("_")
    starts = stops(reading, what)
    # A stretch that begins inside the caret's own cluster is where the caret is already.
    last = reading.page.cluster_at(reading.caret.offset).end - 1
    here = Caret(max(last, reading.caret.offset)) if direction == "next" else reading.caret
    target = (next_of if direction == "next" else previous_of)(starts, here, press.count)
    on_the_way = Span(*sorted((here.offset, target.offset)))
    is_open = what != "annotation" and not reading.findings.complete
    if is_open and (target == here or not _is_read(reading, on_the_way)):
        return reading, (Say(f"no {direction} {what} so far: this text is still being read"),)
    if target == here:
        none = f"no {direction} {what}" if any(starts) else f"no {what} in this article"
        return reading, (Say(none),)
    return reading.moved_to(target.offset, jump=True), ()


def _is_read(reading: Reading, stretch: Span) -> bool:
    """Tell whether an analysis has looked at all of a stretch: its sentences then follow one another."""
    text, sentences = reading.article.text, (reading.found or reading.findings).sentences
    behind = stretch.start
    first = max(0, bisect_right(sentences, behind, key=attrgetter("start")) - 1)
    for sentence in (sentences[index] for index in range(first, len(sentences))):
        if behind >= stretch.end or text[behind : sentence.start].strip():
            break
        behind = max(behind, sentence.end)
    return behind >= stretch.end or not text[behind : stretch.end].strip()


def jumped_back(reading: Reading) -> Outcome:
    """Return to where the latest jump began."""
    if not reading.jumps:
        return reading, (Say("no jump to go back from"),)
    *earlier, last = reading.jumps
    ahead = (*reading.ahead, reading.caret.offset)
    return replace(reading.moved_to(last), jumps=tuple(earlier), ahead=ahead), ()


def jumped_forth(reading: Reading) -> Outcome:
    """Return to where the caret was before the latest jump was taken back."""
    if not reading.ahead:
        return reading, (Say("no jump to go forth to"),)
    *later, there = reading.ahead
    jumps = (*reading.jumps, reading.caret.offset)
    return replace(reading.moved_to(there), jumps=jumps, ahead=tuple(later)), ()


def mark_set(reading: Reading, name: str) -> Outcome:
    """Remember the caret's place under a letter."""
    places = dict(reading.places) | {name: reading.caret.offset}
    return replace(reading, places=tuple(places.items())), (Say(f"mark {name} set"),)


def mark_reached(reading: Reading, name: str) -> Outcome:
    """Go to the place remembered under a letter; ``'`` is where the latest jump began, there and back."""
    if name == "'" and reading.jumps:
        return reading.moved_to(reading.jumps[-1], jump=True), ()
    place = dict(reading.places).get(name)
    if place is None:
        known = " ".join(sorted(mark for mark, _ in reading.places))
        return reading, (
            Say(f"no mark {name}; set: {known}" if known else f"no mark {name}; ‹mark.set› sets one"),
        )
    return reading.moved_to(place, jump=True), ()
