"""Labels put straight on a name: ``Taliban militants``, ``the terrorist outfit``, ``so-called X``."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.document import Document
from reader.analysis.designations.labels import LABELS, Label, label_at, label_statement
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.statement import Statement
from reader.analysis.designations.subjects import common_after, opening, subject_of
from reader.analysis.designations.vocabulary import Term
from reader.values import replace

_REACH = 6
_APPOSITION_REACH = 10
_BACKED_REACH = 4
_LOWER_CASE = 2
_ADJECTIVE = ("ая", "ой", "ую", "ое", "ого", "ому", "ый", "ым", "ом")


def epithet_statements(
    document: Document, names: Names, places: Sequence[int], taken: set[int], brackets: set[int]
) -> tuple[list[Statement], list[Label]]:
    """Return the labels put on names, and those that stand for a name given before.

    Args:
        document: The text.
        names: Its names.
        places: The tokens where an epithet may start, in order.
        taken: Tokens to pass over.
        brackets: Where brackets open; a label that ends there belongs to the bracket.
    """
    found: list[Statement] = []
    anaphors: list[Label] = []
    covered = 0
    for place in places:
        if place < covered or place in taken:
            continue
        label = label_at(document, place)
        if label is None:
            other = _other_epithet(document, names, place)
            if other is not None:
                found.append(other)
                covered = other.tokens[1]
            continue
        covered = label.last
        statement = _labelled_name(document, names, label, brackets)
        if statement is not None:
            found.append(statement)
        elif label.head and document.term_before(label.first, "determiner"):
            anaphors.append(label)
    capitals = [place for place in places if document.tokens[place].capital]
    numbers = dict.fromkeys(map(document.sentence_of.__getitem__, capitals))
    found += [
        statement
        for number in numbers
        for name in names.of_sentence(number)
        if name.first not in taken and (statement := _embedded(document, names, name))
    ]
    return found, anaphors


def _labelled_name(document: Document, names: Names, label: Label, brackets: set[int]) -> Statement | None:
    if label.last in brackets:
        return None
    before = names.ending(label.first)
    if before is not None and label.noun and _can_carry(document, before, label):
        subject = subject_of(document, names, before)
        return label_statement(document, before.outer_first, label.last, label.kinds, subject)
    apposed = _apposed_name(document, names, label) if label.head else None
    if apposed is not None:
        return label_statement(
            document, label.first, label.last, label.kinds, subject_of(document, names, apposed)
        )
    after = names.starting(label.last)
    joiner = document.term(label.last, "joiner")
    if after is None and label.noun and joiner is not None:
        after = names.starting(joiner.last)
    if after is not None and not after.place and not document.opens_sentence(label.last):
        verdict = document.term_before(label.first, "verdict") if not label.head else None
        first, kinds = label.first, label.kinds
        if verdict is not None:
            first, kinds = verdict.first, ("judicial", *kinds)
        return label_statement(document, first, label.last, kinds, subject_of(document, names, after))
    return None


def _can_carry(document: Document, name: Name, label: Label) -> bool:
    """Tell whether a label may stand right behind a name: never in Russian, nor behind people and places.

    A recogniser may take a group for a person or a place, so that its word counts only for labels such as
    ``militants`` behind names nobody knows.
    """
    english = document.tokens[label.first].norm.isascii()
    sure = label.head or document.term(name.first, "known") is not None
    return english and not name.place and (sure or name.label not in {"PERSON", "GPE", "NORP"})


def _apposed_name(document: Document, names: Names, label: Label) -> Name | None:
    """Return X of ``X, a militant group``; a word or two may stand before the label."""
    low = max(document.sentence(label.first)[0], label.first - _APPOSITION_REACH)
    for place in range(label.first, low, -1):
        kind = document.tokens[place - 1].kind
        if kind == "comma":
            name = names.ending(opening(document, place - 1))
            return (
                name if name is not None and not name.place and document.term(place, "determiner") else None
            )
        if kind not in {"word", "hyphen"}:
            return None
    return None


def _embedded(document: Document, names: Names, name: Name) -> Statement | None:
    """Read a label out of a name that holds it: ``Fetullah Terrorist Organization``."""
    places = [place for place in range(name.first + 1, name.last) if document.bits[place] & LABELS]
    label = next((found for place in places if (found := label_at(document, place))), None)
    if (
        label is None
        or label.last != name.last
        or not label.noun
        or document.kind(label.first - 1) == "hyphen"
        or not document.tokens[label.first].capital
    ):
        return None
    last = name.outer_last
    if document.kind(last) == "open":
        close = document.closed_by.get(last)
        last = close + 1 if close is not None and names.ending(close) else last
    return label_statement(document, name.first, last, label.kinds, subject_of(document, names, name))


def _other_epithet(document: Document, names: Names, place: int) -> Statement | None:
    for epithet in (_distancing, _recognition, _state_media, _backing):
        statement = epithet(document, names, place)
        if statement is not None:
            return statement
    return None


def _distancing(document: Document, names: Names, place: int) -> Statement | None:
    term = document.term(place, "distance")
    if term is None:
        return None
    name = _name_ahead(document, names, term.last, 3)
    if name is None:
        return None
    return label_statement(
        document, term.first, term.last, ("distancing",), subject_of(document, names, name)
    )


def _recognition(document: Document, names: Names, place: int) -> Statement | None:
    term = document.term(place, "recognition")
    if term is None:
        return None
    name = _name_ahead(document, names, term.last, _REACH)
    territory = any(
        document.term(at, "territory")
        for at in range(term.last, min(term.last + _REACH, len(document.tokens)))
    )
    if name is None or not (territory or name.place or name.label in {"GPE", "LOC"}):
        return None
    apposed = _apposed_before(document, names, name, term.first)
    named = apposed or _with_territory(document, name)
    return label_statement(
        document, term.first, term.last, ("recognition",), subject_of(document, names, named)
    )


def _apposed_before(document: Document, names: Names, ahead: Name, place: int) -> Name | None:
    """Return X of ``X, a Russian-backed breakaway region of Georgia``, not the one ahead."""
    if document.term_before(ahead.first, "joiner") is None:
        return None
    low = max(document.sentence(place)[0], place - _REACH)
    while place > low and document.kind(place - 1) in {"word", "hyphen"}:
        place -= 1
    article = document.term(place, "determiner") if document.kind(place - 1) == "comma" else None
    name = names.ending(place - 1) if article is not None else None
    return name if name is not None and (name.place or name.label in {"GPE", "LOC", ""}) else None


def _with_territory(document: Document, name: Name) -> Name:
    """Return the whole of ``Донецкой народной республики``, of which Russian capitalises the first word."""
    if name.quoted or document.norms[name.first].isascii():
        return name
    for place in range(name.last, min(name.last + _LOWER_CASE, len(document.tokens))):
        territory = document.term(place, "territory")
        if territory is not None:
            return replace(name, last=territory.last)
        if document.kind(place) != "word" or not document.norm(place).endswith(_ADJECTIVE):
            break
    return name


def _state_media(document: Document, names: Names, place: int) -> Statement | None:
    term = document.term(place, "state_media")
    if term is None:
        return None
    media = any(
        document.term(at, "media") for at in range(term.first, min(term.last + _REACH, len(document.tokens)))
    )
    if not media:
        return None
    country = document.term_before(term.first, "place_adjective", "place")
    if (
        country is None
        and document.term_before(term.first - 2, "place")
        and document.tokens[term.first - 1].norm == "s"
    ):
        country = document.term_before(term.first - 2, "place")
    first = country.first if country else term.first
    name = (
        _name_ahead(document, names, term.last, _REACH)
        or _name_in_apposition(document, names, first)
        or (names.ending(first - 1) if document.norm(first - 1) == "as" else None)
    )
    if name is None:
        return None
    codes = (country.value,) if country else ()
    return label_statement(
        document, first, term.last, ("state_media",), subject_of(document, names, name), codes
    )


def _name_in_apposition(document: Document, names: Names, place: int) -> Name | None:
    for _ in range(2):
        place -= document.term_before(place, "determiner", "adverb") is not None
    return names.ending(place - 1) if document.kind(place - 1) == "comma" else None


def _backing(document: Document, names: Names, place: int) -> Statement | None:
    """Read ``Iran-backed X``, ``pro-Iranian X`` and ``проиранская группировка X``."""
    country, last = _backer(document, place)
    if country is None or country.value == "any":
        return None
    first = min(country.first, place)
    name = _name_ahead(document, names, last, _BACKED_REACH)
    apposed = _apposed_before(document, names, name, first) if name is not None else None
    name = apposed or name or _name_in_apposition(document, names, first)
    subject = subject_of(document, names, name) if name is not None else common_after(document, last)
    if subject is None:
        return None
    return label_statement(document, first, last, ("backing",), subject, (country.value,))


def _backer(document: Document, place: int) -> tuple[Term | None, int]:
    """Return who backs, and the end of the epithet at a token."""
    whole = document.term(place, "backed_by")
    if whole is not None:
        return whole, whole.last
    term = document.term(place, "backing")
    if term is not None and document.kind(place - 1) == "hyphen":
        country = document.term_before(place - 1, "place", "place_adjective", "authority")
        return (country if country and document.tokens[country.first].capital else None), term.last
    prefix = document.term(place, "backing_prefix")
    if prefix is not None and document.kind(prefix.last) == "hyphen":
        country = document.term(prefix.last + 1, "place", "place_adjective")
        return country, country.last if country else place
    return None, place


def _name_ahead(document: Document, names: Names, place: int, reach: int) -> Name | None:
    """Return the name that starts within a few tokens, with nothing but words before it."""
    for at in range(place, min(place + reach, len(document.tokens))):
        name = names.starting(at)
        if name is not None:
            return name
        if document.kind(at) not in {"word", "hyphen", "quote"} or document.term(
            at, "and", "participle", "copula", "relative"
        ):
            return None
    return None
