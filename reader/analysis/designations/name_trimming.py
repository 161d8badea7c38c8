"""Cutting off a name what is capitalised but no part of it: roles, labels, words that open a sentence."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.inflection import is_past_verb
from reader.analysis.designations.name import Name
from reader.analysis.designations.vocabulary import Term, bits_of
from reader.values import replace

_OPENING = ("opening", "recognition", "distance", "status", "participle", "ideology", "fighters")
_CUTTING = bits_of[("role", "calendar", *_OPENING)]
_KNOWN, _ROLE, _IDEOLOGY = (bits_of[(category,)] for category in ("known", "role", "ideology"))
_COMMON = ("status", "fighters", "participle", "head", "role", "ideology", "bridge")
_COMMON_WORDS = bits_of[(*_COMMON, "determiner", "pronoun")]
_TELLING_ALONE = _CUTTING | _COMMON_WORDS
_TELLING = _TELLING_ALONE | _KNOWN | _IDEOLOGY


def trimmed(document: Document, name: Name) -> Name | None:
    """Cut roles and words capitalised by their place only; None when nothing is left."""
    if name.quoted:
        return name
    if _has_nothing_to_cut(document, name):
        role = document.term_before(name.first, "role")
        return replace(name, label="PERSON") if role is not None else name
    first, label = _past_opening(document, name)
    if first == name.first and _opens_with_verb(document, name):
        first += 1
    first, label = _past_roles(document, first, name.last, label)
    while first < name.last and (
        document.tokens[first].kind not in {"word", "number"} or _is_left_over(document, name, first)
    ):
        first += 1
    if first >= name.last:
        return None
    if document.kind(first - 1) == "quote" and first > name.first and document.kind(name.last - 1) == "quote":
        return Name(first, name.last - 1, quoted=True, label=label)
    last = _before_labels(document, first, name.last)
    if last - first == 1 and _common_word(document, first):
        return None
    if not label and document.term_before(first, "role") is not None:
        label = "PERSON"
    if (first, last, label) == (name.first, name.last, name.label):
        return name
    return replace(name, first=first, last=last, label=label)


def _has_nothing_to_cut(document: Document, name: Name) -> bool:
    """Tell a name of which the vocabulary says nothing, as it does of most."""
    if _may_be_cut(document, name.first):
        return False
    telling = _TELLING if name.last - name.first > 1 else _TELLING_ALONE
    for bits in document.bits[name.first : name.last]:  # noqa: SIM110 - a generator takes three times as long
        if bits & telling:
            return False
    return True


def _is_left_over(document: Document, name: Name, first: int) -> bool:
    """Tell the ``of`` of ``Members of the Salt Union``, whose ``Members`` has been cut."""
    return (
        first > name.first
        and document.norms[first].isascii()
        and document.term(first, "joiner", "determiner") is not None
        and not document.tokens[first].capital
    )


def _past_opening(document: Document, name: Name) -> tuple[int, str]:
    """Return where a name starts behind words such as ``Fighters`` that only open the sentence."""
    first, label = name.first, ""
    while first < name.last and _may_be_cut(document, first):
        bits = document.bits[first]
        role = document.term(first, "role") if bits & _ROLE else None
        cut = role or document.term(first, "calendar")
        if cut is None and document.opens_sentence(first):
            cut = document.term(first, *_OPENING) or _before_known(document, first, name.last)
        if cut is None or cut.last > name.last:
            break
        if role is None and bits & _KNOWN and document.term(first, "known") is not None:
            break
        label = "PERSON" if role else ""
        first = cut.last
    return first, label


def _may_be_cut(document: Document, first: int) -> bool:
    """Tell whether the vocabulary, or what follows, may have anything against a name's first word."""
    if document.bits[first] & _CUTTING or not document.norms[first].isascii():
        return True
    following = first + 1
    return following < len(document.bits) and bool(
        document.bits[following] & _KNOWN or document.tokens[following].kind == "quote"
    )


def _before_known(document: Document, first: int, last: int) -> Term | None:
    """Return the word that opens a sentence right before a well-known name or a quoted one."""
    known = document.term(first + 1, "known")
    quoted = document.kind(first + 1) == "quote" and document.term(first, "media") is not None
    latin = document.norm(first + 1).isascii() and document.kind(first + 1) == "word"
    quoted = quoted or (latin and not document.norm(first).isascii())
    before = quoted or (known is not None and known.last == last and document.term(first, "known") is None)
    return Term(first, first + 1, "opening", "any", 0) if before else None


def _opens_with_verb(document: Document, name: Name) -> bool:
    """Tell ``Умер Иван Петров`` from a first name."""
    verb = is_past_verb(document.norm(name.first)) and not document.term(name.first, "given")
    follows = name.last - name.first > 1 and document.tokens[name.first + 1].capital
    return verb and follows and document.opens_sentence(name.first)


def _past_roles(document: Document, first: int, last: int, label: str) -> tuple[int, str]:
    """Return where the person's own name starts, behind ``Russian Foreign Minister``."""
    for place in range(first, last - 1):
        role = document.term(place, "role") if document.bits[place] & _ROLE else None
        if role is not None and role.last < last and document.tokens[role.last].capital:
            first, label = role.last, "PERSON"
    return first, label


def _before_labels(document: Document, first: int, last: int) -> int:
    """Return where a name ends that a capitalised label follows, as in ``Daesh Takfiri``."""
    end = last
    while end - first > 1 and document.bits[end - 1] & _IDEOLOGY and document.term(end - 1, "ideology"):
        end -= 1
    known = document.term(first, "known")
    if known is not None and known.last < end and document.term(known.last, "status", "ideology", "fighters"):
        return known.last
    return end


def _common_word(document: Document, place: int) -> bool:
    """Tell a capitalised word that is no name by itself: ``The``, ``Group``, ``Minister``."""
    token = document.tokens[place]
    if not document.bits[place] & _COMMON_WORDS:
        return False
    if document.term(place, "determiner", "pronoun") and not document.term(place, "known"):
        return True
    if token.text.isupper() and len(token.text) > 1:
        return False
    common = document.term(place, *_COMMON)
    return common is not None and document.term(place, "known") is None
