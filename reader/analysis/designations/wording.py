"""The words of a text with what a vocabulary says of them: signs, brackets, breaks that only wrap lines."""

from __future__ import annotations

from reader.analysis.designations.tokens import Token
from reader.analysis.designations.vocabulary import Term, Vocabulary

_LONGEST_BRACKET = 120
_UNFINISHED = frozenset({"word", "comma"})


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
