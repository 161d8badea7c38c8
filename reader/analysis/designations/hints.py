"""What an entity recogniser may tell the engine beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class NameHint:
    """A name somebody else found: its place and its OntoNotes label, such as ``ORG``."""

    span: Span
    label: str
