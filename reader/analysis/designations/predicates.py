"""Statuses that a verb gives: ``X is a terrorist group``, ``the US designated X a terrorist group``."""

from __future__ import annotations

from reader.analysis.designations.attachment import deciders, lead_of, subjects_before
from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Name, Names
from reader.analysis.designations.polarity import clause
from reader.analysis.designations.reading import Reading
from reader.analysis.designations.status import FORMAL, Status
from reader.analysis.designations.subjects import listed_after, subject_of

_OBJECT_REACH = 10
_AHEAD = 6
_CONFIDENCE = 0.8
_PLURAL_VERB = ("ли", "ют", "ят")
_VERBS = ("participle", "infinitive", "calling", "undoing")


def predicate(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X is a terrorist group``, ``X was not listed by the EU``, ``X признан иноагентом``."""
    lead = lead_of(document, status.first)
    active_verb = document.term(status.first, "active") is not None and not _impersonal(
        document, names, status
    )
    passive = bool(status.verbs) and not active_verb and _passive(document, status)
    if "copula" not in lead.seen and not passive:
        return None
    if not status.verbs and not status.kinds:
        return None
    subjects = subjects_before(document, names, lead.first)
    if not subjects:
        return None
    return Reading(subjects, "predicate", _CONFIDENCE, min(status.first, lead.cue), status.last)


def _impersonal(document: Document, names: Names, status: Status) -> bool:
    """Tell ``X признали иноагентом``, they declared X, from ``власти признали X``."""
    plural = document.norm(status.first).endswith(_PLURAL_VERB)
    return plural and _object_ahead(document, names, status.last, document.sentence(status.first)[1]) is None


def _passive(document: Document, status: Status) -> bool:
    """Tell a participle without a copula, as Russian has it, or as ``Daesh outlawed in Russia``."""
    if not document.term(status.first, "participle") or document.term_before(status.first, "and"):
        return False
    told = bool(status.kinds) and status.kinds[0] not in FORMAL
    return told or status.noun or bool(status.jurisdictions) or status.listed


def object_complement(document: Document, names: Names, status: Status) -> Reading | None:
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
        _CONFIDENCE,
        status.first,
        status.last,
        verb=verb.first,
        decided=decided if codes or body else None,
    )


def _clause_start(document: Document, place: int, low: int) -> int:
    while place > low and document.kind(place - 1) not in {"comma", "dash", "close", "quote", "break"}:
        place -= 1
    return place


def active(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``Russia banned X`` and ``Минюст внёс в реестр иноагентов X, Y``."""
    if not document.term(status.first, "participle") or not status.kinds:
        return None
    low, high = document.sentence(status.first)
    begin, _ = clause(document, status.first, status.last)
    codes, body = deciders(document, max(low, begin), status.first)
    if not (codes or body or document.term(status.first, "active")):
        return None
    name = _object_ahead(document, names, status.last, high)
    if name is None or name.place:
        return None
    subjects = tuple(subject_of(document, names, each) for each in listed_after(document, names, name))
    return Reading(
        subjects, "predicate", _CONFIDENCE, status.first, status.last, decided=(max(low, begin), status.first)
    )


def _object_ahead(document: Document, names: Names, place: int, stop: int) -> Name | None:
    """Return the first name ahead; of ``the Sikh group Blue Sword`` the one behind the noun."""
    ahead = range(place, min(place + _AHEAD, stop))
    name = next((found for at in ahead if (found := names.starting(at)) is not None), None)
    noun = document.term(name.outer_last, "head", "role", "media") if name is not None else None
    behind = names.starting(noun.last) if noun is not None else None
    return behind or name
