"""The annotations of an article in its text of today, whichever of its texts they were made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.alignment import Alignment, align
from reader.annotations.anchoring import anchor
from reader.annotations.edits import sort_annotations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article
    from reader.storage.store import AnnotationStore


def anchored(
    annotations: Iterable[Annotation], article: Article, store: AnnotationStore
) -> tuple[Annotation, ...]:
    """Return annotations where they stand in an article's text, in its order, orphans among them.

    Args:
        annotations: As they were saved.
        article: As it is today.
        store: What keeps the texts that annotations were made on.
    """
    alignments: dict[str, Alignment | None] = {article.sha256: None}
    found = []
    for annotation in annotations:
        made_on = annotation.target.sha256
        if made_on not in alignments:
            text = store.text(made_on)
            alignments[made_on] = None if text is None else align(text, article.text)
        found.append(anchor(annotation, article.text, article.sha256, alignment=alignments[made_on]))
    return sort_annotations(found)
