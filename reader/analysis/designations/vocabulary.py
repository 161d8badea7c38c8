"""The words of designations, language by language, and how they are looked up in a text.

The words are data: ``vocabulary/<language>.toml``. A table is a *category* and a key in it a *value*,
as in ``[status] terrorist = ["terror", ...]``. An entry is one word or several; a word that ends in
``*`` stands for all words that begin so and have at most five letters more. An entry with ``=`` before it
counts in lower case only, as ``=may`` does, which is a month otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from reader.analysis.designations.tokens import Token, tokenize

_LONGEST_ENDING = 5
_SHORTEST_STEM = 3
_DEFAULT = "en"
_SAMPLE = 400
_FEWEST_ARTICLES = 2
_LANGUAGES = {"en": "en", "ru": "ru", "uk": "ru", "be": "ru", "fr": "fr"}


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary entry found in a text, covering the tokens ``[first, last)``."""

    first: int
    last: int
    category: str
    value: str


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    entries: list[tuple[str, str, bool]] = field(default_factory=list)
    """Category, value and whether only lower case counts."""

    def followed(self, norm: str) -> Iterator[_Node]:
        exact = self.words.get(norm)
        if exact is not None:
            yield exact
        if not self.stems:
            return
        for length in range(max(_SHORTEST_STEM, len(norm) - _LONGEST_ENDING), len(norm) + 1):
            by_stem = self.stems.get(norm[:length])
            if by_stem is not None:
                yield by_stem


class Vocabulary:
    """All entries of one language as a tree of tokens."""

    def __init__(self, tables: dict[str, dict[str, list[str]]]) -> None:
        self._root = _Node()
        for category, values in tables.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    self._add(phrase, category, value)

    def _add(self, phrase: str, category: str, value: str) -> None:
        node = self._root
        lower = phrase.startswith("=")
        for word in phrase.removeprefix("=").split():
            parts = [token.norm for token in tokenize(word.removesuffix("*"))]
            stem = parts.pop() if word.endswith("*") else None
            for part in parts:
                node = node.words.setdefault(part, _Node())
            node = node if stem is None else node.stems.setdefault(stem, _Node())
        node.entries.append((category, value, lower))

    def terms_at(self, tokens: Sequence[Token], first: int) -> list[Term]:
        """Return what starts at a token: for each category the longest entry, the longest of all first."""
        longest: dict[str, Term] = {}
        nodes, place = [self._root], first
        while nodes and place < len(tokens):
            norm = tokens[place].norm
            nodes = [child for node in nodes for child in node.followed(norm)]
            place += 1
            for node in nodes:
                for category, value, lower in node.entries:
                    if lower and not tokens[first].text.islower():
                        continue
                    longest[category] = Term(first, place, category, value)
        return sorted(longest.values(), key=lambda term: -term.last)


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """Return the vocabulary of an ISO 639-1 language; English where there is none of its own."""
    name = _LANGUAGES.get(language, _DEFAULT)
    return Vocabulary(_tables(name))


def _tables(name: str) -> dict[str, dict[str, list[str]]]:
    folder = files("reader.analysis.designations").joinpath("vocabulary")
    tables: dict[str, dict[str, list[str]]] = {}
    for file in (f"{name}.toml", f"places_{name}.toml"):
        tables |= tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))
    return tables


def told_language(tokens: Sequence[Token], language: str) -> str:
    """Return a text's language, told French from English by its articles where English is only a guess."""
    if language != _DEFAULT:
        return language
    sample = [token.norm for token in tokens[:_SAMPLE] if token.text.islower()]
    english, french = (sum(map(_articles(name).__contains__, sample)) for name in (_DEFAULT, "fr"))
    return "fr" if french >= _FEWEST_ARTICLES and french > english else language


@cache
def _articles(name: str) -> frozenset[str]:
    return frozenset(phrase for phrases in _tables(name)["determiner"].values() for phrase in phrases)
