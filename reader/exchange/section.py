"""What every export format gets: articles, each with its annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.articles.article import Article


@dataclass(frozen=True, slots=True)
class Section:
    """An article with the annotations of it that are to be written, anchored in its text."""

    article: Article
    annotations: tuple[Annotation, ...]
    """In the order of the text; an orphan's offsets are those of the text it was made on."""
    relations: tuple[Relation, ...] = ()
    """Those that begin in the article, in the order in which they were made."""
