"""Edits of annotations: values that can be applied, undone and described."""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, assert_never

from reader.errors import ConflictError
from reader.text.quotes import in_quotes
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Annotation

_SHOWN = 40
"""How many code points of a quote a description shows."""
_FEW = 16
_ID = attrgetter("id")


class Add(Value):
    """A new annotation."""

    annotation: Annotation


class Change(Value):
    """An annotation that says something else, or stands somewhere else.

    Raises:
        ValueError: when the two are not the same annotation.
    """

    before: Annotation
    after: Annotation

    def __post_init__(self) -> None:
        if self.before.id != self.after.id:
            raise ValueError(f"{self.before.id} cannot become {self.after.id}")


class Remove(Value):
    """An annotation that goes."""

    annotation: Annotation


class Batch(Value):
    """Several edits that are one to the person who made them: all are applied, or none."""

    edits: tuple[Edit, ...]
    label: str
    """What they did, as `describe` would say it: ``tagged 12 mentions of “Daesh” as militants``."""


Edit: TypeAlias = Add | Change | Remove | Batch


def inverse(edit: Edit) -> Edit:
    """Return the edit that undoes ``edit``."""
    match edit:
        case Add(annotation):
            return Remove(annotation)
        case Change(before, after):
            return Change(after, before)
        case Remove(annotation):
            return Add(annotation)
        case Batch(edits, label):
            return Batch(tuple(inverse(each) for each in reversed(edits)), label)
        case _:
            assert_never(edit)


def apply_edit(annotations: tuple[Annotation, ...], edit: Edit) -> tuple[Annotation, ...]:
    """Return ``annotations`` with ``edit`` done, sorted by span and then by id.

    Raises:
        ConflictError: when the edit does not fit: it adds an id that is there, or changes or removes one that
            is not there or that has been changed since (its ``modified`` differs).
    """
    alone = _applied_alone(annotations, edit)
    if alone is not None:
        return alone
    by_id = {annotation.id: annotation for annotation in annotations}
    _apply(by_id, edit)
    # What was not touched is in order already; a few changes are put in their places without a new sort.
    same = [annotation for annotation in annotations if by_id.get(annotation.id) is annotation]
    if len(by_id) - len(same) > _FEW:
        return sort_annotations(by_id.values())
    for untouched in same:
        del by_id[untouched.id]
    for touched in by_id.values():
        insort(same, touched, key=_place)
    return tuple(same)


def _applied_alone(annotations: tuple[Annotation, ...], edit: Edit) -> tuple[Annotation, ...] | None:
    """Return the annotations with one edit done, found by its place; None where it has to be looked for.

    It costs next to nothing however many there are, and nothing is made for those that stay.
    """
    match edit:
        case Add(annotation) if annotation.id not in map(_ID, annotations):
            return _put(annotations, annotation)
        case Change(before, after) if (index := _index_of(annotations, before)) is not None:
            return _put((*annotations[:index], *annotations[index + 1 :]), after)
        case Remove(annotation) if (index := _index_of(annotations, annotation)) is not None:
            return (*annotations[:index], *annotations[index + 1 :])
        case _:
            return None


def _put(annotations: tuple[Annotation, ...], annotation: Annotation) -> tuple[Annotation, ...]:
    index = bisect_left(annotations, _place(annotation), key=_place)
    return (*annotations[:index], annotation, *annotations[index:])


def _index_of(annotations: tuple[Annotation, ...], expected: Annotation) -> int | None:
    """Return where an annotation stands that is as it is expected to be; None where it is not there."""
    index = bisect_left(annotations, _place(expected), key=_place)
    for there in annotations[index : index + 1]:
        if (there.id, there.modified) == (expected.id, expected.modified):
            return index
    return None


def sort_annotations(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations sorted by span and then by id."""
    return tuple(sorted(annotations, key=_place))


def _place(annotation: Annotation) -> tuple[int, int, str]:
    span = annotation.target.span
    return span.start, span.end, annotation.id


def _apply(by_id: dict[str, Annotation], edit: Edit) -> None:
    match edit:
        case Add(annotation):
            if annotation.id in by_id:
                raise _conflict(annotation, "is there already")
            by_id[annotation.id] = annotation
        case Change(before, after):
            _check_current(by_id, before)
            by_id[after.id] = after
        case Remove(annotation):
            _check_current(by_id, annotation)
            del by_id[annotation.id]
        case Batch(edits):
            for each in edits:
                _apply(by_id, each)
        case _:
            assert_never(edit)


def _check_current(by_id: dict[str, Annotation], expected: Annotation) -> None:
    there = by_id.get(expected.id)
    if there is None:
        raise _conflict(expected, "is no longer there")
    if there.modified != expected.modified:
        raise _conflict(expected, "was changed meanwhile")


def _conflict(annotation: Annotation, what: str) -> ConflictError:
    return ConflictError(
        f"the annotation of {_quoted(annotation)} {what}",
        where=annotation.article,
        remedy="open the article again to see it as it is now",
    )


def as_made(edit: Edit) -> Edit:
    """Return the edit as it is saved: each annotation with the target it was made on."""
    match edit:
        case Add(annotation):
            return Add(annotation.as_made)
        case Change(before, after):
            return Change(before.as_made, after.as_made)
        case Remove(annotation):
            return Remove(annotation.as_made)
        case Batch(edits, label):
            return Batch(tuple(map(as_made, edits)), label)
        case _:
            assert_never(edit)


def describe(edit: Edit) -> str:
    """Return what the edit did in a few words: ``tagged “Daesh” as militants``."""
    match edit:
        case Add(annotation):
            return _describe_new(annotation)
        case Change(before, after):
            return _describe_change(before, after)
        case Remove(annotation):
            return f"removed the annotation of {_quoted(annotation)}"
        case Batch(_, label):
            return label
        case _:
            assert_never(edit)


def _describe_new(annotation: Annotation) -> str:
    if annotation.tags:
        with_note = " with a note" if annotation.note else ""
        return f"tagged {_quoted(annotation)} as {', '.join(annotation.tags)}{with_note}"
    return f"{'noted' if annotation.note else 'marked'} {_quoted(annotation)}"


def _describe_change(before: Annotation, after: Annotation) -> str:
    added = [tag for tag in after.tags if tag not in before.tags]
    dropped = [tag for tag in before.tags if tag not in after.tags]
    quote = _quoted(after)
    if added:
        return f"tagged {quote} as {', '.join(added)}"
    if dropped:
        return f"took {', '.join(dropped)} off {quote}"
    if before.note != after.note:
        return f"changed the note on {quote}" if before.note and after.note else _describe_note(after)
    if before.target != after.target:
        return f"moved an annotation to {quote}"
    return f"changed the annotation of {quote}"


def _describe_note(after: Annotation) -> str:
    return f"noted {_quoted(after)}" if after.note else f"removed the note on {_quoted(after)}"


def _quoted(annotation: Annotation) -> str:
    words = " ".join(annotation.target.exact.split())
    if len(words) > _SHOWN:
        words = words[: _SHOWN - 1].rstrip() + "…"
    return in_quotes(words)
