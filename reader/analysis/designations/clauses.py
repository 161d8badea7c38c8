"""Statements in running text: each status phrase is read in the first way that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from reader.analysis.designations.appositions import apposition, fronted, reduced, relative
from reader.analysis.designations.attachment import deciders
from reader.analysis.designations.document import Document
from reader.analysis.designations.labels import Label
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import in_speech, polarity_of
from reader.analysis.designations.predicates import active, listed_behind, object_complement, predicate
from reader.analysis.designations.premodifiers import premodified_noun, premodifier
from reader.analysis.designations.reading import Reading
from reader.analysis.designations.statement import Statement, authority_text
from reader.analysis.designations.status import FORMAL, Status
from reader.analysis.designations.vocabulary import bits_of
from reader.articles.findings import Kind, Polarity
from reader.values import replace

_CLAIMS = frozenset({"predicate", "apposition"})
_UNPLACED = 0.7
"""At most, for a ban whose country is not named."""
_COUNTRY_BEFORE = 200
_COUNTRY_BEHIND = 40
_PLACES = bits_of[("place", "place_adjective")]

_READINGS: tuple[Callable[[Document, Names, Status], Reading | None], ...] = (
    premodifier,
    relative,
    reduced,
    predicate,
    object_complement,
    apposition,
    active,
    fronted,
    listed_behind,
    premodified_noun,
)
_OF_BARE = (object_complement,)
"""What gives a kind to a phrase that has none of its own: a verb apart from it."""


def clause_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[Label]]:
    """Return what status phrases in running text state of those they can be attached to.

    The second list holds phrases that stand for a name given before, as in ``the banned outfit``.
    """
    found: list[Statement] = []
    anaphors = []
    for status in statuses:
        for read in _READINGS if status.kinds else _OF_BARE:
            reading = read(document, names, status)
            if reading is None or not reading.subjects:
                continue
            statement = _statement(document, names, status, reading)
            if statement is not None:
                found.append(_with_verb(statement, found, reading))
                break
        else:
            if status.head and status.kinds and document.term_before(status.last, "head"):
                anaphors.append(
                    Label(status.first, status.last, cast("tuple[Kind, ...]", tuple(status.kinds)), noun=True)
                )
    return found, anaphors


def _with_verb(statement: Statement, found: list[Statement], reading: Reading) -> Statement:
    """Make ``proscribed X as a terrorist group`` one statement: its verb has been read as one before."""
    if reading.verb is None or not found or found[-1].tokens[0] != reading.verb:
        return statement
    told = found.pop()
    return replace(
        statement,
        kinds=tuple(dict.fromkeys((*statement.kinds, *told.kinds))),
        jurisdictions=tuple(dict.fromkeys((*statement.jurisdictions, *told.jurisdictions))),
    )


def _statement(document: Document, names: Names, status: Status, reading: Reading) -> Statement | None:
    kinds = list(status.kinds)
    if reading.verb is not None or reading.source == "predicate":
        kinds += status.bare if reading.verb is not None else []
    if not kinds:
        return None
    codes, authority = list(status.jurisdictions), status.authority
    if reading.decided is not None:
        more, body = deciders(document, *reading.decided)
        codes += [code for code in more if code not in codes]
        authority = authority or body
    if status.anaphoric or (reading.decided and _names_no_country(document, reading.decided)):
        codes += [code for code in _country_meant(document, status.first) if code not in codes]
    if reading.source == "predicate" and not codes:
        codes += _fronted_place(document, reading)
    if reading.source == "apposition" and not codes:
        codes += _country_of_it(document, status, reading)
    if not _worthy(document, names, kinds, codes, status, reading):
        return None
    status.authority = authority
    return Statement(
        span=document.span(reading.first, reading.last),
        kinds=cast("tuple[Kind, ...]", tuple(dict.fromkeys(kinds))),
        source=reading.source,
        confidence=reading.confidence
        if codes or kinds[0] not in FORMAL
        else min(reading.confidence, _UNPLACED),
        subjects=reading.subjects,
        jurisdictions=tuple(codes),
        authority=authority_text(document, status),
        polarity=_polarity(document, status, reading),
        tokens=(reading.first, reading.last),
    )


def _polarity(document: Document, status: Status, reading: Reading) -> Polarity:
    first = min(status.first, reading.first, reading.verb if reading.verb is not None else status.first)
    polarity = polarity_of(document, first, status.last)
    if polarity != "asserted" or status.verbs or reading.source not in _CLAIMS:
        return polarity
    if reading.verb is not None and document.term(reading.verb, "calling"):
        decided = bool(reading.decided and deciders(document, *reading.decided)[0])
        return polarity if decided else "attributed"
    said = reading.verb is None and in_speech(document, first, status.last)
    return "attributed" if said else polarity


def _worthy(
    document: Document, names: Names, kinds: list[str], codes: list[str], status: Status, reading: Reading
) -> bool:
    """Tell a status of somebody from a ban on a thing or a word used by the way."""
    subject = reading.subjects[0]
    name = names.starting(subject.first) or names.starting(subject.first - 1)
    if name is not None and _is_of_a_thing(document, name):
        return False
    if kinds[0] not in FORMAL or status.noun:
        return True
    if subject.common:
        if reading.source == "apposition" and document.opens_sentence(status.first):
            return True
        head = document.term_before(subject.last, "head")
        return bool(codes) and head is not None and head.value == "organisation"
    if name is not None and names.is_weak(name):
        return False
    if name is not None and _is_plain_ban(document, status, reading):
        return True
    known = document.term(subject.first, "known") is not None
    return bool(
        codes or status.authority or known or reading.source == "epithet" or status.first != status.last - 1
    )


def _is_of_a_thing(document: Document, name: Name) -> bool:
    """Tell a ban on ``the film X`` from one on the activity of X, which is one on X."""
    thing = document.term_before(name.outer_first, "object")
    return thing is not None and document.term_before(name.outer_first, "own_activity") is None


def _is_plain_ban(document: Document, status: Status, reading: Reading) -> bool:
    """Tell ``the Blue Hand has been banned``, which names no country, from a person banned from driving."""
    subject = reading.subjects[0]
    if document.term_before(status.first, "perfect") is None or document.term(status.last, "barring"):
        return False
    determined = document.term_before(subject.first, "determiner") is not None
    organisation = determined or document.holds(subject.first, subject.last, "head")
    return organisation and subject.label not in {"PERSON", "PRODUCT", "WORK_OF_ART", "FAC"}


def _names_no_country(document: Document, decided: tuple[int, int]) -> bool:
    codes, _ = deciders(document, *decided)
    return not codes and document.holds(*decided, "anaphoric_place")


def _fronted_place(document: Document, reading: Reading) -> list[str]:
    """Return the country of ``In Russia, X is banned``; none for ``In Russia, X is banned from driving``."""
    if document.term(reading.last, "barring"):
        return []
    first = document.sentence(reading.first)[0]
    inside = document.term(first, "in")
    place = document.term(inside.last, "place") if inside is not None else None
    if place is None or not document.tokens[place.first].capital:
        return []
    behind = place.last + (document.kind(place.last) == "comma")
    while document.kind(behind) == "quote" or document.term(behind, "determiner", "head", "role"):
        behind += 1
    return [place.value] if behind == reading.subjects[0].first else []


def _country_of_it(document: Document, status: Status, reading: Reading) -> list[str]:
    """Return the country that opens the sentence, of ``Turkey fights X, which it lists as ...``."""
    if reading.decided is None or document.norm(reading.decided[0]) != "it":
        return []
    place = document.term(document.sentence(status.first)[0], "place")
    if place is None or document.kind(place.last) != "word" or document.tokens[place.last].capital:
        return []
    return [] if document.term(place.last, "and") else [place.value]


def _country_meant(document: Document, place: int) -> list[str]:
    """Return the country that ``the country`` means: named last before, or else first behind."""
    for at in [
        *range(place - 1, max(-1, place - _COUNTRY_BEFORE), -1),
        *range(place, min(place + _COUNTRY_BEHIND, len(document.tokens))),
    ]:
        term = document.term(at, "place", "place_adjective") if document.bits[at] & _PLACES else None
        if (
            term is not None
            and document.tokens[at].capital
            and len(term.value) == 2
            and term.value not in {"EU", "UN"}
        ):
            return [term.value]
    return []
