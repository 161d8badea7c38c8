"""Statements in brackets behind a name: ``the Taliban (banned in Russia)``."""

from __future__ import annotations

from typing import cast

from reader.analysis.designations.document import Document
from reader.analysis.designations.labels import label_at
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text, merged
from reader.analysis.designations.status import Status, statuses_within
from reader.analysis.designations.subjects import common_before, coordinated, subject_of
from reader.articles.findings import Kind

_REACH = 6


def bracket_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[tuple[int, int]]]:
    """Return what brackets state of the names before them, and the token ranges of these brackets."""
    found: list[Statement] = []
    ranges: list[tuple[int, int]] = []
    covered = 0
    for place, close in sorted(document.closed_by.items()) if statuses else ():
        inside = statuses_within(statuses, place + 1, close) if place >= covered else []
        if not inside:
            continue
        covered = close + 1
        statement = _statement(document, names, place, close, inside)
        if statement is not None:
            found.append(statement)
            ranges.append((place, close + 1))
    return found, ranges


def _statement(
    document: Document, names: Names, first: int, close: int, inside: list[Status]
) -> Statement | None:
    status = merged(inside)
    if not status.kinds or document.holds(first, close, "jest"):
        return None
    begin, end = first, close + 1
    for place in range(first + 1, status.first):
        if document.tokens[place].text == ";":
            begin, end = place + 1, close
    subject = _subject(document, names, first, status)
    if subject is None:
        return None
    kinds = dict.fromkeys([*status.kinds, *_label_before(document, subject.last, first)])
    return Statement(
        span=document.span(begin, end),
        kinds=cast("tuple[Kind, ...]", tuple(kinds)),
        source="inline",
        confidence=0.9,
        subjects=_shared(document, names, first) or (subject,),
        jurisdictions=tuple(status.jurisdictions),
        authority=authority_text(document, status),
        polarity=polarity_of(document, status.first, status.last),
        tokens=(status.first, status.last),
    )


def _shared(document: Document, names: Names, first: int) -> tuple[Subject, ...]:
    """Return all the names before a bracket that gives them a status together: ``(both banned in ...)``."""
    name = _name_before(document, names, first) if document.term(first + 1, "together") else None
    if name is None:
        return ()
    return tuple(subject_of(document, names, each) for each in coordinated(document, names, name))


def _label_before(document: Document, place: int, first: int) -> tuple[Kind, ...]:
    """Return the kinds of a label between a name and its bracket: ``X terrorist group (banned ...)``."""
    if document.kind(place) == "quote":
        place += 1
    label = label_at(document, place) if place < first else None
    return label.kinds if label is not None and label.last == first else ()


def _subject(document: Document, names: Names, first: int, status: Status) -> Subject | None:
    """Return whom a bracket is about: the owner or the subject named in it, or the name before it."""
    inside = [name for name in names.within(first, status.first) if not name.place]
    owner = next((at for at in range(first + 1, status.first) if document.term(at, "owner")), None)
    if owner is not None:
        owners = [name for name in inside if name.first > owner]
        return subject_of(document, names, owners[0]) if owners else None
    if inside and inside[-1].outer_last == status.first and document.term(status.first, "participle"):
        return subject_of(document, names, inside[-1])
    name = _name_before(document, names, first)
    if name is not None:
        return subject_of(document, names, name)
    if inside:
        return subject_of(document, names, inside[0])
    return common_before(document, first) if status.jurisdictions else None


def _name_before(document: Document, names: Names, first: int) -> Name | None:
    """Return the name left of a bracket; a noun such as ``group`` may stand between."""
    low = max(document.sentence(first)[0], first - _REACH)
    for place in range(first, low, -1):
        name = names.ending(place)
        if name is not None:
            return None if name.place or _is_object(document, name) else name
        before = place - 1
        kept = document.term(before, "head", "status", "ideology", "fighters") or document.kind(before) in {
            "marker",
            "quote",
            "close",
        }
        if not kept:
            return None
    return None


def _is_object(document: Document, name: Name) -> bool:
    return document.term_before(name.outer_first, "object") is not None
