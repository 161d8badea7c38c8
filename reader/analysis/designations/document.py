"""A text as the engine sees it: tokens, the vocabulary found in them, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.designations.tokens import Token
from reader.analysis.designations.vocabulary import Term, Vocabulary
from reader.text.span import Span

_OPENING_SIGNS = 4
_LONGEST_BRACKET = 120
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "st",
        "sen",
        "rep",
        "gov",
        "jr",
        "sr",
        "vs",
        "no",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "ст",
        "ул",
        "им",
        "г",
        "гг",
        "тыс",
        "млн",
        "млрд",
        "см",
        "др",
        "п",
        "т",
        "р",
    ]
)


@dataclass(frozen=True, slots=True)
class Document:
    """Tokens of a text with what the vocabulary says of them; places are token numbers."""

    text: str
    tokens: tuple[Token, ...]
    starting: tuple[tuple[Term, ...], ...]
    """The terms that start at each token, the longest first."""
    ending: tuple[tuple[Term, ...], ...]
    """The terms that end before each token; one more than there are tokens."""
    sentences: tuple[tuple[int, int], ...]
    """Half-open token ranges that cover all tokens in order."""
    sentence_of: tuple[int, ...]
    """The number of each token's sentence."""
    closed_by: dict[int, int]
    """For each opening bracket the one that closes it in the same line."""
    opened_by: dict[int, int]
    """The other way round."""

    def term(self, place: int, *categories: str) -> Term | None:
        """Return the longest term that starts at a token; of equals, that of the category named first."""
        if not 0 <= place < len(self.tokens):
            return None
        found = [term for term in self.starting[place] if term.category in categories]
        return min(found, key=lambda term: (-term.last, categories.index(term.category)), default=None)

    def term_before(self, place: int, *categories: str) -> Term | None:
        """Return the longest term of one of the categories that ends right before a token."""
        if not 0 <= place <= len(self.tokens):
            return None
        found = [term for term in self.ending[place] if term.category in categories]
        return min(found, key=lambda term: term.first, default=None)

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
        first, _ = self.sentence(place)
        return place - first <= _OPENING_SIGNS and all(self._is_sign(at) for at in range(first, place))

    def _is_sign(self, place: int) -> bool:
        numbered = self.kind(place) == "number" and (place == 0 or self.kind(place - 1) in {"open", "break"})
        return numbered or self.kind(place) not in {"word", "number"}

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text that the tokens ``[first, last)`` cover."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def read_document(
    text: str, tokens: tuple[Token, ...], sentences: Sequence[Span], vocabulary: Vocabulary
) -> Document:
    """Look every token of a text up and find the limits of sentences.

    Args:
        text: The article.
        tokens: Its tokens.
        sentences: Sentence spans found elsewhere; when empty, limits are told from the signs.
        vocabulary: The words of the text's language.
    """
    tokens = _without_soft_breaks(tokens)
    starting = tuple(tuple(vocabulary.terms_at(tokens, place)) for place in range(len(tokens)))
    ending: list[list[Term]] = [[] for _ in range(len(tokens) + 1)]
    for terms in starting:
        for term in terms:
            ending[term.last].append(term)
    starts = _sentence_starts(tokens, sentences)
    limits = tuple(zip(starts, [*starts[1:], len(tokens)], strict=True)) if tokens else ()
    sentence_of = tuple(number for number, (first, last) in enumerate(limits) for _ in range(first, last))
    closed_by = _brackets(tokens)
    opened_by = {close: place for place, close in closed_by.items()}
    return Document(
        text, tokens, starting, tuple(map(tuple, ending)), limits, sentence_of, closed_by, opened_by
    )


def _brackets(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Pair the brackets of each line; those of more than a few lines' length are none."""
    pairs: dict[int, int] = {}
    open_ones: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "break":
            open_ones.clear()
        elif token.kind == "open":
            open_ones.append(place)
        elif token.kind == "close" and open_ones:
            first = open_ones.pop()
            if place - first <= _LONGEST_BRACKET:
                pairs[first] = place
    return pairs


def _without_soft_breaks(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out line breaks in the middle of a sentence, as hard-wrapped text has them."""
    kept = []
    for place, token in enumerate(tokens):
        if token.text == "\n" and 0 < place < len(tokens) - 1:
            before, after = tokens[place - 1], tokens[place + 1]
            if before.kind in {"word", "comma"} and after.kind == "word" and after.text[0].islower():
                continue
        kept.append(token)
    return tuple(kept)


def _sentence_starts(tokens: tuple[Token, ...], sentences: Sequence[Span]) -> list[int]:
    given = {span.start for span in sentences}
    starts = [0] if tokens else []
    for place in range(1, len(tokens)):
        before = tokens[place - 1]
        if tokens[place].kind == "break":
            continue
        crossed = given and any(offset in given for offset in range(before.end, tokens[place].start + 1))
        if before.kind == "break" or crossed or (not given and _ends_sentence(tokens, place)):
            starts.append(place)
    return starts


def _ends_sentence(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if token.glued or not (token.capital or token.kind in {"quote", "open", "marker", "number", "dash"}):
        return False
    stop = place - 1
    while stop > 0 and tokens[stop].kind in {"quote", "close", "marker", "apostrophe"} and place - stop < 4:
        stop -= 1
    if tokens[stop].kind != "stop":
        return False
    before = tokens[stop - 1] if stop else None
    if tokens[stop].text != "." or before is None or before.kind != "word" or not tokens[stop].glued:
        return True
    return not (len(before.text) == 1 and before.capital) and before.norm not in _ABBREVIATIONS
