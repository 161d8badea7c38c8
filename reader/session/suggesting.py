"""Suggestions beside the annotations: showing them, going from one to the next, accepting and rejecting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.edits import Add
from reader.annotations.targets import make_target
from reader.session.annotating import READ_ONLY, REAL, Stamp
from reader.session.codes import refusal, tag_meant
from reader.session.deriving import derived_edit
from reader.session.effects import Ask, Effect, Say
from reader.session.history import Notes, Refusals, Step
from reader.session.reading import Reading
from reader.session.stepping import stepped
from reader.session.suggested import is_open, suggestions_at
from reader.session.suggestion import Ground, Places, Suggesting, Suggestion
from reader.text.quotes import in_quotes
from reader.text.span import Span
from reader.text.spread import Spread
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]
Direction = Literal["next", "previous"]

LOOK = Ask("suggestions")
NONE_HERE = Say("no suggestion under the caret; ‹jump.suggestion_next› goes to the next one")
TYPES: frozenset[Ground] = frozenset(("type",))
REACH = 4096
"""Code points that are looked through for the next suggestion at first; twice as many each time after."""


def toggled(reading: Reading) -> Outcome:
    """Show suggestions, or put them away."""
    if reading.suggesting is not None:
        return replace(reading, suggesting=None), (Say("suggestions put away"),)
    return replace(reading, suggesting=Suggesting()), (LOOK,)


def types_toggled(reading: Reading) -> Outcome:
    """Suggest the types of names as well, or no longer."""
    now = reading.suggesting or Suggesting()
    wanted = now.wanted ^ TYPES
    return replace(reading, suggesting=replace(now, wanted=wanted, left=None)), (LOOK,)


def prepared(
    reading: Reading,
    found: tuple[Suggestion, ...],
    places: Places,
    rejected: tuple[Annotation, ...] | None = None,
) -> Suggesting:
    """Return what was looked for as it will be shown; as slow as there are suggestions, for any thread.

    Args:
        reading: The session in which they were looked for.
        found: Every suggestion, in the order of the text.
        places: Where the words of earlier tags stand.
        rejected: What was turned down, anchored, where that was read anew.
    """
    now = reading.suggesting or Suggesting()
    if rejected is not None:
        now = now.rejecting(rejected, reading.article.text)
    left = sum(is_open(reading, now, each) for each in found)
    return replace(now, found=Spread((s.span, s) for s in found), places=places, left=left, going=None)


def arrived(reading: Reading, ready: Suggesting) -> Outcome:
    """Show what was looked for, and go where somebody wanted to go."""
    before = reading.suggesting
    if before is None or before.wanted != ready.wanted:
        return reading, ()
    if before.left is not None:
        # What was turned down meanwhile is known here only.
        ready = replace(ready, rejected=before.rejected, refused=before.refused)
    shown = replace(reading, suggesting=ready)
    if before.going is not None and ready.left:
        return gone(shown, before.going)
    return shown, (Say(_counted(ready.left or 0)),) if before.left is None else ()


def gone(reading: Reading, direction: Direction, count: int = 1) -> Outcome:
    """Go to the next or previous open suggestion; show them first where they are put away."""
    now = reading.suggesting
    if now is None or now.left is None:
        return replace(reading, suggesting=replace(now or Suggesting(), going=direction)), (LOOK,)
    here = reading.page.cluster_at(reading.caret.offset)
    starts = _starts(reading, now, direction, here.end if direction == "next" else here.start)
    reached = [start for start, _ in zip(_distinct(starts), range(count), strict=False)]
    if not reached:
        return reading, (Say(f"no {direction} suggestion" if now.left else _counted(0)),)
    return _at(reading.moved_to(reached[-1], jump=True))


def accepted(reading: Reading, stamp: Stamp = REAL) -> Outcome:
    """Make the suggestion under the caret an annotation, and go to the next one."""
    taken = suggestions_at(reading, reading.caret.offset)
    if not reading.writable or not taken:
        return reading, (NONE_HERE if reading.writable else READ_ONLY,)
    if (refused := refusal(reading.codebook, taken[0].tag)) is not None:
        return reading, (refused,)
    edit = derived_edit(
        reading.article,
        taken[0].span,
        tag_meant(reading.codebook, taken[0].tag),
        annotations=reading.annotations,
        author=reading.author,
        provenance=Provenance("accepted", taken[0].by),
        stamp=stamp,
    )
    return _answered(reading, taken[0], Notes(reading.article, edit), "accepted")


def rejected(reading: Reading, stamp: Stamp = REAL) -> Outcome:
    """Turn the suggestion under the caret down for good, and go to the next one."""
    taken = suggestions_at(reading, reading.caret.offset)
    if not reading.writable or not taken:
        return reading, (NONE_HERE if reading.writable else READ_ONLY,)
    article, now = reading.article, stamp.now()
    no = Annotation(
        id=stamp.id(),
        article=article.id,
        target=make_target(article.text, taken[0].span, sha256=article.sha256),
        author=reading.author,
        created=now,
        modified=now,
        tags=(taken[0].tag,),
        provenance=Provenance("accepted", taken[0].by),
    )
    return _answered(reading, taken[0], Refusals(article, Add(no)), "rejected")


def _answered(reading: Reading, suggestion: Suggestion, part: Notes | Refusals, what: str) -> Outcome:
    words = " ".join(suggestion.span.of(reading.article.text).split())
    after, saves = stepped(reading, Step((part,), f"{what} {suggestion.tag} for {in_quotes(words)}"))
    now = after.suggesting
    if now is None:
        return after, saves
    left = max(0, (now.left or 0) - 1)
    after = replace(after, anchor=None, suggesting=replace(now, left=left))
    ahead = next(_starts(after, now, "next", suggestion.span.start), None)
    if ahead is None:
        return after, (*saves, Say(f"{what}; {_counted(left)}"))
    shown, said = _at(after.moved_to(ahead))
    return shown, (*saves, *said)


def _at(reading: Reading) -> Outcome:
    """Say why something is suggested where the caret is now."""
    here = suggestions_at(reading, reading.caret.offset)
    return reading, (Say(here[0].why),) if here else ()


def _counted(left: int) -> str:
    if not left:
        return "no suggestions in this article"
    return (
        f"{left} suggestion{'s' if left > 1 else ''}: ‹jump.suggestion_next› ‹jump.suggestion_previous› "
        "go there, ‹suggest.accept› accepts, ‹suggest.reject› rejects"
    )


def _starts(reading: Reading, now: Suggesting, direction: Direction, offset: int) -> Iterator[int]:
    """Yield where open suggestions start, from an offset on or, going back, before it."""
    end, reach = len(reading.article.text), REACH
    while offset < end if direction == "next" else offset > 0:
        other = min(end, offset + reach) if direction == "next" else max(0, offset - reach)
        near = now.found.beginning_in(Span(min(offset, other), max(offset, other)))
        for span, each in near if direction == "next" else reversed(near):
            if is_open(reading, now, each):
                yield span.start
        offset, reach = other, reach * 2


def _distinct(starts: Iterator[int]) -> Iterator[int]:
    last = None
    for start in starts:
        if start != last:
            yield start
        last = start
