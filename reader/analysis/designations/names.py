"""Names in a text by capitals and quotes, with no model: who may be designated."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.analysis.designations.document import Document
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.inflection import is_past_verb
from reader.analysis.designations.name_extent import name_step, spelled_out, starts_with_particle
from reader.analysis.designations.vocabulary import Term, bits_of

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


class Names:
    """The names of a text: runs of capitalised words and quoted names, read sentence by sentence when asked.

    Most sentences state nothing, and nobody asks for their names.
    """

    def __init__(self, document: Document, hints: Sequence[NameHint]) -> None:
        """Keep a document and the names a recogniser found in it, in any order."""
        self._document = document
        self._hints = sorted(hints, key=lambda hint: hint.span)
        self._hint_starts = [hint.span.start for hint in self._hints]
        self._read: dict[int, tuple[Name, ...]] = {}
        self._by_start: dict[int, Name] = {}
        self._by_end: dict[int, Name] = {}
        self._inside: set[str] | None = None

    def ending(self, place: int) -> Name | None:
        """Return the name that ends right before a token, its closing quote counted in."""
        if not 0 < place <= len(self._document.tokens):
            return None
        self.of_sentence(self._document.sentence_of[place - 1])
        return self._by_end.get(place)

    def starting(self, place: int) -> Name | None:
        """Return the name that starts at a token, its opening quote counted in."""
        if not 0 <= place < len(self._document.tokens):
            return None
        self.of_sentence(self._document.sentence_of[place])
        return self._by_start.get(place)

    def within(self, first: int, last: int) -> list[Name]:
        """Return the names that lie wholly in a token range."""
        if first >= last:
            return []
        found: list[Name] = []
        for number in range(self._document.sentence_of[first], self._document.sentence_of[last - 1] + 1):
            names = self.of_sentence(number)
            low = bisect.bisect_left(names, first, key=lambda name: name.first)
            high = bisect.bisect_left(names, last, key=lambda name: name.first)
            found += [name for name in names[low:high] if name.last <= last]
        return found

    def of_sentence(self, number: int) -> tuple[Name, ...]:
        """Return the names of a sentence, in order."""
        names = self._read.get(number)
        if names is None:
            names = self._read[number] = tuple(map(self._weighed, self._labelled(number)))
            self._by_start.update((name.outer_first, name) for name in names)
            self._by_end.update((name.outer_last, name) for name in names)
        return names

    def _labelled(self, number: int) -> Iterator[Name]:
        for name in _names_of(self._document, *self._document.sentences[number]):
            yield replace(name, label=self._hinted(name)) if self._hints else name

    def _hinted(self, name: Name) -> str:
        span = self._document.span(name.first, name.last)
        low = max(0, bisect.bisect_right(self._hint_starts, span.start) - 1)
        near = self._hints[low : bisect.bisect_left(self._hint_starts, span.end)]
        return next((hint.label for hint in near if hint.span.overlaps(span)), name.label)

    def _weighed(self, name: Name) -> Name:
        """Mark names of places, and single words that open a sentence and stand capitalised nowhere else."""
        term = self._document.term(name.first, "place", "place_adjective")
        place, weak = term is not None and term.last >= name.last, self._is_weak(name)
        return replace(name, place=place, weak=weak) if place or weak else name

    def _is_weak(self, name: Name) -> bool:
        document, token = self._document, self._document.tokens[name.first]
        if name.quoted or name.last - name.first > 1 or not document.opens_sentence(name.first):
            return False
        if name.label or (token.text.isupper() and len(token.text) > 1):
            return False
        return document.term(name.first, "known") is None and token.norm not in self._capitalised_inside()

    def _capitalised_inside(self) -> set[str]:
        """Return the words that stand capitalised somewhere else than at the head of a sentence."""
        if self._inside is None:
            self._inside = set()
            tokens, opens = self._document.tokens, self._document.opens_sentence
            for first, last in self._document.sentences:
                inside = next((place for place in range(first, last) if not opens(place)), last)
                self._inside.update(token.norm for token in tokens[inside:last] if token.capital)
        return self._inside


def _names_of(document: Document, first: int, stop: int) -> Iterator[Name]:
    """Find every run of capitalised words and every quoted name of a sentence."""
    in_capitals = _in_capitals(document, first, stop)
    particle = bits_of[("particle",)]
    place = first
    while place < stop:
        token = document.tokens[place]
        name = None
        if token.kind == "quote":
            name = _quoted_name(document, place)
        elif token.capital or document.bits[place] & particle:
            name = _plain_name(document, place, in_capitals=in_capitals)
        if name is None or name.outer_last > stop:
            place += 1
            continue
        trimmed = _trimmed(document, name)
        if trimmed is not None:
            yield trimmed
        place = max(name.outer_last, place + 1)


def _in_capitals(document: Document, first: int, last: int) -> bool:
    """Tell a sentence in capitals throughout, where a capital tells nothing."""
    words = 0
    for token in document.tokens[first:last]:
        if token.kind == "word" and len(token.text) > 1:
            if not token.text.isupper():
                return False
            words += 1
    return words >= _CAPS_LINE


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


def _plain_name(document: Document, place: int, *, in_capitals: bool) -> Name | None:
    token = document.tokens[place]
    if in_capitals:
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
    return Term(first, first + 1, "opening", "any", 0) if before else None


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
