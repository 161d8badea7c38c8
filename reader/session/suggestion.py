"""Suggestions as values: what could be tagged, and which of it was turned down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import folded
from reader.text.span import Span
from reader.text.spread import Spread
from reader.values import Value, field, replace

Ground = Literal["earlier", "designation", "gazetteer", "type"]
GROUNDS: frozenset[Ground] = frozenset(("earlier", "designation", "gazetteer"))
"""What suggestions are made on unless somebody asks for more: the type of every name would flood the page."""

Places = Mapping[str, tuple[Span, ...]]
"""Where words stand in a text, by the words; words that stand nowhere are in it too."""


class Suggestion(Value):
    """A passage that could have a tag."""

    span: Span
    tag: str
    by: str
    """Where it comes from, as an accepted one's provenance says: ``gazetteer ofac``, ``earlier tag``."""
    why: str
    """The same in a sentence, for a person."""
    confidence: float | None = None
    """How sure whoever found it is, from 0 to 1; None where nobody says."""


class Suggesting(Value):
    """The suggestions for an article, while they are shown."""

    wanted: frozenset[Ground] = GROUNDS
    found: Spread[Suggestion] = field(default_factory=lambda: Spread(()))
    """All there are, those that were accepted or rejected among them."""
    left: int | None = None
    """How many are neither; None until they have been looked for."""
    rejected: tuple[Annotation, ...] = ()
    """What was turned down, each as the annotation it would have been; orphans too."""
    refused: Mapping[str, Spread[str]] = field(default_factory=dict)
    """Where that stands in the text, by the folded tag."""
    places: Places = field(default_factory=dict)
    going: Literal["next", "previous"] | None = None
    """Where the caret goes once they have been looked for."""

    def rejecting(self, rejected: tuple[Annotation, ...], text: str) -> Suggesting:
        """Return the suggestions with others turned down.

        Args:
            rejected: All that is turned down, anchored in the text.
            text: The article's text.
        """
        placed: dict[str, list[tuple[Span, str]]] = {}
        for each in rejected:
            for tag in each.tags:
                placed.setdefault(folded(tag), []).extend((span, each.id) for span in _places_of(each, text))
        refused = {tag: Spread(spans) for tag, spans in placed.items()}
        return replace(self, rejected=rejected, refused=refused)

    def refuses(self, suggestion: Suggestion) -> bool:
        """Tell whether a suggestion was turned down: its tag, on these words or on a part of them."""
        spread, span = self.refused.get(folded(suggestion.tag)), suggestion.span
        return spread is not None and bool(spread.over(span.start) or spread.beginning_in(span))


def _places_of(rejected: Annotation, text: str) -> Iterator[Span]:
    """Yield where a rejection stands: at its place, else wherever its words stand in their context."""
    if rejected.anchor != "orphan":
        yield rejected.span
        return
    target = rejected.target
    whole = target.prefix + target.exact + target.suffix
    start = text.find(whole) if target.exact else -1
    while start >= 0:
        first = start + len(target.prefix)
        yield Span(first, first + len(target.exact))
        start = text.find(whole, start + 1)
