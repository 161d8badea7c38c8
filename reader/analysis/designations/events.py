"""News about a status: bans lifted or put on hold, and calls for one."""

from __future__ import annotations

from typing import cast

from reader.analysis.designations.attachment import deciders
from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Name, Names
from reader.analysis.designations.polarity import clause
from reader.analysis.designations.statement import Statement
from reader.analysis.designations.subjects import subject_of
from reader.analysis.designations.vocabulary import Term
from reader.articles.findings import Kind, Polarity

_MEASURE_REACH = 6
_OBJECT_REACH = 7
_CUE_REACH = 8


def event_statements(document: Document, names: Names, taken: set[int]) -> list[Statement]:
    """Return what a text tells of bans and designations undone, suspended or asked for."""
    found, place = [], 0
    while place < len(document.tokens):
        statement = (
            None if place in taken else (_undone(document, names, place) or _proposed(document, names, place))
        )
        if statement is not None:
            found.append(statement)
        place = max(place + 1, statement.tokens[1] if statement is not None else 0)
    return found


def _undone(document: Document, names: Names, place: int) -> Statement | None:
    """Read ``suspended the ban on X`` and ``quashed the "undesirable" label of X``."""
    verb = document.term(place, "undoing")
    measure = _measure_ahead(document, verb.last) if verb is not None else None
    if verb is None or measure is None:
        return None
    name = _object_of(document, names, measure.last) or _last_name(document, names, verb.first)
    if name is None:
        return None
    low, _ = clause(document, verb.first, verb.last)
    negated = document.term_before(verb.first, "negation") is not None
    polarity = cast("Polarity", "asserted" if negated else verb.value)
    kind = _kind(document, verb.last, measure)
    return _statement(document, names, (verb.first, measure.last), kind, name, (low, measure.last), polarity)


def _measure_ahead(document: Document, place: int) -> Term | None:
    for at in range(place, min(place + _MEASURE_REACH, len(document.tokens))):
        term = document.term(at, "measure")
        if term is not None:
            return term
        if document.kind(at) in {"comma", "stop", "break", "open", "close", "dash"}:
            return None
    return None


def _kind(document: Document, first: int, measure: Term) -> Kind:
    for place in range(first, measure.last):
        term = document.term(place, "status", "title", "fighters")
        if term is not None:
            return cast("Kind", term.value)
    for place in range(measure.last, min(measure.last + 4, len(document.tokens))):
        term = document.term(place, "status", "title")
        if term is not None:
            return cast("Kind", term.value)
    return cast("Kind", measure.value if measure.value != "any" else "banned")


def _object_of(document: Document, names: Names, place: int) -> Name | None:
    """Return the name behind ``on``, ``of`` or other small words after a noun."""
    for at in range(place, min(place + _OBJECT_REACH, len(document.tokens))):
        name = names.starting(at)
        if name is not None and not name.place:
            return name
        if document.kind(at) not in {"word", "quote"} or document.term(at, "copula", "relative", "and"):
            return None
    return None


def _last_name(document: Document, names: Names, place: int) -> Name | None:
    low = document.sentence(place)[0]
    before = [
        name
        for name in names.within(low, place)
        if not name.place and not document.term(name.first, "authority")
    ]
    return before[-1] if before else None


def _proposed(document: Document, names: Names, place: int) -> Statement | None:
    """Read ``urged ministers to proscribe X``."""
    verb = document.term(place, "infinitive")
    if verb is None or verb.value == "listing":
        return None
    name = _object_of(document, names, verb.last)
    low = max(document.sentence(place)[0], place - _CUE_REACH)
    cues = [at for at in range(low, place) if document.term(at, "proposal", "negation")]
    if name is None or not cues:
        return None
    polarity: Polarity = "proposed" if document.term(cues[0], "proposal") else "negated"
    begin, _ = clause(document, place, place)
    return _statement(
        document, names, (cues[0], verb.last), cast("Kind", verb.value), name, (begin, place), polarity
    )


def _statement(
    document: Document,
    names: Names,
    tokens: tuple[int, int],
    kind: Kind,
    name: Name,
    decided: tuple[int, int],
    polarity: Polarity,
) -> Statement:
    codes, body = deciders(document, *decided)
    return Statement(
        span=document.span(*tokens),
        kinds=(kind,),
        source="predicate",
        confidence=0.75,
        subjects=(subject_of(document, names, name),),
        jurisdictions=tuple(codes),
        authority=document.span(*body).of(document.text) if body else None,
        polarity=polarity,
        tokens=tokens,
    )
