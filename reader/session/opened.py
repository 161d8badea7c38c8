"""An article with everything that is saved of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.articles.article import Article
    from reader.corrections.correction import Correction


class Opened(Value):
    """An article as one begins to read it."""

    article: Article
    annotations: tuple[Annotation, ...] = ()
    """Those of every annotator, anchored in the text of today, in its order; orphans among them."""
    relations: tuple[Relation, ...] = ()
    """Those of every annotator that begin or end in it."""
    problems: tuple[str, ...] = ()
    """What could not be read of the annotations, one line each."""
    writable: bool = True
    """Whether annotations can be saved."""
    corrections: tuple[Correction, ...] = ()
    """Everybody's, of the whole library, in the order in which they count."""
    correctable: bool = True
    """Whether corrections can be saved."""
    offset: int = 0
    """Where reading was left, in code points."""
    furthest: int = 0
    """The end of what has been on the screen, in code points."""
    state: Hashable = None
    """What `Library.state` was when it was read; None where nobody has annotated or corrected anything."""
