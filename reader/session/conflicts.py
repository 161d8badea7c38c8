"""Edits of annotations that were changed elsewhere meanwhile: both are kept, one beside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.edits import Add, Batch, Change, Edit, Remove
from reader.annotations.identity import new_id
from reader.values import field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BESIDE = "conflict with "
"""What the provenance of an annotation begins with that is an edit of another one: its id follows."""


class Conflicts(Struct):
    """What became of annotations whose edits met others; edits made before that was known are put right.

    Args:
        id_: Where ids of annotations that are put beside others come from.
    """

    id_: Callable[[], str] = new_id
    _beside: dict[tuple[str, str], str] = field(default_factory=dict)
    """The ids of annotations that hold an edit, by the id it was of and the time it was made."""

    def followed(self, edit: Edit) -> Edit:
        """Return an edit as one of the annotation that was put beside the one it was made on."""
        match edit:
            case Change(before, after) if beside := self._beside.get((before.id, before.modified)):
                self._beside[after.id, after.modified] = beside
                return Change(_as(before, beside), _as(after, beside))
            case Remove(annotation) if beside := self._beside.get((annotation.id, annotation.modified)):
                return Remove(_as(annotation, beside))
            case Batch(edits, label):
                return Batch(tuple(map(self.followed, edits)), label)
        return edit

    def settled(self, there: Iterable[Annotation], edit: Edit) -> Edit:
        """Return an edit that fits what is saved and loses nothing of it, nor of what was to be done.

        A change of what was changed elsewhere becomes an annotation of its own beside it; a change of what
        was removed brings it back; what was changed elsewhere is not removed.

        Args:
            there: The annotations that are saved.
            edit: What was to be done.
        """
        return Batch(tuple(self._fitting({a.id: a for a in there}, edit)), "")

    def _fitting(self, there: dict[str, Annotation], edit: Edit) -> list[Edit]:
        match edit:
            case Add(annotation):
                done = self._added(there, annotation)
            case Change(before, after):
                done = self._changed(there, before, after)
            case Remove(annotation):
                now = there.get(annotation.id)
                done = [Remove(now)] if now is not None and now.modified == annotation.modified else []
                if done:
                    del there[annotation.id]
            case Batch(edits):
                done = [each for part in edits for each in self._fitting(there, part)]
        return done

    def _added(self, there: dict[str, Annotation], annotation: Annotation) -> list[Edit]:
        now = there.get(annotation.id)
        if now is not None:
            return [] if _same(now, annotation) else self._put_beside(there, annotation)
        there[annotation.id] = annotation
        return [Add(annotation)]

    def _changed(self, there: dict[str, Annotation], before: Annotation, after: Annotation) -> list[Edit]:
        now = there.get(before.id)
        if now is None or now.modified != before.modified:
            return self._added(there, after)
        there[after.id] = after
        return [Change(before, after)]

    def _put_beside(self, there: dict[str, Annotation], annotation: Annotation) -> list[Edit]:
        beside = _as(annotation, self.id_())
        self._beside[annotation.id, annotation.modified] = beside.id
        there[beside.id] = beside
        return [Add(beside)]


def said_of(became: Edit) -> str:
    """Return what there is to say of what an edit became; nothing where it is just another annotation's."""
    edits = became.edits if isinstance(became, Batch) else (became,)
    added = [each.annotation for each in edits if isinstance(each, Add)]
    if any((annotation.provenance.by or "").startswith(BESIDE) for annotation in added):
        return "changed elsewhere too: both are kept, yours beside the other; ‹edit.undo› takes yours back"
    if added:
        return "it was deleted elsewhere meanwhile: your change has brought it back"
    return "" if edits else "not deleted: it was changed meanwhile by another Reader"


def _as(annotation: Annotation, id_: str) -> Annotation:
    """Return an annotation as one of its own beside the one it was."""
    return replace(annotation, id=id_, provenance=Provenance("human", f"{BESIDE}{annotation.id}"))


def _same(one: Annotation, other: Annotation) -> bool:
    """Tell whether two versions of an annotation say the same of the same words."""
    one, other = one.as_made, other.as_made
    return (one.tags, one.note, one.target) == (other.tags, other.note, other.target)
