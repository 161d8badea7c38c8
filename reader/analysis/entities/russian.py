"""What the quick rules need to know of Russian: openers, the nouns in front of names, names in quotes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known, label_of
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.entities.spelling import stem
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.analysis.entities.runs import Token

_CYRILLIC = re.compile(r"[а-яё]")
_TOLD = {
    "russian_persons_before": "PERSON",
    "russian_groups_before": "ORG",
    "russian_ways_before": "FAC",
    "russian_waters_before": "LOC",
}


def is_russian(form: str) -> bool:
    """Tell whether a word has small Cyrillic letters."""
    return not form.isascii() and _CYRILLIC.search(form.lower()) is not None


def only_opens(words: Iterable[Token], inside: set[str]) -> bool:
    """Tell whether the first of some capitalised words has its capital from the sentence it opens.

    Russian writes few words with a capital: what never has one inside a sentence, in any case, is no name,
    unless a second word makes it a full name.

    Args:
        words: The capitalised words at the sentence's start.
        inside: Stems of the words that have a capital inside sentences.
    """
    first, *others = words
    if first.form in known("russian_openers"):
        return True
    if label_of(first.form) or stem(first.form.lower()) in inside or not is_russian(first.form):
        return False
    return not others or stem(others[0].form.lower()) in inside


def told_by(before: str, after: str) -> str | None:
    """Return the label that the words around a Russian name speak for, if they do."""
    if before in known("russian_places_before"):
        return "GPE"
    for section, label in _TOLD.items():
        if before.startswith(_beginnings(section)):
            return label
    return "PERSON" if after in known("russian_speech") else None


def quoted_names(paragraph: str) -> Iterator[RawSpan]:
    """Yield what stands in quotes behind a noun for a group: ``фонд «Северный свет»``."""
    if not is_russian(paragraph):
        return
    for found in _quoted().finditer(paragraph):
        yield RawSpan(Span(*found.span("name")), "ORG")


@cache
def _beginnings(section: str) -> tuple[str, ...]:
    return tuple(known(section))


@cache
def _quoted() -> re.Pattern[str]:
    nouns = "|".join(sorted(known("russian_groups_before")))
    return re.compile(rf"\b(?i:{nouns})[а-яё]* [«\"](?P<name>[^\W\d_a-zа-яё][^«»\"\n]{{1,60}})[»\"]")
