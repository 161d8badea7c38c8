"""Taking up in an open article what was changed elsewhere: by another Reader, another person, a sync tool."""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotations.annotation import Annotation
from reader.annotations.edits import apply_edit, sort_annotations
from reader.annotations.relations import Relation, apply_relations
from reader.corrections.correction import Correction, in_order
from reader.corrections.revision import revise
from reader.errors import ConflictError
from reader.session import finding
from reader.session.history import Fixes, Links, Notes, Part
from reader.session.opened import Opened
from reader.session.reading import Reading
from reader.values import Value, replace


class Fresh(Value):
    """What belongs to an article, as it is saved now."""

    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]
    corrections: tuple[Correction, ...]
    writable: bool
    correctable: bool


def fresh_of(opened: Opened) -> Fresh:
    """Return what was read of an article beside its text."""
    return Fresh(
        opened.annotations, opened.relations, opened.corrections, opened.writable, opened.correctable
    )


def taken_up(reading: Reading, fresh: Fresh, unsaved: Iterable[Part]) -> Reading:
    """Return the session with what is saved now, and on it what is still to be saved.

    The annotation whose note is being written stays as it was when that began, so that saving it tells that
    it was changed meanwhile.

    Args:
        reading: The session.
        fresh: What is saved.
        unsaved: What was done and is not saved yet, in its order.
    """
    for part in unsaved:
        fresh = _with(fresh, part, reading.article.id)
    annotations = _holding(fresh.annotations, reading)
    changed = replace(reading, writable=fresh.writable, correctable=fresh.correctable)
    if annotations != reading.annotations:
        hand = reading.hand.among(annotations) if reading.hand else None
        changed = replace(changed, annotations=annotations, hand=hand)
    if fresh.relations != reading.relations:
        changed = replace(changed, relations=fresh.relations)
    corrections = in_order(fresh.corrections, author=reading.author)
    return changed if corrections == reading.corrections else finding.corrected(changed, corrections)


def is_held_back(reading: Reading, fresh: Fresh) -> bool:
    """Tell whether something of what is saved is not taken up while a note is being written."""
    return _holding(fresh.annotations, reading) != fresh.annotations


def _holding(annotations: tuple[Annotation, ...], reading: Reading) -> tuple[Annotation, ...]:
    written = reading.writing.annotation if reading.writing else None
    held = next((each for each in reading.annotations if each.id == written), None)
    if held is None or held in annotations:
        return annotations
    return sort_annotations((*(each for each in annotations if each.id != written), held))


def _with(fresh: Fresh, part: Part, article: str) -> Fresh:
    try:
        match part:
            case Notes(where, edit) if where.id == article:
                return replace(fresh, annotations=apply_edit(fresh.annotations, edit))
            case Links(edit) if edit.relation.concerns(article):
                return replace(fresh, relations=apply_relations(fresh.relations, (edit,)))
            case Fixes(revision=revision):
                return replace(fresh, corrections=revise(fresh.corrections, revision))
    except ConflictError:
        # Saving it settles that, and what comes of it is taken up then.
        pass
    return fresh
