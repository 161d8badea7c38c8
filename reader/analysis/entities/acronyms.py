"""Acronyms that a text introduces in brackets behind the full name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import home_of_label
from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IN_BRACKETS = re.compile(
    r"[\"”’']? \((?:(?:the|or|known as|abbreviated as) )?[\"“‘']?"
    r"(?P<acronym>[A-Z][A-Za-z&.-]{1,9})[\"”’']?[),;]"
)
_MOST_LOWER = 0.5


def acronym_names(text: str, names: Sequence[RawSpan]) -> Iterator[tuple[RawSpan, RawSpan]]:
    """Yield each full name that is followed by its acronym in brackets, with the acronym.

    ``Hayat Tahrir al-Sham (HTS)``: its letters must come in order in the name, or the name be an
    organisation's of several words (``Workers' Party (PT)``).
    """
    for name in names:
        found = _IN_BRACKETS.match(text, name.span.end)
        if found and _fits(found["acronym"], name.span.of(text), name.label):
            yield name, RawSpan(Span(*found.span("acronym")), name.label)


def _fits(acronym: str, name: str, label: str) -> bool:
    letters = [letter for letter in acronym if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if " " not in name or label in ("PERSON", "NORP") or capitals < max(2, _MOST_LOWER * len(letters)):
        return False
    if _in_order(acronym, name):
        return True
    return label == "ORG" and home_of_label().get(acronym, "ORG") == "ORG"


def _in_order(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym come in this order in a name, the first at its beginning."""
    rest = iter(name.lower())
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    return name[:1].lower() == letters[0] and all(letter in rest for letter in letters)
