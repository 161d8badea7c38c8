"""Doing, undoing and doing again: a step's effect on what is open, and what is to be saved of it."""

from __future__ import annotations

from reader.annotations.codebook import Codebook
from reader.annotations.edits import apply_edit
from reader.annotations.reconciling import reconciled
from reader.annotations.relations import apply_relations
from reader.corrections.correction import in_order
from reader.corrections.revision import revise
from reader.errors import ConflictError
from reader.session import finding
from reader.session.effects import Effect, Save, Say
from reader.session.history import Coding, Fixes, History, Links, Notes, Refusals, Step
from reader.session.loosening import left_of, loosed
from reader.session.reading import Reading
from reader.text.quotes import in_quotes
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

LONGEST_TITLE = 40
"""How many characters of an article's title are said."""
NOTHING_TO_UNDO = Say("nothing to undo")
NOTHING_TO_REDO = Say("nothing to redo")


def stepped(reading: Reading, step: Step) -> Outcome:
    """Carry out a new step, remember it, and have it saved; with an annotation go its relations."""
    whole = loosed(step, reading.relations, author=reading.author)
    changed = _settled(reading, whole)
    return replace(changed, history=reading.history.done(whole)), (Save(whole.parts, whole.said),)


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

    A step in several articles says itself what it reached.

    Args:
        step: What was done, or its inverse.
        how: ``undone`` or ``again``.
        here: The id of the open article; None in the list.
    """
    places = [part.article for part in step.parts if part.article is not None]
    if len({article.id for article in places}) != 1 or places[0].id == here:
        return f"{how}: {step.said}"
    return f"{how} in {in_quotes(places[0].title, LONGEST_TITLE)}: {step.said}"


def _walked(reading: Reading, history: History, step: Step, how: str) -> Outcome:
    try:
        changed = _settled(reading, step)
    except ConflictError as conflict:
        return replace(reading, history=history), (Say(f"not {how}: {conflict}", warning=True),)
    said = said_of(step, how, here=reading.article.id)
    return replace(changed, history=history), (Save(step.parts, said),)


def _settled(reading: Reading, step: Step) -> Reading:
    """Return the session with a step's parts done, as far as they concern the open article."""
    annotations, relations, corrections = reading.annotations, reading.relations, reading.corrections
    here, suggesting = reading.article.id, reading.suggesting
    for part in step.parts:
        match part:
            case Notes(article, edit) if article.id == here:
                annotations = apply_edit(annotations, edit)
            case Links(relating) if relating.relation.concerns(here):
                relations = apply_relations(relations, (relating,))
            case Fixes(revision=revision):
                corrections = revise(corrections, revision)
            case Refusals(article, edit) if article.id == here and suggesting and suggesting.left is not None:
                suggesting = suggesting.rejecting(apply_edit(suggesting.rejected, edit), article.text)
    hand = reading.hand.among(annotations) if reading.hand else None
    codebook = coded(reading.codebook, step)
    settled = replace(reading, annotations=annotations, relations=relations, hand=hand, codebook=codebook)
    settled = replace(settled, suggesting=suggesting, first_end=left_of(reading.first_end, step))
    if corrections is reading.corrections:
        return settled
    return finding.corrected(settled, in_order(corrections, author=reading.author))


def coded(codebook: Codebook, step: Step) -> Codebook:
    """Return the codebook with a step's changes of it made.

    Raises:
        ConflictError: when one does not fit what was changed elsewhere meanwhile.
    """
    for part in step.parts:
        if isinstance(part, Coding):
            codebook = reconciled(part.before, part.after, codebook)
    return codebook
