"""Finding listed names in a text: whole words, the longest names first, in time linear in the text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.guards import Lines, is_written_as
from reader.analysis.gazetteers.table import hash_of
from reader.analysis.gazetteers.words import words_of
from reader.articles.findings import ListedAs
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reader.analysis.gazetteers.entry import Entry
    from reader.analysis.gazetteers.table import Listed, Table
    from reader.analysis.gazetteers.words import Word


class Hit(Value):
    """A listed name in a text."""

    span: Span
    listed: tuple[ListedAs, ...]
    """Every entry of every list that has the name; never empty."""
    label: str
    """The type that the first list that tells one gives it; empty where none does."""


def find_hits(text: str, tables: Sequence[Table], *, today: date) -> tuple[Hit, ...]:
    """Return the listed names of a text in order; they do not overlap.

    Of two that overlap the one of more words is taken, of two alike the first. Entries that have ended, or
    have not begun, are left out.

    Args:
        text: Any text.
        tables: The lists, the more trusted first.
        today: The day for which dates are judged.
    """
    words = words_of(text)
    by_length: defaultdict[int, list[tuple[int, Hit]]] = defaultdict(list)
    for first, hit, length in _Search(text, words, tables, today).candidates():
        by_length[length].append((first, hit))
    taken = bytearray(len(words))
    found: list[Hit] = []
    for length in sorted(by_length, reverse=True):
        for first, hit in by_length[length]:
            if not any(taken[first : first + length]):
                taken[first : first + length] = b"\1" * length
                found.append(hit)
    return tuple(sorted(found, key=lambda hit: hit.span))


class _Search:
    """One text looked through with some lists."""

    def __init__(self, text: str, words: list[Word], tables: Sequence[Table], today: date) -> None:
        self._text = text
        self._words = words
        self._tables = tables
        self._day = today.isoformat()
        self._lines = Lines(text, words)
        self._starts: dict[str, tuple[int, ...]] = {}
        self._known: dict[tuple[str, ...], list[tuple[str, Listed]]] = {}

    def candidates(self) -> Iterator[tuple[int, Hit, int]]:
        """Yield every listed name with its first word and its number of words."""
        for first, word in enumerate(self._words):
            longest = self._longest_from(word.folded)
            reach = max(longest) if longest else 0
            for past in range(first + 1, min(first + reach, len(self._words)) + 1):
                if not self._words[past - 1].folded:
                    break
                hit = self._hit(first, past, longest)
                if hit:
                    yield first, hit, past - first

    def _longest_from(self, folded: str) -> tuple[int, ...]:
        """Return for each list how many words its longest name has that begins with a word; or nothing."""
        known = self._starts.get(folded)
        if known is None:
            hashed = hash_of((folded,))
            known = tuple(table.longest_from(hashed) for table in self._tables)
            self._starts[folded] = known = known if folded and any(known) else ()
        return known

    def _hit(self, first: int, past: int, longest: tuple[int, ...]) -> Hit | None:
        found: dict[ListedAs, str] = {}
        for list_, listed in self._listed(first, past, longest):
            entry = listed.entry
            if is_written_as(self._text, self._words, first, past, listed.name, self._lines):
                told = ListedAs(list_, entry.id, entry.name, entry.until or None, entry.source)
                found[told] = entry.label
        if not found:
            return None
        span = Span(self._words[first].start, self._words[past - 1].end)
        return Hit(span, tuple(found), next(filter(None, found.values()), ""))

    def _listed(self, first: int, past: int, longest: tuple[int, ...]) -> Sequence[tuple[str, Listed]]:
        """Return the names of entries in force that have some words, each with its list; looked up once."""
        key = tuple(word.folded for word in self._words[first:past])
        if key not in self._known:
            hashed = hash_of(key)
            self._known[key] = [
                (table.description.name, listed)
                for table, reach in zip(self._tables, longest, strict=True)
                if reach >= len(key)
                for listed in table.find(hashed, key)
                if self._is_in_force(listed.entry)
            ]
        return self._known[key]

    def _is_in_force(self, entry: Entry) -> bool:
        return entry.since <= self._day and (not entry.until or entry.until >= self._day)
