"""Going where a list beside the text leads: from mention to mention of an entity, to an annotation."""

from __future__ import annotations

from bisect import bisect_right

from reader.annotations.annotation import Annotation
from reader.articles.findings import Entity
from reader.articles.mentions import reach_of
from reader.session.effects import Effect, Say
from reader.session.reading import Reading
from reader.text.span import Span
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

GONE = Say("the text changed: this passage is not in it any more; ‹review.open› reviews", warning=True)


def mention_reached(reading: Reading, entity: Entity, step: int = 1) -> Outcome:
    """Go to the first mention of an entity, or from one of them so many further, round the ends.

    Args:
        reading: The session before.
        entity: Whose mentions.
        step: How many mentions on from the one under the caret; below 0 back.
    """
    here = mention_here(reading, entity)
    index = (min(step, 0) if here is None else here + step) % len(entity.mentions)
    said = f"{index + 1} of {len(entity.mentions)}: {entity.name}"
    return _pointed(reading, entity.mentions[index].span), (Say(said),)


def mention_here(reading: Reading, entity: Entity) -> int | None:
    """Return the number, from 0, of the entity's mention under the caret; None where there is none."""
    offset = reading.caret.offset
    index = bisect_right(entity.mentions, offset, key=lambda mention: mention.span.start) - 1
    return index if index >= 0 and reach_of(entity.mentions[index]).holds(offset) else None


def annotation_reached(reading: Reading, annotation: Annotation) -> Outcome:
    """Go to an annotation's passage, if the text still has it."""
    if annotation.anchor == "orphan":
        return reading, (GONE,)
    return _pointed(reading, annotation.span), ()


def annotation_near(reading: Reading, annotations: tuple[Annotation, ...]) -> int:
    """Return which of some annotations, in the order of the text, is at the caret or next behind it."""
    offset = reading.caret.offset
    index = bisect_right(annotations, offset, key=lambda annotation: annotation.span.start)
    return index - 1 if index and annotations[index - 1].span.holds(offset) else index


def _pointed(reading: Reading, span: Span) -> Reading:
    return replace(reading.moved_to(span.start, jump=True), pointed=span)
