"""What formats have in common that know a passage by nothing but its offsets in the text they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.labels import UNTAGGED
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Annotation
    from reader.exchange.foreign import Passage
    from reader.exchange.section import Section

REASONS = {
    "untagged": f"each has the tag “{UNTAGGED}”, as a passage must have one",
    "orphans": "left out, as they have no place in the text",
    "uncertain": "left out, as their place in the text is not sure",
    "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
}
"""What becomes of what these formats have no place for."""


def placed(section: Section) -> tuple[Annotation, ...]:
    """Return the annotations whose place in the article's text is sure."""
    return tuple(each for each in section.annotations if each.anchor in {"exact", "moved"})


def labels(annotation: Annotation) -> tuple[str, ...]:
    """Return its tags, or the one that stands for none."""
    return annotation.tags or (UNTAGGED,)


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Return the spans of one annotation, one for each of its tags, as one; without a key they stay apart."""
    found: dict[tuple[str, int, int, int], Passage] = {}
    for number, each in enumerate(passages):
        key = (each.key, each.start, each.end, 0 if each.key else number)
        there = found.get(key)
        found[key] = each if there is None else replace(there, tags=(*there.tags, *each.tags))
    return list(found.values())
