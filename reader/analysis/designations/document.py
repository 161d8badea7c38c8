"""A text as the engine sees it: tokens, the vocabulary found in them, and sentences."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from operator import attrgetter

from reader.analysis.designations.tokens import Token
from reader.analysis.designations.vocabulary import Term, Vocabulary, bits_of
from reader.text.span import Span
from reader.values import Value

_OPENING_SIGNS = 4
_LONGEST_BRACKET = 120
_LONGEST_CLOSING = 3
_UNFINISHED = frozenset({"word", "comma"})
_CLOSERS = frozenset({"quote", "close", "marker", "apostrophe"})
_ABBREVIATED = (
    "mr mrs ms dr prof gen col lt sgt capt st sen rep gov jr sr vs no inc ltd co corp dept "
    "ст ул им г гг тыс млн млрд см др п т р"
)
_START = attrgetter("start")
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


class Lead(Value):
    """What stands left of a status phrase: where it begins, and which kinds of words it holds."""

    first: int
    """The first token of the linking words."""
    cue: int
    """The first token of a negation or the like among them; else where the phrase begins."""
    seen: frozenset[str]


class Wording:
    """The words of a text with what a vocabulary says of them; the same however its sentences are told.

    Args:
        text: The article.
        tokens: Its tokens; line breaks in the middle of a sentence are left out.
        vocabulary: The words of the text's language.
    """

    def __init__(self, text: str, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> None:
        self.signs, self.breaks = _signs(tokens)
        hard = _without_soft_breaks(tokens, self.breaks)
        if hard is not tokens:
            self.signs, self.breaks = _signs(hard)
        self.text = text
        self.tokens = hard
        self.vocabulary = vocabulary
        self.norms = [token.norm for token in hard]
        self.bits = vocabulary.openings(self.norms)
        self.closed_by = _brackets(hard, self.signs)
        self.opened_by = {close: place for place, close in self.closed_by.items()}
        self.starting: dict[int, tuple[Term, ...]] = {}
        """The terms that start at a token, as far as somebody has asked."""
        self.ending: dict[int, tuple[Term, ...]] = {}
        """The terms that end before a token."""


class Document:
    """Tokens of a text with what the vocabulary says of them; places are token numbers.

    Terms are looked up when they are asked for: most of a text is never asked about.
    """

    __slots__ = (
        "_closing_bits",
        "_ending",
        "_starting",
        "bits",
        "breaks",
        "closed_by",
        "leads",
        "norms",
        "opened_by",
        "sentence_of",
        "sentences",
        "signs",
        "text",
        "tokens",
        "vocabulary",
    )

    def __init__(self, wording: Wording, sentences: Sequence[Span]) -> None:
        """Find the sentences.

        Args:
            wording: The article's tokens, with what the vocabulary says of them.
            sentences: Sentence spans found elsewhere; when empty, limits are told from the signs.
        """
        self.text = wording.text
        self.tokens = tokens = wording.tokens
        self.vocabulary = wording.vocabulary
        self.signs = wording.signs
        """The tokens that are no words."""
        self.breaks = wording.breaks
        """Those of them that are line breaks."""
        self.norms = wording.norms
        """The normal forms of the tokens."""
        self.bits = wording.bits
        """For each token the categories whose terms may start there."""
        self.closed_by = wording.closed_by
        """For each opening bracket the one that closes it in the same line."""
        self.opened_by = wording.opened_by
        """The other way round."""
        self.leads: dict[int, Lead] = {}
        """What stands left of a phrase, by its first token: see `attachment.lead_of`."""
        self._closing_bits = wording.vocabulary.closing_bits
        self._starting = wording.starting
        self._ending = wording.ending
        starts = _sentence_starts(wording, sentences)
        self.sentences = list(zip(starts, [*starts[1:], len(tokens)], strict=True)) if tokens else []
        """Half-open token ranges that cover all tokens in order."""
        self.sentence_of: list[int] = []
        """The number of each token's sentence."""
        for number, (first, last) in enumerate(self.sentences):
            self.sentence_of.extend([number] * (last - first))

    def starting(self, place: int) -> tuple[Term, ...]:
        """Return the terms that start at a token, the longest first."""
        if not self.bits[place]:
            return ()
        terms = self._starting.get(place)
        if terms is None:
            terms = self._starting[place] = self.vocabulary.terms_at(self.tokens, place)
        return terms

    def ending(self, place: int) -> tuple[Term, ...]:
        """Return the terms that end before a token, the longest first."""
        terms = self._ending.get(place)
        if terms is None:
            found: list[Term] = []
            longest_at = self.vocabulary.longest_at
            ends = place > 0 and self._closing_bits[self.norms[place - 1]]
            for first in range(max(0, place - self.vocabulary.longest), place) if ends else ():
                if self.bits[first] and longest_at(self.norms[first]) >= place - first:
                    found += [term for term in self.starting(first) if term.last == place]
            terms = self._ending[place] = tuple(found)
        return terms

    def term(self, place: int, *categories: str) -> Term | None:
        """Return the longest term that starts at a token; of equals, that of the category named first."""
        wanted, known = bits_of[categories], self.bits
        if not 0 <= place < len(known) or not known[place] & wanted:
            return None
        best: Term | None = None
        for term in self._starting.get(place) or self.starting(place):
            if not term.bits & wanted:
                continue
            if best is None:
                best = term
                if len(categories) == 1:
                    break
            elif term.last < best.last:
                break
            elif categories.index(term.category) < categories.index(best.category):
                best = term
        return best

    def term_before(self, place: int, *categories: str) -> Term | None:
        """Return the longest term of one of the categories that ends right before a token."""
        wanted, norms = bits_of[categories], self.norms
        if not 0 < place <= len(norms) or not self._closing_bits[norms[place - 1]] & wanted:
            return None
        bits, longest = self.bits, self.vocabulary.longest_of(wanted)
        for first in range(place - longest if place > longest else 0, place):
            if bits[first] & wanted:
                for term in self.starting(first):
                    if term.last == place and term.bits & wanted:
                        return term
        return None

    def places(self, *categories: str) -> list[int]:
        """Return the tokens where a term of one of the categories may start."""
        return self.vocabulary.places(self.norms, bits_of[categories])

    def places_within(self, first: int, last: int, *categories: str) -> list[int]:
        """Return the tokens of a range where a term of one of the categories may start."""
        return self.vocabulary.places(self.norms[first:last], bits_of[categories], first=first)

    def holds(self, first: int, last: int, *categories: str) -> bool:
        """Tell whether a term of one of the categories starts in a token range."""
        wanted, first = bits_of[categories], max(first, 0)
        for place, bits in enumerate(self.bits[first:last], first):
            if bits & wanted and any(term.bits & wanted for term in self.starting(place)):
                return True
        return False

    def kind(self, place: int) -> str:
        """Return the kind of a token, or nothing where there is none."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def norm(self, place: int) -> str:
        """Return the normal form of a token, or nothing where there is none."""
        return self.tokens[place].norm if 0 <= place < len(self.tokens) else ""

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the token range of the sentence around a token."""
        return self.sentences[self.sentence_of[place]]

    def opens_sentence(self, place: int) -> bool:
        """Tell whether only quotes, brackets and markers stand before a token in its sentence."""
        first = self.sentences[self.sentence_of[place]][0]
        return place == first or (
            place - first <= _OPENING_SIGNS and all(self._is_sign(at) for at in range(first, place))
        )

    def past_opening(self, first: int) -> int:
        """Return the first token of a sentence that does not open it; see `opens_sentence`."""
        place = first
        while place - first < _OPENING_SIGNS and place < len(self.tokens) and self._is_sign(place):
            place += 1
        return place + 1

    def _is_sign(self, place: int) -> bool:
        kind = self.tokens[place].kind
        if kind == "number":
            return place == 0 or self.tokens[place - 1].kind in {"open", "break"}
        return kind != "word"

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text that the tokens ``[first, last)`` cover."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def _brackets(tokens: tuple[Token, ...], signs: list[int]) -> dict[int, int]:
    """Pair the brackets of each line; those of more than a few lines' length are none."""
    pairs: dict[int, int] = {}
    open_ones: list[int] = []
    for place in signs:
        kind = tokens[place].kind
        if kind == "break":
            open_ones.clear()
        elif kind == "open":
            open_ones.append(place)
        elif kind == "close" and open_ones:
            first = open_ones.pop()
            if place - first <= _LONGEST_BRACKET:
                pairs[first] = place
    return pairs


def _without_soft_breaks(tokens: tuple[Token, ...], breaks: list[int]) -> tuple[Token, ...]:
    """Leave out line breaks in the middle of a sentence, as hard-wrapped text has them."""
    soft = {
        place
        for place in breaks
        if tokens[place - 1].kind in _UNFINISHED and tokens[place].text == "\n" and _goes_on(tokens, place)
    }
    return tuple(token for place, token in enumerate(tokens) if place not in soft) if soft else tokens


def _signs(tokens: tuple[Token, ...]) -> tuple[list[int], list[int]]:
    """Return the tokens that are no words, and those of them that are line breaks."""
    signs = [place for place, token in enumerate(tokens) if token.kind != "word"]
    return signs, [place for place in signs if tokens[place].kind == "break"]


def _goes_on(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a sentence goes on behind a line break, in small letters."""
    after = tokens[place + 1] if 0 < place < len(tokens) - 1 else None
    return after is not None and after.kind == "word" and after.text[0].islower()


def _sentence_starts(wording: Wording, sentences: Sequence[Span]) -> list[int]:
    tokens, breaks = wording.tokens, wording.breaks
    if not tokens:
        return []
    starts = {0, *[place + 1 for place in breaks]}
    starts |= _given(tokens, sentences) if sentences else _told(tokens, wording.signs)
    return sorted(starts.difference([place for place in breaks if place], (len(tokens),)))


def _given(tokens: tuple[Token, ...], sentences: Sequence[Span]) -> set[int]:
    """Return the first tokens of given sentences; a limit inside a token is none."""
    found = set()
    for span in sentences:
        place = bisect.bisect_left(tokens, span.start, key=_START)
        if 0 < place < len(tokens) and tokens[place - 1].end <= span.start:
            found.add(place)
    return found


def _told(tokens: tuple[Token, ...], signs: list[int]) -> set[int]:
    """Return the tokens that start a sentence behind a stop, over the quotes and brackets that close."""
    found = set()
    for stop in signs:
        if tokens[stop].kind != "stop" or not _is_full_stop(tokens, stop):
            continue
        for place in range(stop + 1, min(stop + _LONGEST_CLOSING + 2, len(tokens))):
            token = tokens[place]
            if not token.glued and (
                token.capital or token.kind in {"quote", "open", "marker", "number", "dash"}
            ):
                found.add(place)
            if token.kind not in _CLOSERS:
                break
    return found


def _is_full_stop(tokens: tuple[Token, ...], stop: int) -> bool:
    """Tell the end of a sentence from the stop of an initial or an abbreviation."""
    before = tokens[stop - 1] if stop else None
    if tokens[stop].text != "." or before is None or before.kind != "word" or not tokens[stop].glued:
        return True
    return not (len(before.text) == 1 and before.capital) and before.norm not in _ABBREVIATIONS
