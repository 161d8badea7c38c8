"""What every recogniser of names does: paragraphs in, raw spans out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.span import Span

SHOWN = frozenset(
    ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")
)
"""The OntoNotes labels that name somebody or something.

Its numbers and times (DATE, TIME, PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL) are left out: they name
nobody, and a page lit up with every "two" and "Thursday" hides the names.
"""


@dataclass(frozen=True, slots=True, order=True)
class RawSpan:
    """A name as a recogniser saw it, before anything is mended."""

    span: Span
    """In code points, from the start of its paragraph or of the text, as the giver says."""
    label: str
    """An OntoNotes label."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a recogniser is; what it found is kept under this."""

    name: str
    """A word, such as ``quick``."""
    version: str
    """Changes whenever the same text may get other spans."""

    @property
    def label(self) -> str:
        """How findings call it: ``quick``, or a model's name and version."""
        return self.name if self.name == "quick" else f"{self.name} {self.version}"


class Recogniser(Protocol):
    """Finds names in paragraphs."""

    @property
    def identity(self) -> Identity:
        """Name and version."""

    def reads(self, language: str) -> bool:
        """Tell whether it is made for texts in a language (ISO 639-1)."""

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start."""
