"""Statuses put beside a name: ``X, a terrorist group banned in Russia``, ``X, which the EU has listed``."""

from __future__ import annotations

from reader.analysis.designations.attachment import lead_of, name_before, past_marker, subjects_before
from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Names
from reader.analysis.designations.reading import Reading
from reader.analysis.designations.statement import Subject
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import common_after, common_before, opening, subject_of
from reader.analysis.designations.vocabulary import bits_of

_RELATIVE = bits_of[("relative",)]
_LIMITS = frozenset({"dash", "open", "close"})
_VERBAL = ("copula", "auxiliary", "relative", "participle", "pronoun", "speech", "and")
_RELATIVE_REACH = 12
_LONGEST_NOUN = 8
_BRACKET_REACH = 20
_CONFIDENCE = 0.85


def relative(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X, which is banned in Russia`` and ``X, which the country has outlawed``."""
    low = max(document.sentence(status.first)[0], status.first - _RELATIVE_REACH)
    for place in range(status.first - 1, low, -1):
        kind = document.tokens[place].kind
        if kind in _LIMITS:
            return None
        if kind == "comma" and not document.term_before(place, "place", "authority"):
            return None
        if (
            document.bits[place] & _RELATIVE
            and document.term(place, "relative")
            and not document.term(place, "determiner")
        ):
            wider = document.term(place - 1, "relative")
            begin = wider.first if wider is not None and wider.last > place else place
            before = begin - 1 if document.kind(begin - 1) == "comma" else begin
            subjects = _apposed(document, names, before) or subjects_before(document, names, before)
            if subjects:
                return Reading(
                    subjects, "apposition", _CONFIDENCE, place, status.last, decided=(place + 1, status.first)
                )
            return None
    return None


def _apposed(document: Document, names: Names, place: int) -> tuple[Subject, ...]:
    """Return X of ``X, an Iran-backed militia that ...``: the noun before a token stands for it."""
    head = document.term_before(place, "head", "fighters", "media")
    if head is None:
        return ()
    first, low = head.first, max(document.sentence(head.first)[0], head.first - _LONGEST_NOUN)
    while (
        first > low and document.kind(first) in {"word", "hyphen"} and not document.term(first, "determiner")
    ):
        first -= 1
    if document.term(first, "determiner") is None or document.kind(first - 1) != "comma":
        return ()
    name = name_before(document, names, first - 1)
    return (subject_of(document, names, name),) if name is not None else ()


def reduced(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``X, a Greek shipowner sanctioned by the EU,``: the noun between stands for X."""
    if not document.term(status.first, "participle") or document.term(status.first, "active"):
        return None
    if document.kind(status.last) not in {"comma", "stop", "dash", "close", ""}:
        return None
    low = max(document.sentence(status.first)[0], status.first - _LONGEST_NOUN)
    for place in range(status.first - 2, low, -1):
        if document.kind(place + 1) not in {"word", "hyphen"} or document.term(place + 1, *_VERBAL):
            return None
        if document.term(place, "determiner") and document.kind(place - 1) == "comma":
            name = name_before(document, names, place - 1)
            subjects = (subject_of(document, names, name),) if name is not None else ()
            return Reading(subjects, "apposition", _CONFIDENCE, status.first, status.last)
    return None


def apposition(document: Document, names: Names, status: Status) -> Reading | None:
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
    return Reading(subjects, "apposition", _CONFIDENCE, first, last)


def fronted(document: Document, names: Names, status: Status) -> Reading | None:
    """Read ``Proscribed since 1998, the Brigade ...``."""
    if not status.verbs or document.kind(status.last) != "comma":
        return None
    if not document.opens_sentence(lead_of(document, status.first).first):
        return None
    place = status.last + 1
    if document.term(place, "determiner"):
        place += 1
    name = names.starting(place)
    subject = subject_of(document, names, name) if name else common_after(document, place)
    return Reading((subject,), "apposition", _CONFIDENCE, status.first, status.last) if subject else None


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
    for place in range(last, min(last + _BRACKET_REACH, len(document.tokens))):
        if document.kind(place) == "close":
            undone = any(
                document.term(at, "undoing") or document.term(at, "ended") for at in range(last, place)
            )
            return place + 1 if undone else last
    return last
