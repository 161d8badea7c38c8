"""The words of designations, language by language, and how they are looked up in a text.

The words are data: ``vocabulary/<language>.toml``. A table is a *category* and a key in it a *value*,
as in ``[status] terrorist = ["terror", ...]``. An entry is one word or several; a word that ends in
``*`` stands for all words that begin so and have at most five letters more. An entry with ``=`` before it
counts in lower case only, as ``=may`` does, which is a month otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import compress
from operator import attrgetter

from msgspec import Struct

from reader.analysis.designations.tokens import Token, tokenize
from reader.values import Value, field

Tables = Mapping[str, Mapping[str, Sequence[str]]]
"""Phrases by category and value."""

LONGEST_ENTRY = 12
"""The most tokens of an entry."""
SHORTEST_STEM = 3
"""The fewest letters before a ``*``."""
_LONGEST_ENDING = 5
_DEFAULT = "en"
_LAST = attrgetter("last")
_MOST_REMEMBERED = 100_000
_VALUES_TOLD = frozenset({"participle", "infinitive", "list"})
"""Categories with a bit for each value too, such as ``participle=banned``."""
_LANGUAGES = {"en": "en", "ru": "ru", "uk": "ru", "be": "ru", "fr": "fr"}


class Term(Value, gc=False):
    """A vocabulary entry found in a text, covering the tokens ``[first, last)``."""

    first: int
    last: int
    category: str
    value: str
    bits: int
    """The bit of its category, and of its value where that has one; see `bits_of`."""


class _Bits(dict[tuple[str, ...], int]):
    """Sets of categories as numbers with a bit for each, so that asking for several is one operation."""

    def __missing__(self, categories: tuple[str, ...]) -> int:
        if len(categories) == 1:
            self[categories] = 1 << sum(len(key) == 1 for key in self)
        else:
            bits = 0
            for category in categories:
                bits |= self[(category,)]
            self[categories] = bits
        return self[categories]


bits_of = _Bits()
"""The bits of a tuple of categories."""


class _Node(Struct):
    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    entries: list[tuple[str, str, int, bool]] = field(default_factory=list)
    """Category, value, the bits of both, and whether only lower case counts."""
    bits: int = 0
    """The categories of all entries that lead through here."""
    further: int = 0
    """How many tokens the longest of them goes on."""

    def followed(self, norm: str) -> list[_Node]:
        """Return the nodes that a word leads to."""
        exact = self.words.get(norm)
        found = [] if exact is None else [exact]
        if self.stems:
            for length in range(max(SHORTEST_STEM, len(norm) - _LONGEST_ENDING), len(norm) + 1):
                by_stem = self.stems.get(norm[:length])
                if by_stem is not None:
                    found.append(by_stem)
        return found


class _Opening(Value):
    """What is known of the entries that may open with a word."""

    nodes: list[_Node]
    longest: int
    """The most tokens of one."""
    alone: tuple[tuple[str, str, int], ...]
    """Category, value and bits of the entries that are this word and no more."""
    alone_in_lower_case: tuple[tuple[str, str, int], ...]
    """The same where it stands in lower case."""


class _Openings(dict[str, _Opening]):
    """The openings of words, worked out once a word."""

    def __init__(self, root: _Node) -> None:
        super().__init__()
        self._root = root

    def __missing__(self, norm: str) -> _Opening:
        nodes = self._root.followed(norm)
        longest = max((node.further for node in nodes), default=-1) + 1
        self[norm] = _Opening(nodes, longest, _alone(nodes, lower_case=False), _alone(nodes, lower_case=True))
        return self[norm]


class _WordBits(dict[str, int]):
    """The bits of the categories whose entries lead through a word at the root, worked out once a word."""

    def __init__(self, root: _Node) -> None:
        super().__init__()
        self._root = root

    def __missing__(self, norm: str) -> int:
        bits = 0
        for node in self._root.followed(norm):
            bits |= node.bits
        self[norm] = bits
        return bits


class _Wanted(dict[str, bool]):
    """Whether a word may open an entry of some categories, worked out once a word."""

    def __init__(self, opening_bits: _WordBits, bits: int) -> None:
        super().__init__()
        self._opening_bits = opening_bits
        self._bits = bits

    def __missing__(self, norm: str) -> bool:
        wanted = self[norm] = bool(self._opening_bits[norm] & self._bits)
        return wanted


def _alone(nodes: list[_Node], *, lower_case: bool) -> tuple[tuple[str, str, int], ...]:
    """Return the entries that end at some nodes, the last one of each category."""
    last = {
        category: (category, value, bits)
        for node in nodes
        for category, value, bits, lower in node.entries
        if lower_case or not lower
    }
    return tuple(last.values())


class Vocabulary:
    """All entries of one language as a tree of tokens."""

    def __init__(self, *layers: Tables) -> None:
        self._root = _Node()
        self._openings = _Openings(self._root)
        self._opening_bits = _WordBits(self._root)
        self._wanted: dict[int, _Wanted] = {}
        self._closing = _Node()
        self.closing_bits = _WordBits(self._closing)
        """For each word the bits of the categories whose entries may end with it; see `bits_of`."""
        self.longest = 1
        """The most tokens of an entry."""
        self._longest_entry: dict[int, int] = {}
        self._longest_of: dict[int, int] = {}
        for tables in layers:
            for category, values in tables.items():
                for value, phrases in values.items():
                    for phrase in phrases:
                        self._add(phrase, category, value)

    def _add(self, phrase: str, category: str, value: str) -> None:
        bits = bits_of[(category,)]
        if category in _VALUES_TOLD:
            bits |= bits_of[(f"{category}={value}",)]
        node, path, closing = self._root, [], self._closing
        lower = phrase.startswith("=")
        for word in phrase.removeprefix("=").split():
            parts = [token.norm for token in tokenize(word.removesuffix("*"))]
            stem = parts.pop() if word.endswith("*") else None
            for part in parts:
                node = node.words.setdefault(part, _Node())
                path.append(node)
                closing = self._closing.words.setdefault(part, _Node())
            if stem is not None:
                node = node.stems.setdefault(stem, _Node())
                path.append(node)
                closing = self._closing.stems.setdefault(stem, _Node())
        closing.bits |= bits
        node.entries.append((category, value, bits, lower))
        self._longest_entry[bits] = max(self._longest_entry.get(bits, 1), len(path))
        for further, passed in enumerate(reversed(path)):
            passed.bits |= bits
            passed.further = max(passed.further, further)
        self.longest = max(self.longest, len(path))

    def openings(self, norms: Sequence[str]) -> list[int]:
        """Return for each word the bits of the categories whose entries may start there."""
        if len(self._opening_bits) > _MOST_REMEMBERED:
            self._opening_bits.clear()
            self._openings.clear()
            self._wanted.clear()
            self.closing_bits.clear()
        return list(map(self._opening_bits.__getitem__, norms))

    def places(self, norms: Sequence[str], bits: int, *, first: int = 0) -> list[int]:
        """Return where an entry of some categories may start, the first word counted so; see `bits_of`."""
        wanted = self._wanted.get(bits)
        if wanted is None:
            wanted = self._wanted[bits] = _Wanted(self._opening_bits, bits)
        return list(compress(range(first, first + len(norms)), map(wanted.__getitem__, norms)))

    def longest_of(self, bits: int) -> int:
        """Return the most tokens of an entry of some categories; see `bits_of`."""
        longest = self._longest_of.get(bits)
        if longest is None:
            each = (length for known, length in self._longest_entry.items() if known & bits)
            longest = self._longest_of[bits] = max(each, default=1)
        return longest

    def longest_at(self, norm: str) -> int:
        """Return the most tokens of an entry that opens with a word."""
        return self._openings[norm].longest

    def terms_at(self, tokens: Sequence[Token], first: int) -> tuple[Term, ...]:
        """Return what starts at a token: for each category the longest entry, the longest of all first."""
        token = tokens[first]
        opening = self._openings[token.norm]
        lower_case = token.text.islower()
        alone = opening.alone_in_lower_case if lower_case else opening.alone
        place = first + 1
        goes_on = opening.longest > 1 and place < len(tokens)
        nodes = _followed(opening.nodes, tokens[place].norm) if goes_on else []
        if not nodes:
            if len(alone) == 1:
                return (Term(first, place, *alone[0]),)
            return tuple([Term(first, place, category, value, bits) for category, value, bits in alone])
        longest = {category: Term(first, place, category, value, bits) for category, value, bits in alone}
        while nodes:
            place += 1
            for node in nodes:
                for category, value, bits, lower in node.entries:
                    if lower_case or not lower:
                        longest[category] = Term(first, place, category, value, bits)
            nodes = _followed(nodes, tokens[place].norm) if place < len(tokens) else []
        return tuple(sorted(longest.values(), key=_LAST, reverse=True))


def _followed(nodes: list[_Node], norm: str) -> list[_Node]:
    found = []
    for node in nodes:
        if node.stems:
            found += node.followed(norm)
        elif (child := node.words.get(norm)) is not None:
            found.append(child)
    return found


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """Return the vocabulary of an ISO 639-1 language; English where there is none of its own."""
    return Vocabulary(shipped_tables(shipped_language(language)))


def shipped_language(language: str) -> str:
    """Return the language whose vocabulary a text of an ISO 639-1 language is read with."""
    return _LANGUAGES.get(language, _DEFAULT)


@cache
def shipped_tables(name: str) -> Tables:
    """Return the tables that came with Reader for one of its languages."""
    folder = files("reader.analysis.designations").joinpath("vocabulary")
    tables: dict[str, dict[str, list[str]]] = {}
    for file in (f"{name}.toml", f"places_{name}.toml"):
        tables |= tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))
    return tables
