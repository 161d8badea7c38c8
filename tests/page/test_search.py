from __future__ import annotations

import itertools
import sys

import pytest
from hypothesis import given, strategies

from reader.page.search import _GROWING, find_matches


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Daesh, DAESH and daesh", "daesh", ["Daesh", "DAESH", "daesh"]),
        ("Daesh, DAESH and daesh", "Daesh", ["Daesh"]),
        ("Daesh, DAESH and daesh", "ISIS", []),
        ("İstanbul and istanbul", "nbul", ["nbul", "nbul"]),
        ("İİİ Kabul", "kabul", ["Kabul"]),
        ("Straße, STRASSE, strasse", "strasse", ["Straße", "STRASSE", "strasse"]),
        ("Straße", "stras", ["Straß"]),
        ("ﬁne ﬂy", "ne ", ["ne "]),
        ("ΟΔΟΣ οδός οδοσ", "οδος", ["ΟΔΟΣ", "οδοσ"]),
        ("Талибан* ТАЛИБАН", "талибан", ["Талибан", "ТАЛИБАН"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ßß", "s", ["ß", "ß"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("text", "", []),
    ],
)
def test_matches_are_the_text_s_own_words(text: str, query: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_matches(text, query, limit=99)] == found


def test_no_more_than_the_limit() -> None:
    assert len(find_matches("a" * 50, "a", limit=3)) == 3
    assert find_matches("a", "a", limit=0) == ()


def test_every_letter_that_grows_is_known() -> None:
    growing = [
        character for character in map(chr, range(sys.maxunicode + 1)) if len(character.casefold()) > 1
    ]

    assert all(map(_GROWING.fullmatch, growing))


@given(
    text=strategies.text("aAsSßẞİiı̇ﬁfKkΣσςʼnŉ "),
    query=strategies.text("asßiı̇fkσʼnŉ ", min_size=1, max_size=3),
)
def test_matches_fold_to_something_with_the_query(text: str, query: str) -> None:
    matches = find_matches(text, query, limit=1000)

    assert all(query.casefold() in span.of(text).casefold() for span in matches)
    assert all(left.end <= right.start for left, right in itertools.pairwise(matches))
    assert bool(matches) == (query.casefold() in text.casefold())
