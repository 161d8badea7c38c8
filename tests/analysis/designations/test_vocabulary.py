"""The words, which are data."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from reader.analysis.designations.tokens import tokenize
from reader.analysis.designations.vocabulary import Vocabulary, vocabulary_for
from reader.articles.findings import Kind

FILES = sorted(f.name for f in files("reader.analysis.designations").joinpath("vocabulary").iterdir())
OF_KINDS = {"status", "title", "fighters", "ideology", "distance", "recognition", "backing", "state_media"}


@pytest.mark.parametrize("name", FILES)
def test_every_entry_can_be_found_again(name):
    tables = tomllib.loads(
        files("reader.analysis.designations").joinpath("vocabulary", name).read_text(encoding="utf-8")
    )
    vocabulary = Vocabulary(tables)
    for category, values in tables.items():
        for value, phrases in values.items():
            for phrase in phrases:
                tokens = tokenize(phrase.removeprefix("=").replace("*", ""))
                found = vocabulary.terms_at(tokens, 0)
                assert any(t.category == category and t.last == len(tokens) for t in found), (value, phrase)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("places")])
def test_kinds_are_the_kinds_of_findings(name):
    tables = tomllib.loads(
        files("reader.analysis.designations").joinpath("vocabulary", name).read_text(encoding="utf-8")
    )
    for category in OF_KINDS & set(tables):
        assert set(tables[category]) <= set(get_args(Kind)), category


def test_a_stem_covers_endings_of_five_letters_at_most():
    vocabulary = Vocabulary({"head": {"any": ["организаци*"]}})
    assert vocabulary.terms_at(tokenize("организациями"), 0)
    assert not vocabulary.terms_at(tokenize("организаторами"), 0)
    assert not vocabulary.terms_at(tokenize("организационность"), 0)


def test_the_longest_entry_wins_and_case_counts_only_where_asked():
    vocabulary = Vocabulary({"a": {"short": ["list"], "long": ["list of agents"]}, "b": {"x": ["=may"]}})
    assert [t.value for t in vocabulary.terms_at(tokenize("List of agents"), 0)] == ["long"]
    assert vocabulary.terms_at(tokenize("may"), 0)
    assert not vocabulary.terms_at(tokenize("May"), 0)


def test_a_language_without_words_of_its_own_is_read_as_english():
    assert vocabulary_for("xx").terms_at(tokenize("banned"), 0)
    assert vocabulary_for("uk").terms_at(tokenize("иноагент"), 0)
