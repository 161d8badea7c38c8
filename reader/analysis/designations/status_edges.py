"""The left edge of a status phrase, and what its words come to in the end."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.status import Status
from reader.analysis.designations.vocabulary import Term, bits_of

_LISTED_BY = frozenset({"UN", "EU", "US", "GB"})
"""Whose lists need no kind to be named: ``UN-listed`` means sanctions."""
_LISTING = ("listing", "registered")
_BANNED = bits_of[("participle=banned",)]
_PLACES = bits_of[("place", "place_adjective")]
_WIDER = ("authority", "others", "anaphoric_place", "title", "list")
_SHORT_CODE = 3  # words such as "US" and "UN" name a place only in capitals
_SCARE_QUOTE = 4
_PARTICIPLE_REACH = 5
_LONGEST = 8
_SANCTIONS_REACH = 12
_LONGEST_MODIFIERS = 8


def take_sanctions(document: Document, found: Status, place: int) -> bool:
    """Take ``sanctions`` at a token when somebody is said to be under them: ``under US and EU sanctions``."""
    low = max(document.sentence(place)[0], place - _SANCTIONS_REACH)
    under = next((at for at in range(place - 1, low - 1, -1) if document.term(at, "under")), None)
    if under is None:
        return False
    whole = document.term(under - 1, "under")
    under = whole.first if whole is not None and whole.last > under else under
    found.kinds.append("sanctioned")
    found.first = min(found.first, under)
    for at in range(under, place):
        country = document.term(at, "place", "place_adjective")
        found.add_jurisdiction(country.value if country else "")
    return True


def extend_left(document: Document, found: Status) -> None:
    """Take in what belongs to a phrase on its left: ``US-``, ``the US`` of a list, ``в России``, a quote."""
    low = document.sentence(found.first)[0]
    for _ in range(_LONGEST):
        first = found.first
        before = (
            _quote(document, found)
            or _modifier(document, found)
            or _hyphened(document, found)
            or _place_inside(document, found)
            or _owner_of_list(document, found)
            if first > low
            else None
        )
        if before is None or before < low:
            return
        found.first = before


def _quote(document: Document, found: Status) -> int | None:
    first = found.first
    opens = (
        document.kind(first - 1) == "quote"
        and document.kind(first) == "word"
        and document.tokens[first].glued
    )
    last = min(first + _SCARE_QUOTE, found.last + 1, len(document.tokens))
    return first - 1 if opens and any(document.kind(at) == "quote" for at in range(first, last)) else None


def _modifier(document: Document, found: Status) -> int | None:
    term = document.term_before(found.first, "modifier", "ideology") if not found.listed else None
    return term.first if term is not None else None


def _hyphened(document: Document, found: Status) -> int | None:
    if document.kind(found.first - 1) != "hyphen" or not found.verbs:
        return None
    adverb = document.term_before(found.first - 1, "adverb")
    if adverb is not None:
        return adverb.first
    term = document.term_before(found.first - 1, "place", "place_adjective", "authority")
    if term is None:
        return None
    found.add_jurisdiction(term.value if term.value != "any" else "")
    return term.first


def _place_inside(document: Document, found: Status) -> int | None:
    place = document.term_before(found.first, "place", "place_adjective")
    if place is None:
        return None
    inside = document.term_before(place.first, "in") if place.category == "place" and found.verbs else None
    if inside is None and not document.term(found.first, "list"):
        return None
    found.add_jurisdiction(place.value)
    return inside.first if inside is not None else place.first


def _owner_of_list(document: Document, found: Status) -> int | None:
    """Take in ``the UN Security Council's al-Qaeda`` and ``the US nor the`` before a list."""
    if not found.listed:
        return None
    first = found.first
    if document.norm(first - 1) == "s" and document.kind(first - 2) == "apostrophe":
        return _named_owner(found, document.term_before(first - 2, "authority", "place"))
    whose = document.term_before(first, "known")
    if whose is not None:
        return whose.first
    if not document.term(first, "place", "place_adjective", "authority"):
        return None
    article = document.term_before(first, "determiner")
    link = document.term_before(article.first if article else first, "and")
    behind = link.first if link else first - 1 if _goes_on_listing(document, found) else 0
    other = document.term_before(behind, "place", "place_adjective", "authority")
    return _named_owner(found, other)


def _goes_on_listing(document: Document, found: Status) -> bool:
    """Tell the comma of ``the US, EU or UK list`` from that of ``In the US, the EU list``."""
    return document.kind(found.first - 1) == "comma" and len(found.jurisdictions) > 1


def _named_owner(found: Status, owner: Term | None) -> int | None:
    if owner is None:
        return None
    if owner.category == "authority":
        found.authority = found.authority or (owner.first, owner.last)
    found.add_jurisdiction(owner.value if owner.value != "any" else "")
    return owner.first


def past_place(document: Document, place: int) -> int:
    """Step over the place inside a Russian noun phrase: ``нежелательная в России организация``."""
    inside = document.term(place, "in")
    country = document.term(inside.last, "place") if inside is not None else None
    noun = document.term(country.last, "head") if country is not None else None
    return country.last if country is not None and noun is not None else place


def past_modifiers(document: Document, place: int) -> int:
    """Step over the words between an adjective such as ``terrorist`` and its noun."""
    for _ in range(_LONGEST_MODIFIERS):
        link = document.term(place, "status", "ideology", "fighters", "and", "participle")
        if link is None and document.kind(place) not in {"quote", "comma"}:
            break
        place = link.last if link else place + 1
    return place


def place_term(document: Document, place: int) -> Term | None:
    """Return the country's name or adjective at a token, unless it is part of a longer term."""
    if not document.bits[place] & _PLACES:
        return None
    token = document.tokens[place]
    name, adjective = document.term(place, "place"), document.term(place, "place_adjective")
    if not token.capital:
        name = name if token.norm == "the" else None
        adjective = adjective if len(token.text) > _SHORT_CODE else None
    longest = max((term.last for term in (name, adjective) if term), default=0)
    wider = document.term(place, *_WIDER)
    if not longest or (wider is not None and wider.last > longest):
        return None
    return name if name is not None and name.last == longest else adjective


def banned_activity(document: Document, place: int, stop: int) -> int | None:
    """Return where the noun of ``its activities in Russia are banned`` ends, which goes on with a status."""
    pronoun = document.term(place, "possessive")
    activity = document.term(pronoun.last if pronoun else place, "own_activity")
    ahead = range(activity.last, min(activity.last + _PARTICIPLE_REACH, stop)) if activity else ()
    return activity.last if activity and any(document.bits[at] & _BANNED for at in ahead) else None


def goes_on(document: Document, term: Term, stop: int) -> bool:
    """Tell whether a phrase goes on with a participle: ``banned and listed as terrorist``, ``... by the UN``.

    ``Banned, declared a ceasefire`` does not.
    """
    if term.value not in _LISTING:
        return True
    by = document.term(term.last, "by") if document.term_before(term.first, "and") else None
    if by and term.value == "registered" and document.term(by.last, "place", "determiner", "authority"):
        return True
    ahead = min(term.last + _PARTICIPLE_REACH, stop)
    return document.holds(term.last, ahead, "status", "title", "fighters", "list")


def settle(found: Status) -> None:
    """Weigh the words: bare adjectives count behind a verb of listing, and a ban is a kind itself."""
    if found.bare and (found.verbs or found.listed):
        found.kinds += found.bare
        found.bare = []
    found.kinds += [verb for verb in found.verbs if verb in {"banned", "sanctioned"}]
    if not found.kinds and found.registered and _LISTED_BY & set(found.jurisdictions):
        found.kinds.append("sanctioned")
    found.kinds = found.ranked()
