"""Statements in brackets behind a name: ``the Taliban (banned in Russia)``."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Name, Names
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text, merged
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import closing, subject_of

_REACH = 6


def bracket_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[tuple[int, int]]]:
    """Return what brackets state of the names before them, and the token ranges of these brackets."""
    found: list[Statement] = []
    ranges: list[tuple[int, int]] = []
    place = 0
    by_first = sorted(statuses, key=lambda status: status.first)
    while place < len(document.tokens):
        close = closing(document, place) if document.kind(place) == "open" else None
        if close is None:
            place += 1
            continue
        inside = [status for status in by_first if place < status.first and status.last <= close]
        statement = _statement(document, names, place, close, inside) if inside else None
        if statement is not None:
            found.append(statement)
            ranges.append((place, close + 1))
        place = close + 1 if inside else place + 1
    return found, ranges


def _statement(
    document: Document, names: Names, first: int, close: int, inside: list[Status]
) -> Statement | None:
    status = merged(inside)
    if not status.kinds or any(document.term(place, "jest") for place in range(first, close)):
        return None
    begin, end = first, close + 1
    for place in range(first + 1, status.first):
        if document.tokens[place].text == ";":
            begin, end = place + 1, close
    subject = _subject_inside(document, names, begin, first) or _subject_before(document, names, first)
    if subject is None:
        return None
    return Statement(
        span=document.span(begin, end),
        kinds=tuple(status.kinds),  # type: ignore[arg-type]
        source="inline",
        confidence=0.9,
        subjects=(subject,),
        jurisdictions=tuple(status.jurisdictions),
        authority=authority_text(document, status),
        polarity=polarity_of(document, status.first, status.last),
        tokens=(status.first, status.last),
    )


def _subject_inside(document: Document, names: Names, begin: int, first: int) -> Subject | None:
    if begin == first:
        return None
    inside = [name for name in names.within(first, begin) if not name.place]
    before = _name_before(document, names, first)
    return subject_of(document, names, inside[0]) if inside and before is None else None


def _subject_before(document: Document, names: Names, first: int) -> Subject | None:
    name = _name_before(document, names, first)
    return subject_of(document, names, name) if name is not None else None


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
    term = document.term_before(name.outer_first, "head")
    return term is not None and term.value == "object"
