"""News about a status: bans lifted or put on hold, and calls for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from reader.analysis.designations.attachment import actor_start, deciders
from reader.analysis.designations.document import Document
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import announced, clause, stands_after
from reader.analysis.designations.statement import Statement
from reader.analysis.designations.subjects import listed_after, subject_of
from reader.analysis.designations.vocabulary import Term
from reader.articles.findings import Kind, Polarity

_OPENERS = ("undoing", "measure", "upholding", "infinitive")
_MEASURE_REACH = 6
_OBJECT_REACH = 7
_CUE_REACH = 8
_PASSIVE_REACH = 9
_SUBJECT_REACH = 60


def event_statements(
    document: Document, names: Names, sentences: Sequence[int], taken: set[int]
) -> list[Statement]:
    """Return what some sentences, given by their numbers, tell of bans undone, suspended or asked for."""
    found = []
    for number in sentences:
        covered = 0
        for place in document.places_within(*document.sentences[number], *_OPENERS):
            read = place >= covered and place not in taken
            statement = _event_at(document, names, place) if read else None
            if statement is not None:
                found.append(statement)
                covered = statement.tokens[1]
    return found


def _event_at(document: Document, names: Names, place: int) -> Statement | None:
    for read in (_undone, _passive, _upheld, _proposed):
        statement = read(document, names, place)
        if statement is not None:
            return statement
    return None


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
    polarity = _outcome(document, low, verb)
    low = actor_start(document, low, verb.first)
    kind = _kind(document, verb.last, measure, name.outer_last)
    return _statement(document, names, (verb.first, measure.last), kind, name, (low, measure.last), polarity)


def _outcome(document: Document, low: int, verb: Term) -> Polarity:
    """Return what an undoing comes to: one that is only proposed, or refused, leaves the status standing."""
    stands = stands_after(document, low, verb.first)
    return cast("Polarity", "asserted" if stands else verb.value)


def _passive(document: Document, names: Names, place: int) -> Statement | None:
    """Read ``the ban on X was lifted``, ``the designation of X as a terrorist group was extended``."""
    measure = document.term(place, "measure")
    name = _object_of(document, names, measure.last) if measure is not None else None
    if measure is None or name is None:
        return None
    for at in range(name.outer_last, min(name.outer_last + _PASSIVE_REACH, document.sentence(place)[1])):
        verb = document.term(at, "undoing", "upholding")
        if verb is not None and document.term_before(at, "copula", "adverb"):
            low, _ = clause(document, place, place)
            kind = _kind(document, low, measure, name.outer_last)
            if verb.category == "upholding" and kind == "banned" and not _of_a_group(document, name):
                return None
            return _statement(
                document,
                names,
                (place, verb.last),
                kind,
                name,
                (
                    low,
                    clause(document, verb.first, verb.last)[1]
                    if document.term(verb.last, "by", "in", "authority", "place")
                    else verb.last,
                ),
                _outcome(document, low, verb) if verb.category == "undoing" else "asserted",
            )
        if document.kind(at) != "word":
            return None
    return None


def _of_a_group(document: Document, name: Name) -> bool:
    """Tell ``the ban on the Blue Hand`` from one on a sportsman."""
    determined = document.term_before(name.first, "determiner") is not None
    return name.quoted or determined or document.holds(name.first, name.last, "head", "known")


def _upheld(document: Document, names: Names, place: int) -> Statement | None:
    """Read ``upheld the ban on X``."""
    verb = document.term(place, "upholding")
    measure = _measure_ahead(document, verb.last) if verb is not None else None
    name = _object_of(document, names, measure.last) if measure is not None else None
    if verb is None or measure is None or name is None:
        return None
    low, _ = clause(document, verb.first, verb.last)
    proposed = document.holds(low, verb.first, "proposal")
    kind = _kind(document, verb.last, measure, name.outer_last)
    return _statement(
        document,
        names,
        (verb.first, measure.last),
        kind,
        name,
        (low, measure.last),
        "proposed" if proposed else "asserted",
    )


def _measure_ahead(document: Document, place: int) -> Term | None:
    for at in range(place, min(place + _MEASURE_REACH, len(document.tokens))):
        term = document.term(at, "measure")
        if term is not None:
            return term
        if document.kind(at) in {"comma", "stop", "break", "open", "close", "dash"}:
            return None
    return None


def _kind(document: Document, first: int, measure: Term, behind: int) -> Kind:
    """Return the kind named before a measure, right behind it, or behind the name it is put on."""
    for place in range(first, measure.last):
        term = document.term(place, "status", "title", "fighters")
        if term is not None:
            return cast("Kind", term.value)
    tail = [*range(measure.last, measure.last + 4), *range(behind, behind + 4)]
    for place in tail:
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
    low = max(document.sentence(place)[0], place - _SUBJECT_REACH)
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
    headline = not cues and announced(document, place)
    if headline:
        cues = [place - 1]
    if name is None or not cues:
        return None
    polarity: Polarity = "proposed" if headline or document.term(cues[0], "proposal") else "negated"
    begin, _ = clause(document, place, place)
    purpose = [
        term.value
        for at in range(name.outer_last, name.outer_last + 4)
        if (term := document.term(at, "status"))
    ]
    kind = cast("Kind", purpose[0] if purpose else verb.value)
    return _statement(document, names, (cues[0], verb.last), kind, name, (begin, place), polarity)


def _together(document: Document, names: Names, name: Name) -> list[Name]:
    """Return a name with those an ``and`` puts beside it."""
    return listed_after(document, names, name) if document.term(name.outer_last, "and") else [name]


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
        subjects=tuple(subject_of(document, names, each) for each in _together(document, names, name)),
        jurisdictions=tuple(codes),
        authority=document.span(*body).of(document.text) if body else None,
        polarity=polarity,
        tokens=tokens,
    )
