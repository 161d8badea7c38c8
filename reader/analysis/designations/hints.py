"""What an entity recogniser may tell the engine beforehand."""

from __future__ import annotations

from reader.text.span import Span
from reader.values import Value


class NameHint(Value):
    """A name somebody else found: its place and its OntoNotes label, such as ``ORG``."""

    span: Span
    label: str
