"""Naming a run of capitalised words: which parts of it are names, and of what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN = ""
"""The label of a name of which its words tell nothing."""
_LONGEST_TITLE = 3
_LONGEST_KNOWN = 5
_LONGEST_PERSON = 4


def name_run(forms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names in a run of capitalised words.

    Args:
        forms: The words of the run, without possessive endings.

    Yields:
        First word, past-last word, OntoNotes label or `UNKNOWN`.
    """
    yield from _named(forms, 0, len(forms))


def _named(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    while start < end and forms[start] in known("months_and_days"):
        start += 1
    while end > start and forms[end - 1] in known("months_and_days"):
        end -= 1
    if start >= end:
        return
    whole = label_of(" ".join(forms[start:end]))
    if whole:
        yield start, end, whole
        return
    title = _title_in(forms, start, end)
    if title:
        yield from _named(forms, start, title[0])
        yield from _titled(forms, title[1], end)
        return
    by_noun = _label_by_noun(forms, start, end)
    if by_noun:
        yield start, end, by_noun
        return
    yield from _led(forms, start, end)


def _titled(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Name what stands behind a title."""
    if start >= end:
        return
    label = label_of(" ".join(forms[start:end])) or _label_by_noun(forms, start, end)
    if label:
        yield start, end, label
    else:
        yield start, min(end, start + _LONGEST_PERSON), "PERSON"


def _led(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Name a run that begins with a known name, or with none."""
    for length in range(min(_LONGEST_KNOWN, end - start - 1), 0, -1):
        label = label_of(" ".join(forms[start : start + length]))
        if label in ("NORP", "GPE") and forms[start] not in known("given_names"):
            yield start, start + length, label
            yield from _named(forms, start + length, end)
            return
    is_person = forms[start] in known("given_names") and 1 < end - start <= _LONGEST_PERSON
    yield start, end, "PERSON" if is_person else UNKNOWN


def _title_in(forms: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """Return the first title of a run, with the words that qualify it, as first and past-last word."""
    for first in range(start, end):
        if forms[first] not in _title_openings():
            continue
        for length in range(min(_LONGEST_TITLE, end - first), 0, -1):
            phrase = " ".join(forms[first : first + length])
            if phrase in _titles():
                past = first + length
                return (first, past) if past >= end else _widened(forms, first, past, end)
    return None


@cache
def _titles() -> frozenset[str]:
    return known("titles") | frozenset(title.replace(".", "") for title in known("titles"))


@cache
def _title_openings() -> frozenset[str]:
    return frozenset(title.partition(" ")[0] for title in _titles())


def _widened(forms: Sequence[str], first: int, past: int, end: int) -> tuple[int, int]:
    while past < end and (forms[past] in _titles() or forms[past] in known("rank_words")):
        past += 1
    return first, past


def _label_by_noun(forms: Sequence[str], start: int, end: int) -> str | None:
    """Return the label that the nouns of a run tell, if they do."""
    if end - start < 2:
        return None
    last, first = forms[end - 1], forms[start]
    if last in known("facility_nouns"):
        return "FAC"
    if last in known("organisation_nouns") or any(f in known("organisation_nouns") for f in (first,)):
        return "ORG"
    if last in known("place_nouns") or first in ("Mount", "Lake", "Cape", "Gulf", "Strait"):
        return "LOC"
    return "GPE" if last in known("state_nouns") else None
