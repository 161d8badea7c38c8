"""Names in a text by capitals and quotes, with no model: who may be designated."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.analysis.designations.document import Document
from reader.analysis.designations.hints import NameHint

_LONGEST_QUOTE = 9
_LONGEST_NAME = 14
_OPENING = ("opening", "recognition", "distance", "status", "participle", "ideology", "fighters")
_CAPS_LINE = 4
_LONGEST_SPELLED = 8
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
    if not token.capital and not _particle_start(document, place):
        return None
    known = document.term(place, "known")
    last = max(place + 1, known.last if known and token.capital else 0, _spelled_out(document, place))
    while True:
        step = _step(document, place, last)
        if not step or last - place > _LONGEST_NAME:
            break
        last += step
    return _with_quoted_tail(document, Name(place, last))


def _spelled_out(document: Document, place: int) -> int:
    """Return the end of a name in lower case that an acronym in brackets spells, else nothing.

    ``Организации украинских националистов (ОУН)``: the initials of the words are the acronym.
    """
    tokens = document.tokens
    for last in range(place + 2, min(place + _LONGEST_SPELLED, len(tokens) - 2)):
        if tokens[last].kind == "open":
            words = [at for at in range(place, last) if not document.term(at, "and", "joiner", "bridge")]
            initials = [tokens[at].norm[0] for at in words]
            acronym = tokens[last + 1]
            fits = (
                acronym.text.isupper()
                and len(acronym.text) > 1
                and tokens[last + 2].kind in {"close", "comma", "dash"}
            )
            return last if fits and "".join(initials) == acronym.norm else 0
        if tokens[last].kind != "word":
            return 0
    return 0


def _with_quoted_tail(document: Document, name: Name) -> Name:
    """Join a capitalised head noun with the quoted name behind it, as in ``Фонд «Маяк»``."""
    if name.last - name.first != 1 or not document.term(name.first, "head"):
        return name
    if document.opens_sentence(name.first) and document.term(name.first, "opening"):
        return name
    tail = _quoted_name(document, name.last) if name.last < len(document.tokens) else None
    return Name(name.first, tail.outer_last) if tail else name


def _particle_start(document: Document, place: int) -> bool:
    return (
        document.term(place, "particle") is not None
        and document.kind(place + 1) == "hyphen"
        and place + 2 < len(document.tokens)
        and document.tokens[place + 2].capital
    )


def _step(document: Document, first: int, last: int) -> int:
    """Return how many tokens more belong to a name that so far ends before ``last``."""
    tokens = document.tokens
    if last >= len(tokens):
        return 0
    token = tokens[last]
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if token.capital and tokens[last - 1].kind not in {"stop", "break"}:
        return 1
    if token.kind == "number":
        return 1 if token.glued and len(token.text) > 1 else 0
    if following is None:
        return 0
    if token.kind == "hyphen":
        return _hyphen_step(document, last)
    if token.kind == "apostrophe":
        return _apostrophe_step(document, first, last)
    if token.text == "&" and following.capital:
        return 2
    return _joining_step(document, last)


def _hyphen_step(document: Document, place: int) -> int:
    after = document.tokens[place + 1]
    if not after.glued or after.kind not in {"word", "number"}:
        return 0
    if after.capital or after.kind == "number":
        return 2
    further = document.tokens[place + 2] if place + 2 < len(document.tokens) else None
    joins = further is not None and (further.kind == "hyphen" or further.capital)
    return 2 if joins and len(after.text) <= 3 and not document.term(place + 1, "backing") else 0


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
            or (needs_head and not document.term_before(place, "head"))
        ):
            continue
        if tokens[term.last].capital:
            return term.last - place + 1
        hyphened = tokens[term.last].kind == "hyphen" and term.last + 1 < len(tokens)
        if hyphened and tokens[term.last + 1].capital:
            return term.last - place + 2
    return 0


def _trimmed(document: Document, name: Name) -> Name | None:
    """Cut roles and words capitalised by their place only; None when nothing is left."""
    if name.quoted:
        return name
    first, label = name.first, ""
    while first < name.last:
        role = document.term(first, "role")
        opens = document.opens_sentence(first)
        opening = document.term(first, *_OPENING) if opens else None
        cut = role or opening
        if cut is None or cut.last > name.last:
            break
        if document.term(first, "known") and not role:
            break
        label = "PERSON" if role else ""
        first = cut.last
    else:
        return None
    first, label = _past_roles(document, first, name.last, label)
    while first < name.last and document.tokens[first].kind not in {"word", "number"}:
        first += 1
    if first >= name.last:
        return None
    name = replace(name, last=_before_labels(document, first, name.last))
    if not label and document.term_before(first, "role") is not None:
        label = "PERSON"
    if name.last - first == 1 and _common_word(document, first):
        return None
    return replace(name, first=first, label=label)


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
    token = document.tokens[place]
    if token.text.isupper() and len(token.text) > 1:
        return False
    if len(token.text) == 1 and document.term(place, "determiner", "bridge", "pronoun"):
        return True
    term = document.term(place, "status", "fighters", "participle", "head", "role", "ideology")
    return term is not None and document.term(place, "known") is None


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
