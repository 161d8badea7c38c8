"""Statuses that a verb gives: ``X is a terrorist group``, ``the US designated X a terrorist group``."""

from __future__ import annotations

from reader.analysis.designations.attachment import deciders, lead_of, subjects_before
from reader.analysis.designations.document import Document, Lead
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import clause
from reader.analysis.designations.reading import Reading
from reader.analysis.designations.status import FORMAL, Status
from reader.analysis.designations.subjects import listed_after, subject_of
from reader.analysis.designations.vocabulary import Term

_OBJECT_REACH = 10
_ROLES = 4
"""How many words may stand before the first of several objects: ``declared the writer X, Y and Z ...``."""
_FIRST_VERB = 5
"""How many words the first of two verbs may take, its copula counted in."""
_AHEAD = 6
_DATED = 4
"""How many words may tell the time behind a list."""
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
    linked = "copula" in lead.seen or _does_without_copula(document, status, lead)
    if not linked and not passive and not _faces_sanctions(document, status):
        return _second_predicate(document, names, status) if status.noun and not active_verb else None
    if not status.verbs and not status.kinds:
        return None
    subjects = subjects_before(document, names, lead.first)
    if not subjects or (not linked and document.term(subjects[0].first, "authority")):
        return None
    first = _condition(document, subjects[0].first) or _denial(document, lead.first)
    begin = first.first if first is not None else min(status.first, lead.cue)
    return Reading(subjects, "predicate", _CONFIDENCE, begin, status.last)


def _second_predicate(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X was dissolved and declared an extremist group.``, ``X ликвидирована и признана ...``.

    ``He was briefed and named a terrorist group as the culprit`` goes on behind the phrase.
    """
    link = document.term_before(status.first, "and") if document.term(status.first, "participle") else None
    if link is None or document.kind(status.last) == "word":
        return None
    low = max(document.sentence(status.first)[0], link.first - _FIRST_VERB)
    for place in range(link.first - 1, low - 1, -1):
        if document.kind(place) != "word":
            return None
        bare = place == link.first - 1 and not document.norms[place].isascii()
        if document.term(place, "copula") or (bare and names.ending(place) is not None):
            end = place if bare else lead_of(document, place + 1).first
            subjects = subjects_before(document, names, end)
            return Reading(subjects, "predicate", _CONFIDENCE, status.first, status.last)
    return None


def _condition(document: Document, place: int) -> Term | None:
    """Return the ``Had`` of ``Had X been designated``, right before its subject."""
    place -= document.term_before(place, "determiner") is not None
    unreal = document.term_before(place, "unreal")
    return unreal if unreal is not None and document.opens_sentence(unreal.first) else None


def _denial(document: Document, place: int) -> Term | None:
    """Return the verb of ``X denies that it is``, left of the clause that begins before a token."""
    pronoun = document.term_before(place, "pronoun")
    place = pronoun.first if pronoun is not None else place
    that = document.term_before(place, "that")
    place = that.first if that is not None else place
    return document.term_before(place - (document.kind(place - 1) == "comma"), "denial")


def _does_without_copula(document: Document, status: Status, lead: Lead) -> bool:
    """Tell ``что он иностранный агент`` and ``больше не иноагент``, as Russian has it."""
    if not status.noun or status.verbs:
        return False
    if "negation" in lead.seen and not document.norms[status.first].isascii():
        return document.term_before(status.first, "negation") is not None
    return "pronoun" in lead.seen and document.term_before(lead.first, "that") is not None


def _faces_sanctions(document: Document, status: Status) -> bool:
    verb = document.term(status.first, "under")
    return verb is not None and verb.value == "facing" and bool(status.jurisdictions)


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
    verbless = not document.term(status.first, "participle") or status.verbs == ["lifted"]
    if not (status.kinds or status.bare) or not (status.listed or verbless):
        return None
    if document.term(status.first, "active"):
        return None
    subjects = subjects_before(document, names, _before_complement(document, names, status))
    low = min(status.first - _OBJECT_REACH, subjects[0].first - _ROLES) if subjects else 0
    verb = _verb_before(document, subjects[0].first, low) if subjects else None
    if verb is None:
        return None
    low = max(document.sentence(status.first)[0], verb.first - _OBJECT_REACH)
    decided = (_clause_start(document, verb.first, low), verb.first)
    known = any(deciders(document, *decided))
    return Reading(
        subjects,
        "predicate",
        _CONFIDENCE,
        status.first,
        status.last,
        verb=verb.first,
        decided=decided if known else None,
    )


def _before_complement(document: Document, names: Names, status: Status) -> int:
    """Return the place left of ``as a``, ``from its`` and the like, where the object ends."""
    low, end = document.sentence(status.first)[0], status.first
    while end > low and names.ending(end) is None:
        if not document.term_before(end, "determiner", "bridge", "adverb", "content"):
            break
        end -= 1
    return end


def _verb_before(document: Document, start: int, reach: int) -> Term | None:
    """Return the verb left of an object, over its article, nouns and quotes."""
    low = max(document.sentence(start)[0], reach)
    while start > low and document.term_before(start, *_VERBS) is None:
        if document.kind(start - 1) not in {"quote", "word", "hyphen"}:
            break
        start -= 1
    return document.term_before(start, *_VERBS)


def _clause_start(document: Document, place: int, low: int) -> int:
    """Return where the clause of a verb begins; a comma between countries is none of its limits."""
    while place > low and document.kind(place - 1) not in {"dash", "close", "quote", "break"}:
        if document.kind(place - 1) == "comma" and not document.term_before(place - 1, "place", "authority"):
            break
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
    if status.kinds == ["banned"] and document.term(name.outer_last, "partial"):
        return None
    subjects = tuple(subject_of(document, names, each) for each in listed_after(document, names, name))
    return Reading(
        subjects, "predicate", _CONFIDENCE, status.first, status.last, decided=(max(low, begin), status.first)
    )


def listed_behind(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``Added to the list of foreign agents were X and Y``, ``В реестр иноагентов внесены X, Y``.

    Also ``реестр иноагентов: в него вошли X``, where the list is meant by a pronoun, and ``added five names
    to its list, among them X``.
    """
    named = status.listed or document.term(status.first, "list") is not None
    if not named or not status.kinds:
        return None
    end, verb = _verb_of_list(document, status), None
    if end is None:
        end, verb = _namely(document, status)
    if end is None or subjects_before(document, names, lead_of(document, status.first).first):
        return None
    name = _next_name(document, names, end)
    if name is None or name.place:
        return None
    subjects = tuple(subject_of(document, names, each) for each in listed_after(document, names, name))
    low = document.sentence(status.first)[0]
    return Reading(
        subjects, "predicate", _CONFIDENCE, status.first, status.last, verb=verb, decided=(low, status.first)
    )


def _verb_of_list(document: Document, status: Status) -> int | None:
    """Return the end of the verb that tells who is on a list, as in ``includes X``, ``Added were X``."""
    if status.verbs:
        verb = document.term(status.last, "copula")
        return verb.last if verb is not None and status.verbs == ["listing"] else None
    place = status.last
    if document.norm(place) == ":":
        while place < status.last + _AHEAD and document.term(place, "verb_on_list") is None:
            place += 1
    adverb = document.term(place, "adverb")
    verb = document.term(adverb.last if adverb else place, "verb_on_list")
    return verb.last if verb is not None and document.term(verb.first, "copula") is None else None


def _namely(document: Document, status: Status) -> tuple[int | None, int | None]:
    """Return the end of ``among them`` behind a list that took somebody in, and a date; with it the verb."""
    place, low = status.last, max(document.sentence(status.first)[0], status.first - _OBJECT_REACH)
    verb = next((at for at in range(low, status.last) if document.term(at, "participle")), None)
    while place < status.last + _DATED and document.kind(place) in {"word", "number"}:
        place += 1
    namely = document.term(place + 1, "namely") if document.kind(place) == "comma" else None
    return (None, None) if verb is None or namely is None else (namely.last, verb)


def _next_name(document: Document, names: Names, place: int) -> Name | None:
    """Return the name right behind a verb; an article, a role or a noun may stand between."""
    for _ in range(_ROLES):
        name = names.starting(place)
        term = document.term(place, "determiner", "role", "head", "media")
        if name is not None or term is None:
            return name
        place = term.last
    return None


def _object_ahead(document: Document, names: Names, place: int, stop: int) -> Name | None:
    """Return the first name ahead; of ``the Sikh group Blue Sword`` the one behind the noun."""
    ahead = range(place, min(place + _AHEAD, stop))
    name = next((found for at in ahead if (found := names.starting(at)) is not None), None)
    noun = document.term(name.outer_last, "head", "role", "media") if name is not None else None
    behind = names.starting(noun.last) if noun is not None else None
    return None if name is not None and _owns_object(document, name) else behind or name


def _owns_object(document: Document, name: Name) -> bool:
    """Tell ``sanctioned X's relatives``, which is not about X, from ``banned X's activities``."""
    owned = document.norm(name.outer_last) == "'" and document.norm(name.outer_last + 1) == "s"
    return owned and document.term(name.outer_last + 2, "own_activity") is None
