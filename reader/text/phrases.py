"""Finding words in a text as whole words, many phrases in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WORD = re.compile(r"\w+")
_INSIDE = r"[\w\u0300-\u036f]"
"""What goes on a word: its letters, digits, and accents put on the last of them."""


class _Phrase(Value):
    words: str
    lead: int
    """How many code points stand before its first word."""
    pattern: re.Pattern[str]


class Phrases:
    """Finds phrases where they stand as whole words, in a time that does not depend on how many there are.

    Case counts unless a phrase is in lower case throughout; any whitespace stands for any other. Phrases
    without a letter or digit are never found.

    Args:
        phrases: The words to look for.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._as_written: dict[str, list[_Phrase]] = defaultdict(list)
        self._in_any_case: dict[str, list[_Phrase]] = defaultdict(list)
        for words in dict.fromkeys(" ".join(each.split()) for each in phrases):
            first = _WORD.search(words)
            if first is None:
                continue
            low = words == words.lower()
            by_first = self._in_any_case if low else self._as_written
            by_first[first.group()].append(_Phrase(words, first.start(), _pattern(words, low=low)))

    def may_stand_in(self, text: str) -> bool:
        """Tell quickly, for a few phrases, whether a text has the first word of any."""
        low = text.lower() if self._in_any_case else ""
        return any(first in text for first in self._as_written) or any(w in low for w in self._in_any_case)

    def within(self, text: str, stopped: Callable[[], bool] = lambda: False) -> Iterator[tuple[Span, str]]:
        """Yield each place of each phrase, in order of its first word; places may overlap.

        Args:
            text: Where to look.
            stopped: Asked from time to time whether to give up.

        Yields:
            The place and the phrase, with single spaces.
        """
        for number, word in enumerate(self._first_words(text)):
            if not number & 0xFFF and stopped():
                return
            found = self._as_written.get(word.group(), ())
            if self._in_any_case:
                found = (*found, *self._in_any_case.get(word.group().lower(), ()))
            for phrase in found:
                match = phrase.pattern.match(text, max(0, word.start() - phrase.lead))
                if match is not None:
                    yield Span(*match.span()), phrase.words

    def _first_words(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places, among others, where the first words of the phrases stand."""
        firsts = (*self._as_written, *self._in_any_case)
        if len(firsts) == 1:
            return re.finditer(re.escape(firsts[0]), text, re.IGNORECASE if self._in_any_case else re.NOFLAG)
        return _WORD.finditer(text) if firsts else iter(())


def _pattern(words: str, *, low: bool) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split(" ")))
    begin = rf"(?<!{_INSIDE})" if _WORD.match(words) else ""
    end = rf"(?!{_INSIDE})" if _WORD.match(words[-1]) else ""
    return re.compile(begin + spaced + end, re.IGNORECASE if low else re.NOFLAG)
