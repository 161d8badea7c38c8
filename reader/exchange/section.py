"""What every export format gets: articles, each with its annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.values import Value

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.codebook import Code
    from reader.annotations.relations import Relation
    from reader.articles.article import Article
    from reader.articles.findings import Findings
    from reader.text.span import Span


class Suggested(Value):
    """A tag that a passage could have, which nobody has taken or turned down."""

    span: Span
    """In code points, half-open."""
    tag: str
    by: str
    """What suggests it: ``entity``, ``designation``, the name of a gazetteer, ``earlier tags``."""
    confidence: float | None = None
    """From 0 to 1; None where nothing is known of it."""


class Section(Value):
    """An article with the annotations of it that are to be written, anchored in its text."""

    article: Article
    annotations: tuple[Annotation, ...]
    """In the order of the text; an orphan's offsets are those of the text it was made on."""
    relations: tuple[Relation, ...] = ()
    """Those that begin in the article, in the order in which they were made."""
    codes: tuple[Code, ...] = ()
    """The library's whole codebook, the same in each of its sections."""
    findings: Findings | None = None
    """What the analysis found; only for formats that declare a need of ``findings``."""
    suggestions: tuple[Suggested, ...] = ()
    """In the order of the text; only for formats that declare a need of ``suggestions``."""
