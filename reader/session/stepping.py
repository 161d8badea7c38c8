"""Doing, undoing and doing again: a step's effect on what is open, and what is to be saved of it."""

from __future__ import annotations

from dataclasses import replace

from reader.annotations.edits import apply_edit
from reader.errors import ConflictError
from reader.session.effects import Effect, Save, Say
from reader.session.history import History, Notes, Step
from reader.session.reading import Reading

Outcome = tuple[Reading, tuple[Effect, ...]]

NOTHING_TO_UNDO = Say("nothing to undo")
NOTHING_TO_REDO = Say("nothing to redo")


def stepped(reading: Reading, step: Step) -> Outcome:
    """Carry out a new step, remember it, and have it saved."""
    changed = _settled(reading, step)
    return replace(changed, history=reading.history.done(step)), (Save(step.parts, step.said),)


def undone(reading: Reading) -> Outcome:
    """Take the latest step back, in whichever article it was made."""
    taken = reading.history.undone()
    return (reading, (NOTHING_TO_UNDO,)) if taken is None else _walked(reading, *taken, "undone")


def redone(reading: Reading) -> Outcome:
    """Do the step that was undone last again."""
    taken = reading.history.redone()
    return (reading, (NOTHING_TO_REDO,)) if taken is None else _walked(reading, *taken, "again")


def said_of(step: Step, how: str, *, here: str | None = None) -> str:
    """Return what was undone or done again, with the article's title where that is not the open one.

    Args:
        step: What was done, or its inverse.
        how: ``undone`` or ``again``.
        here: The id of the open article; None in the list.
    """
    elsewhere = [p.article.title for p in step.parts if isinstance(p, Notes) and p.article.id != here]
    if not elsewhere or len(elsewhere) < len(step.parts):
        return f"{how}: {step.said}"
    articles = dict.fromkeys(elsewhere)
    where = f"“{elsewhere[0]}”" if len(articles) == 1 else f"{len(articles)} articles"
    return f"{how} in {where}: {step.said}"


def _walked(reading: Reading, history: History, step: Step, how: str) -> Outcome:
    try:
        changed = _settled(reading, step)
    except ConflictError as conflict:
        return replace(reading, history=history), (Say(f"not {how}: {conflict}", warning=True),)
    said = said_of(step, how, here=reading.article.id)
    return replace(changed, history=history), (Save(step.parts, said),)


def _settled(reading: Reading, step: Step) -> Reading:
    """Return the session with a step's parts done, as far as they concern the open article."""
    annotations = reading.annotations
    for part in step.parts:
        if part.article.id == reading.article.id:
            annotations = apply_edit(annotations, part.edit)
    return replace(reading, annotations=annotations)
