"""Changing the span of an annotation: it becomes the selection, and what is selected in the end is taken."""

from __future__ import annotations

from reader.annotations.edits import Change, describe
from reader.annotations.targets import make_target
from reader.session.annotating import READ_ONLY, Stamp, not_own
from reader.session.commands import BY_ID
from reader.session.effects import Ask, Effect, Say
from reader.session.hinting import selected
from reader.session.history import Notes, Step
from reader.session.keys import Press
from reader.session.overlapping import annotation_meant
from reader.session.reading import Reading
from reader.session.stepping import stepped
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

SELECTING = frozenset({"select", "object", "hint"})
"""Families of commands that change what is selected, and so go on while a span is changed."""
BUSY = Say("the span is being changed: ⏎ takes it, esc leaves it as it was")
BEGUN = Say("select the new span; ⏎ takes it, esc leaves it as it was")


def begun(reading: Reading) -> Outcome:
    """Select the annotation in hand or under the caret, so that its span can be changed."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    meant = annotation_meant(reading)
    if meant is None:
        return reading, (Say("no annotation under the caret"),)
    if not reading.own(meant):
        return reading, (not_own(meant, "change"),)
    shown = replace(selected(reading, meant.span), jumps=reading.jumps)
    return replace(shown, spanning=meant.id, aside=None), (BEGUN,)


def intercepted(reading: Reading, press: Press, stamp: Stamp) -> Outcome | None:
    """Return what a command does while a span is changed; None where it does what it always does."""
    match press.command:
        case "peek" | "annotation.span":
            return taken(reading, stamp)
        case "back" | "let_go":
            return _over(reading, "the span is as it was")
        case command:
            changes = BY_ID[command].group == "Annotating"
            return (reading, (BUSY,)) if changes and command.split(".")[0] not in SELECTING else None


def taken(reading: Reading, stamp: Stamp) -> Outcome:
    """Give the annotation the span that is selected, its words and their context made anew."""
    annotation = next((a for a in reading.annotations if a.id == reading.spanning), None)
    span = reading.selection
    if annotation is None:
        return _over(reading, "that annotation is gone")
    if not span:
        return reading, (
            Say("nothing is selected: ‹select.start› selects, ‹let_go› leaves the span as it was"),
        )
    if span == annotation.span and annotation.anchor in {"exact", "moved"}:
        return _over(reading, "the span is as it was")
    done, onward = _over(reading)
    article = reading.article
    target = make_target(article.text, span, sha256=article.sha256)
    edit = Change(annotation, annotation.put(target, modified=stamp.now()))
    after, effects = stepped(done, Step((Notes(article, edit),), describe(edit)))
    return after, (*effects, *onward)


def _over(reading: Reading, said: str = "") -> Outcome:
    """Return the session without the span that was being changed; a review that it was part of goes on."""
    after = replace(reading, spanning=None, anchor=None, reviewing=False)
    effects: tuple[Effect, ...] = (Say(said),) if said else ()
    return after, (*effects, Ask("review")) if reading.reviewing else effects
