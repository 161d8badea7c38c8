"""Mentions that a recogniser missed: the same words again, elsewhere in the text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.analysis.entities.edges import stands_in_capitals
from reader.analysis.entities.kinds import names_nobody
from reader.analysis.entities.lexicon import home_of_label, known, nationality_words
from reader.analysis.entities.linking import folded
from reader.analysis.entities.phrases import PhraseFinder, first_word, words_in
from reader.analysis.entities.spelling import sound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from reader.text.span import Span

_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z][^\W_A-Z]*\b")
_CAPITAL_BEFORE = re.compile(r"(?:^|[\s(\"“‘])([^\W\d_a-z][\w.'’-]*) $")
_CAPITAL_AFTER = re.compile(r" ([^\W\d_a-z]\w*)")
_REACH = 24
_CAPITAL_WORD = re.compile(r"(?<![\w’'-])[^\W\d_a-zа-яё][^\W\d_]+(?:['’-][^\W\d_]{2,})*(?![\w-])")
_SHORTEST_VARIANT = 4
_SHORTEST = 2


def missed_mentions(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where known names stand, whole and not as part of another name, in order.

    Args:
        text: The article's text.
        names: Names as the text writes them. A single word is passed over where the text also writes it
            small, since it then is a common word too.
    """
    common = _written_small(text)
    present = words_in(text)
    phrases = [name for name in names if first_word(name) in present and _is_safe(name, common)]
    for span in PhraseFinder(phrases).find(text):
        if not _in_longer_name(text, span) and not names_nobody(text, span):
            yield span


def spelling_variants(text: str, names: Collection[str]) -> dict[str, str]:
    """Return single words of a text that are other spellings of known names, with those names.

    ``Da'esh`` where ``Daesh`` is known, ``KENYA`` in a headline, ``Sergey``, and the cases of Russian names.
    """
    heard: dict[str, str] = {}
    for name in sorted(names):
        if " " not in name and len(name) >= _SHORTEST_VARIANT:
            heard.setdefault(folded(name), name)
            if sound(name):
                heard.setdefault(sound(name), name)
    found = {}
    for word in _capitalised(text).difference(names):
        name = heard.get(folded(word)) or heard.get(sound(word), "")
        if name and len(word) >= _SHORTEST_VARIANT and word.lower() != f"{name.lower()}s":
            found[word] = name
    return found


@cache
def always_known() -> frozenset[str]:
    """Return the names that are always looked for: nationalities and events everybody knows."""
    return nationality_words() | known("events")


@lru_cache(maxsize=1)
def _written_small(text: str) -> frozenset[str]:
    return frozenset(_LOWER_WORD.findall(text))


@lru_cache(maxsize=1)
def _capitalised(text: str) -> frozenset[str]:
    return frozenset(_CAPITAL_WORD.findall(text))


def _is_safe(name: str, common: Collection[str]) -> bool:
    if " " in name or not name.isalpha():
        return True
    if len(name) < _SHORTEST or name in known("openers") or name in known("months_and_days"):
        return False
    return name[0].isupper() and (name.isupper() or name.lower() not in common)


def _in_longer_name(text: str, span: Span) -> bool:
    """Tell whether a single word stands between other capitalised ones, in a name not known."""
    name = span.of(text)
    if name.isupper() and len(name) >= _SHORTEST_VARIANT and stands_in_capitals(text, span):
        return False
    if " " in name or home_of_label().get(name) in ("NORP", "EVENT"):
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    if before and before.group(1) in known("given_names"):
        return True
    after = _CAPITAL_AFTER.match(text, span.end)
    if after is None:
        return False
    if name.isupper():
        return before is not None and before.group(1).isupper() and after.group(1).isupper()
    return after.group(1) not in known("openers")
