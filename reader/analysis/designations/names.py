"""Names in a text by capitals and quotes, with no model: who may be designated."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.analysis.designations.document import Document
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.inflection import is_past_verb
from reader.analysis.designations.name_extent import name_step, spelled_out, starts_with_particle
from reader.analysis.designations.vocabulary import Term

_LONGEST_QUOTE = 9
_LONGEST_NAME = 14
_OPENING = ("opening", "recognition", "distance", "status", "participle", "ideology", "fighters")
_CAPS_LINE = 4
_CLOSERS = {"«": "»", "“": "”", "„": "“”", "”": "”", '"': '"', "‟": "”"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the tokens ``[first, last)``, without quotes around it."""

    first: int
    last: int
    quoted: bool = False
    weak: bool = False
    """A single word that may be capitalised only because it opens a sentence."""
    place: bool = False
    """Made of names of countries and capitals alone."""
    label: str = ""
    """The recogniser's label, or PERSON where a role stands before it."""

    @property
    def outer_first(self) -> int:
        """The first token with the opening quote."""
        return self.first - 1 if self.quoted else self.first

    @property
    def outer_last(self) -> int:
        """The end with the closing quote."""
        return self.last + 1 if self.quoted else self.last


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a text, in order, found by where they start or end."""

    all: tuple[Name, ...]
    by_start: dict[int, Name]
    by_end: dict[int, Name]

    def ending(self, place: int) -> Name | None:
        """Return the name that ends right before a token, its closing quote counted in."""
        return self.by_end.get(place)

    def starting(self, place: int) -> Name | None:
        """Return the name that starts at a token, its opening quote counted in."""
        return self.by_start.get(place)

    def within(self, first: int, last: int) -> list[Name]:
        """Return the names that lie wholly in a token range."""
        begin = bisect.bisect_left(self.all, first, key=lambda name: name.first)
        found = []
        for name in self.all[begin:]:
            if name.first >= last:
                break
            if name.last <= last:
                found.append(name)
        return found


def find_names(document: Document, hints: Sequence[NameHint]) -> Names:
    """Find every run of capitalised words and every quoted name."""
    names, place = [], 0
    caps_lines = _caps_sentences(document)
    while place < len(document.tokens):
        name = _quoted_name(document, place) or _plain_name(document, place, caps_lines)
        if name is None:
            place += 1
            continue
        trimmed = _trimmed(document, name)
        if trimmed is not None:
            names.append(trimmed)
        place = max(name.outer_last, place + 1)
    names = _weighed(document, _labelled(document, names, hints))
    return Names(tuple(names), {n.outer_first: n for n in names}, {n.outer_last: n for n in names})


def _caps_sentences(document: Document) -> set[int]:
    """Return the numbers of sentences in capitals throughout, where a capital tells nothing."""
    found = set()
    for number, (first, last) in enumerate(document.sentences):
        words = [t.text for t in document.tokens[first:last] if t.kind == "word" and len(t.text) > 1]
        if len(words) >= _CAPS_LINE and all(word.isupper() for word in words):
            found.add(number)
    return found


def _quoted_name(document: Document, place: int) -> Name | None:
    tokens = document.tokens
    closers = _CLOSERS.get(tokens[place].text)
    if closers is None or place + 2 >= len(tokens) or not tokens[place + 1].glued:
        return None
    if not tokens[place + 1].capital and document.kind(place + 1) != "number":
        return None
    for last in range(place + 2, min(place + _LONGEST_QUOTE, len(tokens))):
        token = tokens[last]
        if token.kind == "quote" and token.text in closers:
            return Name(place + 1, last, quoted=True)
        if token.kind in {"break", "stop", "comma", "quote", "open", "marker"}:
            return None
    return None


def _plain_name(document: Document, place: int, caps: set[int]) -> Name | None:
    token = document.tokens[place]
    if document.sentence_of[place] in caps:
        known = document.term(place, "known")
        return Name(place, known.last) if known and token.capital else None
    if not token.capital and not starts_with_particle(document, place):
        return None
    country = document.term(place, "place") if document.term_before(place, "in") else None
    if country is not None and country.last < len(document.tokens) and document.term(country.last, "head"):
        return Name(place, country.last)
    known = document.term(place, "known")
    last = max(place + 1, known.last if known and token.capital else 0, spelled_out(document, place))
    while True:
        step = name_step(document, place, last)
        if not step or last - place > _LONGEST_NAME:
            break
        last += step
    return _with_quoted_tail(document, Name(place, last))


def _with_quoted_tail(document: Document, name: Name) -> Name:
    """Join a capitalised head noun with the quoted name behind it, as in ``Фонд «Маяк»``."""
    if name.last - name.first != 1 or not document.term(name.first, "head"):
        return name
    if document.opens_sentence(name.first) and document.term(name.first, "opening"):
        return name
    tail = _quoted_name(document, name.last) if name.last < len(document.tokens) else None
    return Name(name.first, tail.outer_last) if tail else name


def _trimmed(document: Document, name: Name) -> Name | None:
    """Cut roles and words capitalised by their place only; None when nothing is left."""
    if name.quoted:
        return name
    first, label = _past_opening(document, name)
    if first == name.first and _opens_with_verb(document, name):
        first += 1
    first, label = _past_roles(document, first, name.last, label)
    while first < name.last and document.tokens[first].kind not in {"word", "number"}:
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
    return replace(name, first=first, last=last, label=label)


def _past_opening(document: Document, name: Name) -> tuple[int, str]:
    """Return where a name starts behind words such as ``Fighters`` that only open the sentence."""
    first, label = name.first, ""
    while first < name.last:
        role = document.term(first, "role")
        cut = role or document.term(first, "calendar")
        if cut is None and document.opens_sentence(first):
            cut = document.term(first, *_OPENING) or _before_known(document, first, name.last)
        known = role is None and document.term(first, "known") is not None
        if cut is None or cut.last > name.last or known:
            break
        label = "PERSON" if role else ""
        first = cut.last
    return first, label


def _before_known(document: Document, first: int, last: int) -> Term | None:
    """Return the word that opens a sentence right before a well-known name or a quoted one."""
    known = document.term(first + 1, "known")
    quoted = document.kind(first + 1) == "quote" and document.term(first, "media") is not None
    latin = document.norm(first + 1).isascii() and document.kind(first + 1) == "word"
    quoted = quoted or (latin and not document.norm(first).isascii())
    before = quoted or (known is not None and known.last == last and document.term(first, "known") is None)
    return Term(first, first + 1, "opening", "any") if before else None


def _opens_with_verb(document: Document, name: Name) -> bool:
    """Tell ``Умер Иван Петров`` from a first name."""
    verb = is_past_verb(document.norm(name.first)) and not document.term(name.first, "given")
    follows = name.last - name.first > 1 and document.tokens[name.first + 1].capital
    return verb and follows and document.opens_sentence(name.first)


def _past_roles(document: Document, first: int, last: int, label: str) -> tuple[int, str]:
    """Return where the person's own name starts, behind ``Russian Foreign Minister``."""
    for place in range(first, last - 1):
        role = document.term(place, "role")
        if role is not None and role.last < last and document.tokens[role.last].capital:
            first, label = role.last, "PERSON"
    return first, label


def _before_labels(document: Document, first: int, last: int) -> int:
    """Return where a name ends that a capitalised label follows, as in ``Daesh Takfiri``."""
    end = last
    while end - first > 1 and document.term(end - 1, "ideology"):
        end -= 1
    known = document.term(first, "known")
    if known is not None and known.last < end and document.term(known.last, "status", "ideology", "fighters"):
        return known.last
    return end


def _common_word(document: Document, place: int) -> bool:
    """Tell a capitalised word that is no name by itself: ``The``, ``Group``, ``Minister``."""
    token = document.tokens[place]
    if document.term(place, "determiner", "pronoun") and not document.term(place, "known"):
        return True
    if token.text.isupper() and len(token.text) > 1:
        return False
    common = document.term(place, "status", "fighters", "participle", "head", "role", "ideology", "bridge")
    return common is not None and document.term(place, "known") is None


def _labelled(document: Document, names: list[Name], hints: Sequence[NameHint]) -> list[Name]:
    ordered = sorted(hints, key=lambda hint: hint.span)
    starts = [hint.span.start for hint in ordered]
    found = []
    for name in names:
        span = document.span(name.first, name.last)
        near = ordered[
            max(0, bisect.bisect_right(starts, span.start) - 1) : bisect.bisect_left(starts, span.end)
        ]
        label = next((hint.label for hint in near if hint.span.overlaps(span)), name.label)
        found.append(replace(name, label=label))
    return found


def _weighed(document: Document, names: list[Name]) -> list[Name]:
    """Mark names of places, and single words that open a sentence and stand capitalised nowhere else."""
    inside = {
        token.norm
        for place, token in enumerate(document.tokens)
        if token.capital and not document.opens_sentence(place)
    }
    return [
        replace(name, place=_is_place(document, name), weak=_is_weak(document, name, inside))
        for name in names
    ]


def _is_place(document: Document, name: Name) -> bool:
    term = document.term(name.first, "place", "place_adjective")
    return term is not None and term.last >= name.last


def _is_weak(document: Document, name: Name, inside: set[str]) -> bool:
    token = document.tokens[name.first]
    if name.quoted or name.last - name.first > 1 or not document.opens_sentence(name.first):
        return False
    known = document.term(name.first, "known")
    return not (known or name.label or token.norm in inside or (token.text.isupper() and len(token.text) > 1))
