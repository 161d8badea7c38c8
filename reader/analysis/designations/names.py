"""Names in a text by capitals and quotes, with no model: who may be designated."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from reader.analysis.designations.document import Document
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.name import Name
from reader.analysis.designations.name_extent import name_step, spelled_out, starts_with_particle
from reader.analysis.designations.name_trimming import trimmed
from reader.analysis.designations.vocabulary import Term, bits_of
from reader.values import replace

_LONGEST_QUOTE = 9
_LONGEST_NAME = 14
_CAPS_LINE = 4
_PARTICLE, _PLACE, _KNOWN, _HEAD = (bits_of[(each,)] for each in ("particle", "place", "known", "head"))
_PLACES = bits_of[("place", "place_adjective")]
_CLOSERS = {"«": "»", "“": "”", "„": "“”", "”": "”", '"': '"', "‟": "”"}


class Names:
    """The names of a text: runs of capitalised words and quoted names, read sentence by sentence when asked.

    Most sentences state nothing, and nobody asks for their names.
    """

    def __init__(self, document: Document, hints: Sequence[NameHint]) -> None:
        """Keep a document and the names a recogniser found in it, in any order."""
        self._document = document
        self._hints = sorted(hints, key=lambda hint: (hint.span.start, hint.span.end))
        self._hint_starts = [hint.span.start for hint in self._hints]
        self._read: dict[int, tuple[Name, ...]] = {}
        self._by_start: dict[int, Name] = {}
        self._by_end: dict[int, Name] = {}
        self._inside: set[str] | None = None

    def ending(self, place: int) -> Name | None:
        """Return the name that ends right before a token, its closing quote counted in."""
        if not 0 < place <= len(self._document.tokens):
            return None
        number = self._document.sentence_of[place - 1]
        if number not in self._read:
            self.of_sentence(number)
        return self._by_end.get(place)

    def starting(self, place: int) -> Name | None:
        """Return the name that starts at a token, its opening quote counted in."""
        if not 0 <= place < len(self._document.tokens):
            return None
        number = self._document.sentence_of[place]
        if number not in self._read:
            self.of_sentence(number)
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
            found = _names_of(self._document, *self._document.sentences[number])
            names = self._read[number] = tuple(
                map(self._placed, map(self._labelled, found) if self._hints else found)
            )
            for name in names:
                self._by_start[name.outer_first] = self._by_end[name.outer_last] = name
        return names

    def _labelled(self, name: Name) -> Name:
        label = self._hinted(name)
        return name if label == name.label else replace(name, label=label)

    def _hinted(self, name: Name) -> str:
        tokens = self._document.tokens
        start, end = tokens[name.first].start, tokens[name.last - 1].end
        low = max(0, bisect.bisect_right(self._hint_starts, start) - 1)
        near = self._hints[low : bisect.bisect_left(self._hint_starts, end)]
        return next((hint.label for hint in near if start < hint.span.end), name.label)

    def _placed(self, name: Name) -> Name:
        """Mark names of places."""
        may_be = self._document.bits[name.first] & _PLACES
        term = self._document.term(name.first, "place", "place_adjective") if may_be else None
        return replace(name, place=True) if term is not None and term.last >= name.last else name

    def is_weak(self, name: Name) -> bool:
        """Tell a single word that may be capitalised only because it opens a sentence: nowhere else it is."""
        document = self._document
        if name.quoted or name.last - name.first > 1 or not document.opens_sentence(name.first):
            return False
        token = document.tokens[name.first]
        if name.label or (token.text.isupper() and len(token.text) > 1):
            return False
        return document.term(name.first, "known") is None and token.norm not in self._capitalised_inside()

    def _capitalised_inside(self) -> set[str]:
        """Return the words that stand capitalised somewhere else than at the head of a sentence."""
        if self._inside is None:
            tokens, past_opening = self._document.tokens, self._document.past_opening
            self._inside = {
                token.norm
                for first, last in self._document.sentences
                for token in tokens[past_opening(first) : last]
                if token.capital
            }
        return self._inside


def _names_of(document: Document, first: int, stop: int) -> list[Name]:
    """Find every run of capitalised words and every quoted name of a sentence."""
    in_capitals = _in_capitals(document, first, stop)
    tokens, bits = document.tokens, document.bits
    places = [
        place
        for place, token in enumerate(tokens[first:stop], first)
        if token.capital or token.kind == "quote" or (bits[place] and bits[place] & _PARTICLE)
    ]
    found = []
    covered = first
    for place in places:
        if place < covered:
            continue
        if tokens[place].kind == "quote":
            name = _quoted_name(document, place)
        else:
            name = _plain_name(document, place, in_capitals=in_capitals)
        end = name.outer_last if name is not None else 0
        if name is not None and end <= stop:
            covered = end
            kept = trimmed(document, name)
            if kept is not None:
                found.append(kept)
    return found


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
    token, bits = document.tokens[place], document.bits[place]
    known = document.term(place, "known") if bits & _KNOWN else None
    if in_capitals:
        return Name(place, known.last) if known and token.capital else None
    if not token.capital and not starts_with_particle(document, place):
        return None
    country = document.term(place, "place") if bits & _PLACE and document.term_before(place, "in") else None
    if country is not None and _stands_alone(document, country):
        return Name(place, country.last)
    last = max(place + 1, known.last if known and token.capital else 0, spelled_out(document, place))
    while True:
        step = name_step(document, place, last)
        if not step or last - place > _LONGEST_NAME:
            break
        last += step
    name = Name(place, last)
    return _with_quoted_tail(document, name) if last == place + 1 and bits & _HEAD else name


def _stands_alone(document: Document, country: Term) -> bool:
    """Tell ``в России организация`` and ``запрещённой в Турции РПК`` from a name that holds a country."""
    if country.last >= len(document.tokens):
        return False
    inside = document.term_before(country.first, "in")
    banned = document.term_before(inside.first, "participle") if inside is not None else None
    return bool(banned or document.term(country.last, "head"))


def _with_quoted_tail(document: Document, name: Name) -> Name:
    """Join a word, if it is a head noun, with the quoted name behind it, as in ``Фонд «Маяк»``."""
    if not document.term(name.first, "head"):
        return name
    if document.opens_sentence(name.first) and document.term(name.first, "opening"):
        return name
    tail = _quoted_name(document, name.last) if name.last < len(document.tokens) else None
    return Name(name.first, tail.outer_last) if tail else name
