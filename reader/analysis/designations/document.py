"""A text as the engine sees it: tokens, the vocabulary found in them, and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.sentence_starts import sentence_starts
from reader.analysis.designations.vocabulary import Term, bits_of
from reader.analysis.designations.wording import Wording
from reader.text.span import Span
from reader.values import Value

_OPENING_SIGNS = 4


class Lead(Value):
    """What stands left of a status phrase: where it begins, and which kinds of words it holds."""

    first: int
    """The first token of the linking words."""
    cue: int
    """The first token of a negation or the like among them; else where the phrase begins."""
    seen: frozenset[str]


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
        starts = sentence_starts(wording, sentences)
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
