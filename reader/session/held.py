"""What a session holds on to besides the caret: a thing in hand, a note's passage, a relation's first end."""

from __future__ import annotations

from reader.annotations.annotation import Annotation
from reader.annotations.relations import End
from reader.articles.article import Article
from reader.text.span import Span
from reader.values import Value


class Hand(Value):
    """What was picked among the things that lie over each other under the caret."""

    span: Span
    annotation: str | None
    """The annotation's id; None for a mention."""

    def among(self, annotations: tuple[Annotation, ...]) -> Hand | None:
        """Return what is in hand as it is among other annotations; None where it is gone."""
        if self.annotation is None:
            return self
        there = next((a for a in annotations if a.id == self.annotation), None)
        return Hand(there.span, there.id) if there else None


class Draft(Value):
    """The passage a note is being written on."""

    span: Span
    annotation: str | None
    """The id of the annotation whose note it is; None while there is none yet."""


class FirstEnd(Value):
    """The annotation a relation shall begin at, while the other is looked for."""

    article: Article
    end: End
