"""Filtering and sorting lists of annotations: ``tag:militants -author:ann border``.

Words are looked for in tags, passage, note and author (and the title, in a list of many articles); a word
with a prefix only there. All of them are needed; one behind a ``-`` must not be there. Case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, get_args

from reader.annotations.annotation import Annotation
from reader.errors import ReaderError
from reader.values import Value

Order = Literal["place", "newest", "tag"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""In the order in which one goes through them."""

_TERM = re.compile(r'(?P<no>-?)(?:(?P<prefix>[^\W\d_]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]*))')


class Noted(Value, dict=True):
    """An annotation in a list, with what the list says of where it stands."""

    annotation: Annotation
    own: bool
    title: str = ""
    """The article's title, in a list of many articles."""

    @cached_property
    def words(self) -> str:
        """Everything that words without a prefix are looked for in."""
        annotation = self.annotation
        parts = (
            *annotation.tags,
            passage_of(annotation),
            " ".join(annotation.note.split()),
            annotation.author,
            self.title,
        )
        return "\n".join(parts).casefold()


def passage_of(annotation: Annotation) -> str:
    """Return the words of an annotation in one line."""
    return " ".join(annotation.target.exact.split())


Names = Callable[[Noted], str]
"""What names the entities that a passage mentions, folded; only asked where ``entity:`` was."""

FIELDS: Mapping[str, Callable[[Noted], str]] = {
    "tag": lambda row: "\n".join(row.annotation.tags),
    "text": lambda row: passage_of(row.annotation),
    "note": lambda row: " ".join(row.annotation.note.split()),
    "author": lambda row: row.annotation.author,
    "title": lambda row: row.title,
}
PREFIXES = (*FIELDS, "entity")


class Term(Value):
    """One thing looked for."""

    words: str
    """Case folded; empty for whatever is there at all."""
    prefix: str | None = None
    without: bool = False
    """Whether it must not be there."""

    def holds(self, row: Noted, names: Names) -> bool:
        """Tell whether an annotation is one that is looked for."""
        if self.prefix is None:
            where = row.words
        elif self.prefix == "entity":
            where = names(row)
        else:
            where = FIELDS[self.prefix](row).casefold()
        return (bool(where) and self.words in where) != self.without


def read_filter(typed: str) -> tuple[Term, ...]:
    """Return what a line of filter terms looks for.

    Raises:
        ReaderError: when something stands before a colon that is no filter, naming the nearest that is.
    """
    found = (_term(each) for each in _TERM.finditer(typed) if each.group() not in ("", "-"))
    return tuple(term for term in found if term.words or term.prefix)


def _term(found: re.Match[str]) -> Term:
    prefix = found["prefix"]
    words = found["plain"] if found["quoted"] is None else " ".join(found["quoted"].split())
    if prefix is not None and prefix.lower() not in PREFIXES:
        (nearest,) = get_close_matches(prefix.lower(), PREFIXES, n=1, cutoff=0)
        raise ReaderError(
            f"there is no filter {prefix}:, the nearest is {nearest}:",
            where="",
            remedy="in quotes it is words",
        )
    return Term(words.casefold(), prefix.lower() if prefix else None, without=bool(found["no"]))


def filtered(rows: Iterable[Noted], terms: tuple[Term, ...], names: Names) -> list[Noted]:
    """Return the annotations that all terms hold of, in the order they are given in."""
    # What is looked up fastest is asked first; what a name stands over, last.
    ordered = sorted(terms, key=lambda term: (term.prefix is not None, term.prefix == "entity"))
    found = list(rows)
    for term in ordered:
        found = [row for row in found if term.holds(row, names)]
    return found


def sorted_by(rows: Iterable[Noted], order: Order) -> list[Noted]:
    """Return annotations in an order; those that are equal in it stay as they are given, by place."""
    match order:
        case "place":
            return list(rows)
        case "newest":
            return sorted(rows, key=lambda row: row.annotation.modified, reverse=True)
        case "tag":
            return sorted(rows, key=lambda row: (not row.annotation.tags, _first_tag(row)))


def _first_tag(row: Noted) -> str:
    return row.annotation.tags[0].casefold() if row.annotation.tags else ""


def next_order(order: Order) -> Order:
    """Return the order to go on to."""
    return ORDERS[(ORDERS.index(order) + 1) % len(ORDERS)]
