"""What formats have in common that know a passage by nothing but its offsets in the text they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.labels import UNTAGGED

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
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
