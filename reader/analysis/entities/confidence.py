"""Carrying what a recogniser says of its sureness to the mentions that were made of its spans."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.recogniser import RawSpan
    from reader.articles.findings import Entity, Mention


def with_confidence(entities: tuple[Entity, ...], raw: Iterable[RawSpan]) -> tuple[Entity, ...]:
    """Return entities whose mentions have the confidence of the raw spans they overlap, the highest.

    A mention that no raw span overlaps was found by a rule, and nobody says how sure it is.

    Args:
        entities: What became of the raw spans.
        raw: As the recogniser gave them, without overlaps, offsets from the start of the text.
    """
    said = sorted((found for found in raw if found.confidence is not None), key=attrgetter("claim"))
    if not said:
        return entities
    starts = [found.span.start for found in said]
    return tuple(
        replace(entity, mentions=tuple(_sure(mention, said, starts) for mention in entity.mentions))
        for entity in entities
    )


def _sure(mention: Mention, said: Sequence[RawSpan], starts: Sequence[int]) -> Mention:
    first = max(0, bisect_right(starts, mention.span.start) - 1)
    last = bisect_right(starts, mention.span.end)
    known = [found.confidence for found in said[first:last] if found.span.overlaps(mention.span)]
    return replace(mention, confidence=max((sure for sure in known if sure is not None), default=None))
