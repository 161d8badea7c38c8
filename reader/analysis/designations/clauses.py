"""Statements in running text: predicates, appositions, relative clauses and premodifiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from reader.analysis.designations.attachment import (
    Lead,
    deciders,
    lead_of,
    name_before,
    past_marker,
    subjects_before,
)
from reader.analysis.designations.document import Document
from reader.analysis.designations.epithets import Label
from reader.analysis.designations.names import Name, Names
from reader.analysis.designations.polarity import clause, in_speech, polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import (
    common_after,
    common_before,
    listed_after,
    opening,
    subject_of,
)
from reader.articles.findings import Kind, Origin, Polarity

_OBJECT_REACH = 10
_AHEAD = 6
_RELATIVE_REACH = 12
_FORMAL = frozenset({"banned", "sanctioned"})


@dataclass(slots=True)
class Reading:
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


def clause_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[Label]]:
    """Return what status phrases in running text state of those they can be attached to.

    The second list holds phrases that stand for a name given before, as in ``the banned outfit``.
    """
    found = []
    anaphors = []
    for status in statuses:
        for read in _READINGS:
            reading = read(document, names, status)
            if reading is None or not reading.subjects:
                continue
            statement = _statement(document, names, status, reading)
            if statement is not None:
                found.append(statement)
                break
        else:
            if status.head and status.kinds and document.term_before(status.last, "head"):
                anaphors.append(
                    Label(status.first, status.last, cast("tuple[Kind, ...]", tuple(status.kinds)), noun=True)
                )
    return found, anaphors


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
    if not _worthy(document, names, kinds, codes, status, reading):
        return None
    status.authority = authority
    return Statement(
        span=document.span(reading.first, reading.last),
        kinds=tuple(dict.fromkeys(kinds)),  # type: ignore[arg-type]
        source=reading.source,
        confidence=reading.confidence,
        subjects=reading.subjects,
        jurisdictions=tuple(codes),
        authority=authority_text(document, status),
        polarity=_polarity(document, status, reading),
        tokens=(reading.first, reading.last),
    )


def _polarity(document: Document, status: Status, reading: Reading) -> Polarity:
    first = min(status.first, reading.first, reading.verb if reading.verb is not None else status.first)
    polarity = polarity_of(document, first, status.last)
    if polarity != "asserted" or status.verbs or reading.source != "predicate":
        return polarity
    if reading.verb is not None and document.term(reading.verb, "calling") and not reading.decided:
        return "attributed"
    return "attributed" if in_speech(document, status.first) and reading.verb is None else polarity


def _worthy(
    document: Document, names: Names, kinds: list[str], codes: list[str], status: Status, reading: Reading
) -> bool:
    """Tell a status of somebody from a ban on a thing or a word used by the way."""
    subject = reading.subjects[0]
    name = names.by_start.get(subject.first) or names.by_start.get(subject.first - 1)
    if name is not None and document.term_before(name.outer_first, "object"):
        return False
    if kinds[0] not in _FORMAL or status.noun:
        return True
    if subject.common:
        if reading.source == "apposition" and document.opens_sentence(status.first):
            return True
        head = document.term_before(subject.last, "head")
        return bool(codes) and head is not None and head.value == "organisation"
    if name is not None and name.weak:
        return False
    known = document.term(subject.first, "known") is not None
    return bool(
        codes or status.authority or known or reading.source == "epithet" or status.first != status.last - 1
    )


def _names_no_country(document: Document, decided: tuple[int, int]) -> bool:
    codes, _ = deciders(document, *decided)
    return not codes and any(document.term(place, "anaphoric_place") for place in range(*decided))


def _country_meant(document: Document, place: int) -> list[str]:
    """Return the country that ``the country`` means: named last before, or else first behind."""
    for at in [
        *range(place - 1, max(-1, place - 200), -1),
        *range(place, min(place + 40, len(document.tokens))),
    ]:
        term = document.term(at, "place", "place_adjective")
        if (
            term is not None
            and document.tokens[at].capital
            and len(term.value) == 2
            and term.value not in {"EU", "UN"}
        ):
            return [term.value]
    return []


def _premodifier(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``the banned X``, ``US-designated terrorist group X``, ``запрещённая в РФ организация X``."""
    lead = lead_of(document, status.first)
    if "copula" in lead.seen or (status.verbs and document.term(status.first, "active")):
        return None
    if not status.verbs and not (status.kinds and document.term(status.first, "title")):
        return None
    name = _name_ahead(document, names, status.last)
    if name is None:
        return None
    if document.kind(status.first - 1) == "comma" and names.ending(status.first - 1):
        return None
    subjects = (subject_of(document, names, name),)
    if not subjects or not _modifies(document, status):
        return None
    return Reading(subjects, "epithet", 0.7, status.first, status.last)


def _premodified_noun(document: Document, names: Names, status: Status) -> Reading | None:  # noqa: ARG001
    """Read ``the Kremlin-designated "extremist" fund``: a noun for a name, when somebody decided."""
    head = document.term_before(status.last, "head")
    hyphened = any(document.kind(place) == "hyphen" for place in range(status.first, status.last))
    if not hyphened or not status.jurisdictions:
        return None
    if head is not None and head.first > status.first and head.value == "organisation":
        return Reading(
            (Subject(head.first, head.last, common=True),), "epithet", 0.6, status.first, head.first
        )
    behind = common_after(document, status.last)
    return Reading((behind,), "epithet", 0.6, status.first, status.last) if behind else None


def _modifies(document: Document, status: Status) -> bool:
    """Tell ``members of banned X`` from ``Russia banned X``."""
    before = status.first - 1
    if before < document.sentence(status.first)[0]:
        return True
    if document.kind(before) != "word":
        return document.kind(before) in {"comma", "open", "quote", "dash", "close", "stop"}
    if document.term_before(status.first, "place", "place_adjective", "authority", "auxiliary", "relative"):
        return False
    return not document.tokens[before].capital or document.opens_sentence(before)


def _name_ahead(document: Document, names: Names, place: int) -> Name | None:
    """Return the name right behind a phrase; nouns, roles and labels may stand between."""
    for _ in range(_AHEAD):
        name = names.starting(place)
        if name is not None:
            return None if name.place and name.label not in {"ORG", "PERSON"} else name
        term = document.term(
            place, "head", "role", "status", "ideology", "fighters", "media", "place_adjective", "determiner"
        )
        if term is None:
            return None
        place = term.last
    return None


def _relative(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X, which is banned in Russia`` and ``X, which the country has outlawed``."""
    low = max(document.sentence(status.first)[0], status.first - _RELATIVE_REACH)
    for place in range(status.first - 1, low, -1):
        if document.kind(place) in {"comma", "dash", "open", "close"}:
            return None
        if document.term(place, "relative") and not document.term(place, "determiner"):
            before = place - 1 if document.kind(place - 1) == "comma" else place
            subjects = subjects_before(document, names, before)
            if subjects:
                return Reading(
                    subjects, "apposition", 0.85, place, status.last, decided=(place + 1, status.first)
                )
            return None
    return None


def _predicate(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X is a terrorist group``, ``X was not listed by the EU``, ``X признан иноагентом``."""
    lead = lead_of(document, status.first)
    passive = bool(status.verbs) and not document.term(status.first, "active") and _passive(document, status)
    if "copula" not in lead.seen and not passive:
        return None
    if not status.verbs and not status.kinds:
        return None
    subjects = subjects_before(document, names, lead.first)
    if not subjects:
        return None
    return Reading(subjects, "predicate", 0.8, min(status.first, lead.cue), status.last)


def _passive(document: Document, status: Status) -> bool:
    """Tell a participle without a copula, as Russian has it, or as ``Daesh outlawed in Russia``."""
    if not document.term(status.first, "participle") or document.term_before(status.first, "and"):
        return False
    told = bool(status.kinds) and status.kinds[0] not in _FORMAL
    return told or status.noun or bool(status.jurisdictions) or status.listed


def _object_complement(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``the US designated X a terrorist organisation`` and ``removed X from its list of ...``."""
    apart = status.listed or not document.term(status.first, "participle") or status.verbs == ["lifted"]
    if document.term(status.first, "active"):
        return None
    if not (status.kinds or status.bare) or not apart:
        return None
    low = document.sentence(status.first)[0]
    end = status.first
    while (
        end > low
        and document.term_before(end, "determiner", "bridge", "adverb", "content")
        and names.ending(end) is None
    ):
        end -= 1
    subjects = subjects_before(document, names, end)
    if not subjects:
        return None
    start = subjects[0].first
    while start > low and (
        document.term_before(start, "determiner", "head", "role")
        or document.kind(start - 1) in {"quote", "word"}
    ):
        if document.term_before(start, *_VERBS):
            break
        if status.first - start > _OBJECT_REACH:
            return None
        start -= 1
    verb = document.term_before(start, *_VERBS)
    if verb is None:
        return None
    before = max(low, verb.first - _OBJECT_REACH)
    decided = (_clause_start(document, verb.first, before), verb.first)
    codes, body = deciders(document, *decided)
    return Reading(
        subjects,
        "predicate",
        0.8,
        status.first,
        status.last,
        verb=verb.first,
        decided=decided if codes or body else None,
    )


_VERBS = ("participle", "infinitive", "calling", "undoing")


def _clause_start(document: Document, place: int, low: int) -> int:
    while place > low and document.kind(place - 1) not in {"comma", "dash", "close", "quote", "break"}:
        place -= 1
    return place


def _apposition(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X, a terrorist group banned in Russia,`` and ``X — listed by the EU — ...``."""
    lead = lead_of(document, status.first)
    place = lead.first
    while (
        place > 0
        and document.term_before(place, "status", "ideology", "place_adjective", "content")
        and document.kind(place - 1) == "word"
    ):
        place -= 1
        if document.term_before(place, "determiner"):
            place -= 1
            break
    if document.kind(place - 1) not in {"comma", "dash"} or "copula" in lead.seen:
        return None
    if document.term(status.first, "active") and document.kind(place - 1) == "comma":
        return None
    before = place - 1
    name = name_before(document, names, before)
    subjects = (subject_of(document, names, name),) if name else _common(document, before)
    if not subjects or not _closed(document, status):
        return None
    last = _with_bracket(document, status.last)
    first = min(place, lead.cue) if not document.term(place, "determiner") else place
    return Reading(subjects, "apposition", 0.85, first, last)


def _common(document: Document, place: int) -> tuple[Subject, ...]:
    common = common_before(document, opening(document, past_marker(document, place)))
    return (common,) if common is not None else ()


def _closed(document: Document, status: Status) -> bool:
    """Tell whether the apposition ends behind the phrase, rather than going on as a clause of its own."""
    following = document.kind(status.last)
    return following != "word" or bool(status.verbs) or status.noun


def _with_bracket(document: Document, last: int) -> int:
    """Take in the bracket behind a phrase that says it was ended: ``(исключён из реестра 1.1.2024)``."""
    if document.kind(last) != "open":
        return last
    for place in range(last, min(last + 20, len(document.tokens))):
        if document.kind(place) == "close":
            undone = any(
                document.term(at, "undoing") or document.term(at, "ended") for at in range(last, place)
            )
            return place + 1 if undone else last
    return last


def _active(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``Russia banned X`` and ``Минюст внёс в реестр иноагентов X, Y``."""
    if not document.term(status.first, "participle") or not status.kinds:
        return None
    low, high = document.sentence(status.first)
    begin, _ = clause(document, status.first, status.last)
    codes, body = deciders(document, max(low, begin), status.first)
    if not (codes or body or document.term(status.first, "active")):
        return None
    name = next(
        (
            names.starting(at)
            for at in range(status.last, min(status.last + _AHEAD, high))
            if names.starting(at)
        ),
        None,
    )
    if name is None or name.place:
        return None
    subjects = tuple(subject_of(document, names, each) for each in listed_after(document, names, name))
    return Reading(
        subjects, "predicate", 0.8, status.first, status.last, decided=(max(low, begin), status.first)
    )


def _fronted(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``Proscribed since 1998, the Brigade ...``."""
    opens = document.opens_sentence(lead_of(document, status.first).first)
    if not status.verbs or not opens or document.kind(status.last) != "comma":
        return None
    place = status.last + 1
    if document.term(place, "determiner"):
        place += 1
    name = names.starting(place)
    subject = subject_of(document, names, name) if name else common_after(document, place)
    return Reading((subject,), "apposition", 0.85, status.first, status.last) if subject else None


_READINGS: tuple[Callable[[Document, Names, Status], Reading | None], ...] = (
    _premodifier,
    _relative,
    _predicate,
    _object_complement,
    _apposition,
    _active,
    _fronted,
    _premodified_noun,
)
__all__ = ["Lead", "clause_statements"]
