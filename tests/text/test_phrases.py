"""Finding words as whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.phrases import Phrases


def found(phrase: str, text: str) -> list[str]:
    return [span.of(text) for span, _ in Phrases([phrase]).within(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("Daesh", "Daesh* and Daeshis, “Daesh” and daesh", ["Daesh", "Daesh"]),
        ("the front", "The front, THE\nFRONT and the  frontier", ["The front", "THE\nFRONT"]),
        ("Quiet Front", "Quiet\n  Front. quiet front", ["Quiet\n  Front"]),
        ("*Daesh", "x *Daesh and *Daeshis", ["*Daesh"]),
        ("Caf", "Cafe\u0301 Cafe Caf", ["Caf"]),
        ("Cafe", "Cafe\u0301 Cafe", ["Cafe"]),
        ("U.S.", "the U.S., the U.S. and U.S.A", ["U.S.", "U.S.", "U.S."]),
        ("«»", "«»", []),
    ],
)
def test_words_are_found_as_whole_words(phrase: str, text: str, places: list[str]) -> None:
    assert found(phrase, text) == places


WORDS = st.sampled_from(["ab", "Ab", "c", "ab c", "C", "c ab", "d-e", "*c"])


@given(st.lists(WORDS, max_size=4), st.text(alphabet="abABcCde -*\n", max_size=60))
def test_many_phrases_are_found_where_each_is(phrases: list[str], text: str) -> None:
    together = sorted((span.start, span.end, words) for span, words in Phrases(phrases).within(text))
    alone = {(s.start, s.end, w) for p in phrases for s, w in Phrases([p]).within(text)}
    assert together == sorted(alone)
    if together:
        assert Phrases(phrases).may_stand_in(text)


def test_a_search_can_be_given_up() -> None:
    assert list(Phrases(["a", "b"]).within("a b", lambda: True)) == []
