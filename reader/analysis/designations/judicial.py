"""What courts and the police say of somebody: convicted, accused or wanted for terrorism or the like."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.attachment import deciders, lead_of, subjects_before
from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject
from reader.analysis.designations.vocabulary import Term
from reader.articles.findings import Origin

_OFFENCE_REACH = 4
_PLACE_REACH = 7
_CONFIDENCE = 0.75


def judicial_statements(
    document: Document, names: Names, sentences: Sequence[int], taken: set[int]
) -> list[Statement]:
    """Return the charges and verdicts of some sentences, given by their numbers."""
    found = []
    for number in sentences:
        for place in document.places_within(*document.sentences[number], "charge"):
            charge = document.term(place, "charge")
            offence = _offence(document, charge) if charge is not None and place not in taken else None
            if charge is None or offence is None:
                continue
            statement = _statement(document, names, charge.first, offence.last)
            if statement is not None:
                found.append(statement)
    return found


def _offence(document: Document, charge: Term) -> Term | None:
    for place in range(charge.last, min(charge.last + _OFFENCE_REACH, len(document.tokens))):
        offence = document.term(place, "offence")
        if offence is not None:
            return offence
        if document.kind(place) != "word":
            return None
    return None


def _statement(document: Document, names: Names, first: int, last: int) -> Statement | None:
    lead = lead_of(document, first)
    subjects, source = _subjects(document, names, lead.first)
    if not subjects:
        return None
    codes, authority = deciders(document, last, _tail(document, last))
    return Statement(
        span=document.span(min(first, lead.cue), last),
        kinds=("judicial",),
        source=source,
        confidence=_CONFIDENCE,
        subjects=subjects,
        jurisdictions=tuple(codes),
        authority=document.span(*authority).of(document.text) if authority else None,
        polarity=polarity_of(document, min(first, lead.cue), last),
        tokens=(first, last),
    )


def _subjects(document: Document, names: Names, place: int) -> tuple[tuple[Subject, ...], Origin]:
    """Return who stands before a charge, straight, behind ``who`` or before a comma."""
    relative = document.term_before(place, "relative")
    place = relative.first if relative is not None else place
    apart = document.kind(place - 1) == "comma"
    subjects = subjects_before(document, names, place - 1 if apart else place)
    named = tuple(subject for subject in subjects if not subject.common)
    return named, "apposition" if apart or relative is not None else "predicate"


def _tail(document: Document, last: int) -> int:
    """Return the end of the words behind an offence that may name a country: ``in Poland``."""
    if document.term(last, "in", "by") is None:
        return last
    stop = min(last + _PLACE_REACH, document.sentence(last)[1])
    return next((place for place in range(last, stop) if document.kind(place) != "word"), stop)
