"""Statuses put before a name: ``the banned X``, ``US-designated terrorist group X``."""

from __future__ import annotations

from reader.analysis.designations.attachment import lead_of
from reader.analysis.designations.document import Document
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.reading import Reading
from reader.analysis.designations.statement import Subject
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import common_after, listed_after, subject_of

_AHEAD = 6
_PLURAL = ("s", "и", "ы")
_CONFIDENCE = 0.7
_CONFIDENCE_OF_NOUN = 0.6


def premodifier(document: Document, names: Names, status: Status) -> Reading | None:
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
    named = listed_after(document, names, name) if _plural(document, status) else [name]
    subjects = tuple(subject_of(document, names, each) for each in named)
    if not subjects or not _modifies(document, status):
        return None
    return Reading(subjects, "epithet", _CONFIDENCE, status.first, status.last)


def _plural(document: Document, status: Status) -> bool:
    """Tell ``banned groups X and Y`` by the noun's ending."""
    head = document.term_before(status.last, "head")
    return head is not None and document.norm(head.last - 1).endswith(_PLURAL)


def premodified_noun(document: Document, names: Names, status: Status) -> Reading | None:  # noqa: ARG001
    """Read ``the Kremlin-designated "extremist" fund``: a noun for a name, when somebody decided."""
    head = document.term_before(status.last, "head")
    hyphened = any(document.kind(place) == "hyphen" for place in range(status.first, status.last))
    if not hyphened or not status.jurisdictions:
        return None
    if head is not None and head.first > status.first and head.value == "organisation":
        return Reading(
            (Subject(head.first, head.last, common=True),),
            "epithet",
            _CONFIDENCE_OF_NOUN,
            status.first,
            head.first,
        )
    behind = common_after(document, status.last)
    return Reading((behind,), "epithet", _CONFIDENCE_OF_NOUN, status.first, status.last) if behind else None


def _modifies(document: Document, status: Status) -> bool:
    """Tell ``members of banned X`` from ``Russia banned X``."""
    before = status.first - 1
    if before < document.sentence(status.first)[0]:
        return True
    if document.kind(before) != "word":
        return document.kind(before) in {"comma", "open", "quote", "dash", "close", "stop"}
    if document.term_before(status.first, "place", "place_adjective", "authority", "relative", "negation"):
        return False
    if document.norm(before) != "to" and document.term_before(status.first, "auxiliary"):
        return False
    return not document.tokens[before].capital or document.opens_sentence(before)


def _name_ahead(document: Document, names: Names, place: int) -> Name | None:
    """Return the name right behind a phrase; nouns, roles and labels may stand between."""
    for _ in range(_AHEAD):
        name = names.starting(place)
        if name is not None and not (name.place and document.term(name.outer_last, "head", "media", "role")):
            return None if name.place and name.label not in {"ORG", "PERSON"} else name
        term = document.term(
            place, "head", "role", "status", "ideology", "fighters", "media", "place_adjective", "determiner"
        )
        if term is None:
            return None
        place = term.last
    return None
