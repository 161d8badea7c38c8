"""What goes with an annotation that goes: its relations, and a relation that was to begin at it."""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotations.edits import Add, Batch, Edit, Remove
from reader.annotations.relations import Relation, Unrelate
from reader.session.held import FirstEnd
from reader.session.history import Links, Notes, Step
from reader.values import replace


def loosed(step: Step, relations: Iterable[Relation], *, author: str) -> Step:
    """Return a step that takes the author's relations of the annotations it removes away first.

    Args:
        step: What is to be done, in whichever articles.
        relations: Those that may touch the annotations.
        author: Whose relations can be taken away.
    """
    gone = _gone(step)
    if not gone:
        return step
    articles = {part.article.id: part.article for part in step.parts if isinstance(part, Notes)}
    known = {part.edit.relation.id for part in step.parts if isinstance(part, Links)}
    links = tuple(
        Links(Unrelate(relation), articles.get(relation.source.article))
        for relation in relations
        if relation.author == author
        and relation.id not in known
        and any(end.annotation in gone for end in relation.ends)
    )
    return replace(step, parts=(*links, *step.parts))


def left_of(first_end: FirstEnd | None, step: Step) -> FirstEnd | None:
    """Return the first end of a relation after a step; None where its annotation went."""
    return None if first_end is None or first_end.end.annotation in _gone(step) else first_end


def _gone(step: Step) -> set[str]:
    """Return the ids of the annotations that are not there after a step and were before."""
    gone: set[str] = set()
    for part in step.parts:
        if isinstance(part, Notes):
            _follow(part.edit, gone)
    return gone


def _follow(edit: Edit, gone: set[str]) -> None:
    match edit:
        case Remove(annotation):
            gone.add(annotation.id)
        case Add(annotation):
            gone.discard(annotation.id)
        case Batch(edits):
            for each in edits:
                _follow(each, gone)
