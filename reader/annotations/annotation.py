"""The annotation: a passage, what somebody said of it, and where it came from."""

from __future__ import annotations

from typing import Literal

from reader.text.span import Span
from reader.values import Value, field, replace

AnchorStatus = Literal["exact", "moved", "fuzzy", "orphan"]
ProvenanceKind = Literal["human", "accepted", "imported", "propagated"]


class Target(Value):
    """Where an annotation stands: a position and a quote, so that it can be found again.

    The two are the TextPositionSelector and the TextQuoteSelector of the W3C Web Annotation Data Model,
    section 4.2; offsets are code points.
    """

    span: Span
    exact: str
    """The words annotated."""
    prefix: str
    """Up to 32 characters before them."""
    suffix: str
    """Up to 32 characters behind them."""
    sha256: str
    """The identity of the text the annotation was made on."""


class Provenance(Value):
    """How an annotation came to be."""

    kind: ProvenanceKind = "human"
    by: str | None = None
    """The recogniser or the file it came from, where it was not made by hand."""


class Annotation(Value):
    """A passage of an article with its tags and its note."""

    id: str
    """A UUIDv7 in its canonical form (RFC 9562, section 5.7): ids sort by when they were made."""
    article: str
    """The id of its article."""
    target: Target
    author: str
    created: str
    """ISO 8601 in UTC, to the millisecond, ending in ``Z``."""
    modified: str
    tags: tuple[str, ...] = ()
    note: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    anchor: AnchorStatus = "exact"
    score: float | None = None
    """How well a ``fuzzy`` anchor fits, from 0 to 1; None for the others."""
    origin: Target | None = None
    """What a ``fuzzy`` one was made on: that is saved, not where it seems to stand now."""
    placeless: str | None = None
    """The identity of a text in which somebody said that it has no place."""

    @property
    def span(self) -> Span:
        """The stretch of the article's text it covers."""
        return self.target.span

    @property
    def as_made(self) -> Annotation:
        """The annotation with the target it was made on; itself where that is the one it has."""
        return self if self.origin is None else replace(self, target=self.origin, origin=None)

    def put(self, target: Target, *, modified: str) -> Annotation:
        """Return it where somebody said that it stands."""
        changes = {"target": target, "anchor": "exact", "score": None, "origin": None, "placeless": None}
        return replace(self, modified=modified, **changes)  # type: ignore[arg-type]
