"""Acronyms that a text spells out, in either order, by the initials of the words.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(2003), but by whole initials: small words may be passed over, and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known
from reader.text.markers import LETTER
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORT_BEHIND = re.compile(
    r"[\"”’»]?(?: \((?:the |or |known as )?|, (?:better )?known as |, or )"
    r"[\"“‘«]?(?P<short>[^\W\d_a-zа-яё]{2,9})(?=[\"”’»]?[),;. ])"
)
_LONG_BEHIND = re.compile(
    r"\b(?P<short>[^\W\d_a-zа-яё]{2,9})[\"”’»]? \((?:the )?"
    r"[\"“‘«]?(?P<long>[^\W\d_a-zа-яё][^()\n]{4,90}?)[\"”’»]?\)"
)
_WORD = re.compile(rf"{LETTER}+(?:['’]s?(?![^\W\d_]))?")
_REACH = 100
_SHORTEST = 3
"""Two letters are too often the initials of something else."""


@lru_cache(maxsize=1)
def expansions(text: str) -> tuple[tuple[Span, Span], ...]:
    """Return each full name with its acronym, as the text introduces them; of the last text it is known.

    ``North Atlantic Treaty Organisation (NATO)``, ``NATO (North Atlantic Treaty Organisation)``,
    ``Academic Staff Union, known as ASU``.
    """
    return tuple(_expansions(text))


def _expansions(text: str) -> Iterator[tuple[Span, Span]]:
    for found in _SHORT_BEHIND.finditer(text):
        long = _long_before(text, found.start(), found["short"])
        if long:
            yield long, Span(*found.span("short"))
    for found in _LONG_BEHIND.finditer(text):
        words = list(_WORD.finditer(text, *found.span("long")))
        if len(found["short"]) >= _SHORTEST and spells(words, found["short"]):
            yield Span(*found.span("long")), Span(*found.span("short"))


def _long_before(text: str, end: int, short: str) -> Span | None:
    """Return the shortest stretch before a place whose words have the letters as initials."""
    if len(short) < _SHORTEST:
        return None
    reach = max(0, end - _REACH)
    reach = max(reach, text.rfind("\n", reach, end) + 1)
    words = list(_WORD.finditer(text, reach, end))
    for first in range(len(words) - 2, -1, -1):
        if spells(words[first:], short):
            return Span(words[first].start(), words[-1].end())
    return None


def spells(words: Sequence[re.Match[str]], short: str) -> bool:
    """Tell whether words have the letters of an acronym as initials; small words may be passed over.

    The words must be capitalised but for the small ones, and start with the first letter.
    """
    forms = [word.group() for word in words]
    if len(forms) < 2 or forms[0][0] != short[0] or forms[-1].lower() in known("minor_words"):
        return False
    small = [form.lower() in known("minor_words") for form in forms]
    if not all(form[0].isupper() or is_small for form, is_small in zip(forms, small, strict=True)):
        return False
    full = "".join(form[0] for form in forms).upper()
    bare = "".join(form[0] for form, is_small in zip(forms, small, strict=True) if not is_small).upper()
    return short in (full, bare)
