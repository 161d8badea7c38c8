"""Targets: a span with its words and its context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.targets import CONTEXT, make_target
from reader.text.span import Span

TEXT = "The old city was quiet until the Daesh* fighters left it in the spring of that year."


def target(text: str, start: int, end: int):
    return make_target(text, Span(start, end), sha256="0" * 64)


def test_keeps_the_words_and_32_characters_on_either_side():
    start = TEXT.index("Daesh")
    made = target(TEXT, start, start + 5)
    assert made.exact == "Daesh"
    assert made.prefix == TEXT[start - 32 : start]
    assert made.suffix == TEXT[start + 5 : start + 37]
    assert len(made.prefix) == len(made.suffix) == CONTEXT == 32


def test_takes_what_there_is_at_the_edges_of_the_text():
    made = target("Daesh", 0, 5)
    assert (made.prefix, made.exact, made.suffix) == ("", "Daesh", "")


@pytest.mark.parametrize(
    "cluster", ["e\u0301", "👩\u200d🚀", "❤\ufe0f", "ก\u0e31", "\ud83d\ude00"], ids=ascii
)
def test_never_cuts_a_character_from_what_belongs_to_it(cluster):
    text = cluster + "a" * (CONTEXT - 1) + "QUOTE" + "b" * (CONTEXT - 1) + cluster
    start = text.index("QUOTE")
    made = target(text, start, start + 5)
    assert made.prefix == "a" * (CONTEXT - 1)
    assert made.suffix == "b" * (CONTEXT - 1)


def test_counts_an_astral_character_as_one():
    made = target("😀😀😀 word", 4, 8)
    assert (made.prefix, made.exact) == ("😀😀😀 ", "word")


@pytest.mark.parametrize("span", [(3, 3), (3, 6)])
def test_refuses_nothing_and_what_lies_behind_the_end(span):
    with pytest.raises(ValueError, match="cannot annotate"):
        target("Daesh", *span)


@given(st.text(min_size=1), st.data())
def test_prefix_words_and_suffix_stand_in_the_text_as_one(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = target(text, start, end)
    whole = made.prefix + made.exact + made.suffix
    assert text.startswith(whole, start - len(made.prefix))
    assert made.exact == text[start:end]
    assert max(len(made.prefix), len(made.suffix)) <= CONTEXT
