"""One way to read a status phrase in running text."""

from __future__ import annotations

from reader.analysis.designations.statement import Subject
from reader.articles.findings import Origin
from reader.values import Value


class Reading(Value):
    """A way to read a status phrase: who is meant, and what is to be added to the phrase."""

    subjects: tuple[Subject, ...]
    source: Origin
    confidence: float
    first: int
    last: int
    verb: int | None = None
    """The verb that puts the status on its object, where it stands apart from the phrase."""
    decided: tuple[int, int] | None = None
    """Where the one who decided is named, outside the phrase."""
