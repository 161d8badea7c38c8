"""How far a name goes: particles, hyphens, apostrophes and ``of`` inside names."""

from __future__ import annotations

import bisect

from reader.analysis.designations.document import Document
from reader.analysis.designations.vocabulary import bits_of

_JOINING = bits_of[("particle", "joiner")]
_LONGEST_SPELLED = 8
_SHORT_PART = 3


def starts_with_particle(document: Document, place: int) -> bool:
    """Tell whether a name starts with a small word, as ``al-Qaeda`` does."""
    return (
        document.term(place, "particle") is not None
        and document.kind(place + 1) == "hyphen"
        and place + 2 < len(document.tokens)
        and document.tokens[place + 2].capital
    )


def name_step(document: Document, first: int, last: int) -> int:
    """Return how many tokens more belong to a name that so far ends before ``last``."""
    tokens = document.tokens
    if last >= len(tokens):
        return 0
    token = tokens[last]
    if token.capital and tokens[last - 1].kind not in {"stop", "break"}:
        return 1
    if token.kind == "number":
        return 1 if token.glued and len(token.text) > 1 else 0
    if last + 1 >= len(tokens) or (token.kind == "word" and not document.bits[last] & _JOINING):
        return 0
    if token.kind == "hyphen":
        return _hyphen_step(document, last)
    if token.kind == "apostrophe":
        return _apostrophe_step(document, first, last)
    if token.text == "&" and tokens[last + 1].capital:
        return 2
    return _joining_step(document, last) if document.bits[last] & _JOINING else 0


def _hyphen_step(document: Document, place: int) -> int:
    after = document.tokens[place + 1]
    if not after.glued or after.kind not in {"word", "number"}:
        return 0
    if after.capital or after.kind == "number":
        return 2
    further = document.tokens[place + 2] if place + 2 < len(document.tokens) else None
    joins = further is not None and (further.kind == "hyphen" or further.capital)
    return 2 if joins and len(after.text) <= _SHORT_PART and not document.term(place + 1, "backing") else 0


def _apostrophe_step(document: Document, first: int, place: int) -> int:
    tokens = document.tokens
    after = tokens[place + 1]
    if not tokens[place].glued:
        return 0
    if after.glued and after.kind == "word" and after.norm != "s":
        return 2
    taken = document.term_before(place, "place", "known") is not None
    if (
        after.glued
        and after.norm == "s"
        and not taken
        and place + 2 < len(tokens)
        and tokens[place + 2].capital
    ):
        return 3
    if not after.glued and after.capital and tokens[place - 1].norm.endswith("s") and place - first >= 1:
        return 2
    return 0


def _joining_step(document: Document, place: int) -> int:
    tokens = document.tokens
    for category, needs_head in (("particle", False), ("joiner", True)):
        term = document.term(place, category)
        if (
            term is None
            or term.last >= len(tokens)
            or (needs_head and not _joins_with_of(document, place, term.last))
        ):
            continue
        plain_word = not needs_head and document.term(place, "bridge", "determiner") is not None
        if tokens[term.last].capital and not plain_word:
            return term.last - place + 1
        hyphened = tokens[term.last].kind == "hyphen" and term.last + 1 < len(tokens)
        if hyphened and tokens[term.last + 1].capital:
            return term.last - place + 2
    return 0


def _joins_with_of(document: Document, place: int, after: int) -> bool:
    """Tell ``Sons of the River`` from ``Daesh of Iraq``."""
    if document.term_before(place, "head", "territory"):
        return True
    plain = not document.opens_sentence(place - 1) and not document.term_before(
        place, "known", "role", "place"
    )
    return plain and not document.term(after, "place", "known")


def spelled_out(document: Document, place: int) -> int:
    """Return the end of a name in lower case that an acronym in brackets spells, else nothing.

    ``Организации украинских националистов (ОУН)``: the initials of the words are the acronym.
    """
    tokens = document.tokens
    sign = bisect.bisect_left(document.signs, place + 2)
    last = document.signs[sign] if sign < len(document.signs) else len(tokens)
    if last >= min(place + _LONGEST_SPELLED, len(tokens) - 2) or tokens[last].kind != "open":
        return 0
    acronym = tokens[last + 1]
    if len(acronym.text) < 2 or not acronym.text.isupper():
        return 0
    words = [at for at in range(place, last) if not document.term(at, "and", "joiner", "bridge")]
    spelled = "".join([tokens[at].norm[0] for at in words]) == acronym.norm
    return last if spelled and tokens[last + 2].kind in {"close", "comma", "dash"} else 0
