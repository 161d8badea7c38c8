"""Whether a mention is written as the name it may be: capitals, short names, names that are common words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import home_of_label, known
from reader.analysis.gazetteers.words import gaps_of, key_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.gazetteers.words import Word

FEWEST_LETTERS = 4
"""Names of fewer letters are taken only in capitals, exactly as listed, or in quotes."""

_PARTICLES = frozenset((
    "a", "ad", "af", "al", "an", "and", "ar", "as", "ash", "at", "az", "bin", "bint", "binti", "d",
    "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e", "ed", "el", "et", "for", "i", "ibn", "in", "l", "la", "las", "le", "les", "lo", "los",
    "of", "on", "or", "os", "para", "s", "the", "to", "ul", "und", "van", "von", "y", "ze", "zu", "в",
    "де", "для", "и", "ибн", "на", "о", "по", "при", "с", "фон", "эль", "аль",
))  # fmt: skip
"""Small words of names, which may stand in lower case where a list writes a capital."""

_ARABIC_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "аль", "эль"))
_HYPHENS = "-‐‑"
_OPENING = "\"'“‘«„‹`”"
_CLOSING = "\"'”’»“›`"
_STOP_BEFORE_CLOSING = ",.;:!?…"
_STARTS = re.compile(r"(?:^|[.!?…:;•*|–—\n\r])[\s\"'“”‘’«»„(\[*•–—-]*$")
_APOSTROPHES = "'’ʼ`"
_REACH = 12
_HEADLINE_SHARE = 0.6


class Lines:
    """What the lines of a text look like, and which words it writes in lower case.

    Args:
        text: The text.
        words: Its words.
    """

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._headlines: dict[int, bool] = {}
        self._low: Counter[str] | None = None

    def is_headline(self, offset: int) -> bool:
        """Tell whether the line at an offset writes most of its words with capitals."""
        start = self._text.rfind("\n", 0, offset) + 1
        if start not in self._headlines:
            end = self._text.find("\n", offset)
            line = self._text[start : end if end >= 0 else None]
            written = words_of(line)
            capitals = sum(line[word.start].isupper() for word in written)
            self._headlines[start] = capitals > max(2, _HEADLINE_SHARE * len(written))
        return self._headlines[start]

    def writes_low(self, folded: str) -> bool:
        """Tell whether the text writes a word in lower case as often as with a capital, or more often."""
        if self._low is None:
            self._low = Counter()
            for word in self._words:
                first = self._text[word.start]
                self._low[word.folded] += first.islower() - first.isupper()
        return folded in self._low and self._low[folded] >= 0 and folded.islower()


def is_written_as(text: str, words: Sequence[Word], first: int, past: int, name: str, lines: Lines) -> bool:
    """Tell whether a mention whose words are those of a name is that name.

    Args:
        text: The text.
        words: All its words.
        first: The first word of the mention.
        past: The word behind its last. Folded, they are the words of the name.
        name: The name as its list writes it.
        lines: The text's lines.
    """
    mention, own = words[first:past], words_of(name)
    if _in_compound(text, words, first, past) or gaps_of(text, mention) != gaps_of(name, own):
        return False
    if not _has_its_capitals(text, mention, name, own):
        return False
    start, end = mention[0].start, mention[-1].end
    if _is_quoted(text, start, end):
        return True
    if sum(word.end - word.start for word in mention) < FEWEST_LETTERS:
        is_exact = text[start:end] == name[own[0].start : own[-1].end]
        return is_exact and text[start:end].isupper() and not lines.is_headline(start)
    if len(mention) == 1 and (mention[0].folded in common_words() or lines.writes_low(mention[0].folded)):
        return _is_lone_capital(text, mention[0], lines)
    return True


def _in_compound(text: str, words: Sequence[Word], first: int, past: int) -> bool:
    """Tell whether words are a part of a longer word: ``Jean`` of ``Jean-Paul``, ``Brien`` of ``O'Brien``.

    A part in lower case makes no name of the whole (``Iran-backed``, ``anti-Taliban``, ``l'Iran``), but an
    Arabic article does. Beside a name that is known by itself (``Israel-Hamas``) there is no longer word.
    """
    start, end = words[first].start, words[past - 1].end
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in ("_", "@") or behind in ("_", "@"):
        return True
    left = words[first - 1] if first and words[first - 1].end == start - 1 else None
    right = words[past] if past < len(words) and words[past].start == end + 1 else None
    if left is not None and _holds_left(text, left, before) and not _is_known(text, left, left.start, end):
        return True
    return (
        right is not None
        and _holds_right(text, right, behind)
        and not _is_known(text, right, start, right.end)
    )


def _is_known(text: str, part: Word, start: int, end: int) -> bool:
    """Tell whether the other part of a compound is a name of its own: ``Israel`` of ``Israel-Hamas``.

    That of a compound that is itself a name is not: ``Guinea`` of ``Guinea-Bissau``.
    """
    return text[part.start : part.end] in home_of_label() and text[start:end] not in home_of_label()


def _holds_left(text: str, left: Word, joint: str) -> bool:
    if joint in _HYPHENS and left.folded in _ARABIC_ARTICLES:
        return True
    return joint in _HYPHENS + _APOSTROPHES and not text[left.start].islower()


def _holds_right(text: str, right: Word, joint: str) -> bool:
    if joint in _APOSTROPHES:
        return right.folded != "s"
    if joint == ".":
        return text[right.start].islower() or text[right.start].isdecimal()
    return joint in _HYPHENS and not text[right.start].islower()


def _has_its_capitals(text: str, words: Sequence[Word], name: str, own: Sequence[Word]) -> bool:
    """Tell whether the words have capitals where the name has; small words of names need none.

    A name in lower case may be written with capitals.
    """
    capital = [word for word, listed in zip(words, own, strict=True) if name[listed.start].isupper()]
    lacking = [word for word in capital if not text[word.start].isupper()]
    return not lacking or (len(lacking) < len(capital) and all(word.folded in _PARTICLES for word in lacking))


def _is_quoted(text: str, start: int, end: int) -> bool:
    if end < len(text) and text[end] in _STOP_BEFORE_CLOSING:
        end += 1
    return start > 0 and text[start - 1] in _OPENING and end < len(text) and text[end] in _CLOSING


def _is_lone_capital(text: str, word: Word, lines: Lines) -> bool:
    """Tell whether a word has a capital that neither the sentence's start nor a headline gives it."""
    if not text[word.start].isupper() or lines.is_headline(word.start):
        return False
    return _STARTS.search(text, max(0, word.start - _REACH), word.start) is None


@cache
def common_words() -> frozenset[str]:
    """Return words of everyday language, folded; a name that is one of them needs a capital of its own."""
    path = Path(__file__).with_name("common_words.txt")
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    everyday = {word for line in lines for word in line.split()}
    openers = known("openers") | known("months_and_days") | known("organisation_nouns") | known("titles")
    return frozenset(everyday | {" ".join(key_of(word)) for word in openers})
