"""Finding an annotation's passage again in a text that may have changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.replacing import Place, replaced
from reader.annotations.targets import CONTEXT, make_target
from reader.text.span import Span
from reader.values import replace

if TYPE_CHECKING:
    from reader.annotations.alignment import Alignment
    from reader.annotations.annotation import Annotation, Target

_ENOUGH = CONTEXT
"""How many code points must stand verbatim, quote and context together, for a place to be believed."""


def anchor(
    annotation: Annotation, text: str, sha256: str, *, alignment: Alignment | None = None
) -> Annotation:
    """Return the annotation as it stands in ``text``: ``exact``, ``moved``, ``fuzzy`` or ``orphan``.

    - ``exact``: it was made on this very text, and its words stand at its position.
    - ``moved``: all its words stand in one place that the text around vouches for; the target returned
      is a new one, on ``text``.
    - ``fuzzy``: most of them do, or some where both its sides stand as they did; with how much of them.
      What it was made on is kept as its ``origin``.
    - ``orphan``: there is no such place, or more than one. The target is left as it was, so that its
      words can be shown and nothing is lost; its span means nothing in ``text``. So is one that somebody
      said has no place in this very text.

    With the alignment of the text it was made on and that of today the place follows from what became of
    every word. Without that text a place is believed when prefix, quote and suffix stand there verbatim
    (the rule of the Web Annotation Data Model, section 4.2.4) and nowhere else; or, where the words around
    it were edited, when the quote stands nowhere else and makes at least 32 code points together with the
    sides of its context that are verbatim. A short quote alone is not believed: the last "Daesh" of a text
    need not be the one that was annotated.

    Args:
        annotation: As it was saved.
        text: The article's text today.
        sha256: The identity of ``text``.
        alignment: Of the text the annotation was made on, where it was kept, with ``text``.
    """
    annotation = annotation.as_made
    target = annotation.target
    if _stands_there(target, text, sha256):
        return _exact(annotation)
    if annotation.placeless == sha256:
        return _orphaned(annotation)
    if alignment is not None:
        place = replaced(alignment, target.span)
        return _placed(annotation, text, sha256, place) if place else _orphaned(annotation)
    span = find_place(target, text, sha256)
    return _placed(annotation, text, sha256, Place(span, 1.0, whole=True)) if span else _orphaned(annotation)


def _exact(annotation: Annotation) -> Annotation:
    if annotation.anchor == "exact" and annotation.score is None:
        return annotation
    return replace(annotation, anchor="exact", score=None)


def _placed(annotation: Annotation, text: str, sha256: str, place: Place) -> Annotation:
    target = make_target(text, place.span, sha256=sha256)
    if place.whole:
        return replace(annotation, target=target, anchor="moved", score=None)
    return replace(
        annotation, target=target, anchor="fuzzy", score=round(place.score, 3), origin=annotation.target
    )


def _orphaned(annotation: Annotation) -> Annotation:
    return replace(annotation, anchor="orphan", score=None)


def find_place(target: Target, text: str, sha256: str) -> Span | None:
    """Return where a target's words stand in ``text``; None where that is not sure. See `anchor`.

    Args:
        target: As it was made, perhaps on another text.
        text: The article's text today.
        sha256: The identity of ``text``.
    """
    if _stands_there(target, text, sha256):
        return target.span
    start = _find_start(target, text)
    return None if start is None else Span(start, start + len(target.exact))


def _stands_there(target: Target, text: str, sha256: str) -> bool:
    return target.sha256 == sha256 and target.span.of(text) == target.exact


def _find_start(target: Target, text: str) -> int | None:
    """Return where the target's quote starts in ``text``, in code points; None where that is not sure."""
    if not target.exact:
        return None
    whole = target.prefix + target.exact + target.suffix
    places = _find_two(whole, text)
    if places:
        return places[0] + len(target.prefix) if len(places) == 1 else None
    places = _find_two(target.exact, text)
    if len(places) == 1 and _verbatim(target, text, places[0]) >= _ENOUGH:
        return places[0]
    return None


def _find_two(words: str, text: str) -> list[int]:
    """Return the first two places of ``words`` in ``text``, which may overlap, or as many as there are."""
    first = text.find(words)
    if first < 0:
        return []
    second = text.find(words, first + 1)
    return [first] if second < 0 else [first, second]


def _verbatim(target: Target, text: str, start: int) -> int:
    """Count the code points of quote and context that stand verbatim with the quote at ``start``."""
    end = start + len(target.exact)
    before = len(target.prefix) if text.endswith(target.prefix, 0, start) else 0
    behind = len(target.suffix) if text.startswith(target.suffix, end) else 0
    return before + len(target.exact) + behind
