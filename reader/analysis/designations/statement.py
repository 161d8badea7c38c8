"""A designation on its way: stated somewhere, its subjects still to be linked to all their mentions."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.status import Status
from reader.articles.findings import Kind, Origin, Polarity
from reader.text.span import Span
from reader.values import Value


class Subject(Value):
    """Somebody a statement is about: the tokens ``[first, last)`` and other names given beside it."""

    first: int
    last: int
    aliases: tuple[tuple[int, int], ...] = ()
    label: str = ""
    common: bool = False
    """A noun such as ``the union`` instead of a name: this one mention, nothing to look for elsewhere."""


class Statement(Value):
    """What one stretch of text states of its subjects."""

    span: Span
    kinds: tuple[Kind, ...]
    source: Origin
    confidence: float
    subjects: tuple[Subject, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    authority: str | None = None
    polarity: Polarity = "asserted"
    marker: str | None = None
    tokens: tuple[int, int] = (0, 0)
    """The status phrase the statement was read from, for the words around it."""


def authority_text(document: Document, status: Status) -> str | None:
    """Return the deciding body in the text's own words."""
    if status.authority is None:
        return None
    return document.span(*status.authority).of(document.text)


def merged(statuses: list[Status]) -> Status:
    """Join the status phrases of one footnote or bracket into one."""
    whole = Status(statuses[0].first, statuses[-1].last)
    for status in statuses:
        whole.kinds += status.kinds
        whole.verbs += status.verbs
        whole.noun |= status.noun
        whole.head |= status.head
        whole.person |= status.person
        whole.listed |= status.listed
        whole.anaphoric |= status.anaphoric
        whole.authority = whole.authority or status.authority
        for code in status.jurisdictions:
            whole.add_jurisdiction(code)
    if whole.verbs and not whole.kinds:
        whole.kinds = [kind for status in statuses for kind in status.bare]
    elif whole.verbs:
        whole.kinds += [kind for status in statuses for kind in status.bare]
    whole.kinds = whole.ranked()
    return whole
