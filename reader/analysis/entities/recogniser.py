"""What every recogniser of names does: paragraphs in, raw spans out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.values import Value

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

_OTHER_SCHEMES = {
    "PER": "PERSON",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "GSP": "GPE",
}
"""Labels of CoNLL-2003 and ACE."""


def ontonotes_label(label: str) -> str:
    """Return the OntoNotes label for one of CoNLL-2003 or ACE, such as ``PERSON`` for ``PER``."""
    return _OTHER_SCHEMES.get(label.upper(), label.upper())


class RawSpan(Value):
    """A name as a recogniser saw it, before anything is mended."""

    span: Span
    """In code points, from the start of its paragraph or of the text, as the giver says."""
    label: str
    """An OntoNotes label."""
    confidence: float | None = None
    """How sure the recogniser is, from 0 to 1; None where it does not say."""

    @property
    def claim(self) -> tuple[Span, str]:
        """What it says, however sure it is; names stand in the order of this."""
        return self.span, self.label

    def shifted(self, offset: int) -> RawSpan:
        """Return the same name with offsets from a place that lies so much earlier."""
        return RawSpan(self.span.shifted(offset), self.label, self.confidence)


class Identity(Value):
    """Who a recogniser is; what it found is kept under this."""

    name: str
    """A word, such as ``quick``."""
    version: str
    """Changes whenever the same text may get other spans."""

    @property
    def label(self) -> str:
        """How findings call it: ``quick``, or a model's name and version."""
        return self.name if self.name == "quick" else f"{self.name} {self.version}"


class Options(Value):
    """What a recogniser's factory is told."""

    argument: str = ""
    """What stands behind the colon of an engine's name: the folder of ``spacy-folder:models/mine``."""

    @property
    def path(self) -> Path:
        """The argument as a path, ``~`` resolved."""
        return Path(self.argument).expanduser()


class Recogniser(Protocol):
    """Finds names in paragraphs.

    Making one is cheap: it checks that what it needs is there. A model is loaded by the first call of
    `recognise`, so that who it is can be asked, and kept readings found, without loading anything.
    """

    @property
    def identity(self) -> Identity:
        """Name and version."""

    def reads(self, language: str) -> bool:
        """Tell whether it is made for texts in a language (ISO 639-1)."""

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start.

        Raises:
            ReaderError: when the model cannot be loaded.
        """
