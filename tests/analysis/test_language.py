from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.language import split_sentences, split_words
from reader.text.span import Span

TEXTS = st.text(alphabet=st.sampled_from("Ab .!?…[]()\"“”'’`-\n\t*éж1,;:"), max_size=80) | st.text(
    max_size=60
)

WHOLE = [
    "Lt. Gen. Aro Velt spoke to Maj. Tamm in Mt. Osk.",
    "See Fig. 3 and No. 5 of the report.",
    "Velt et al. found nothing in it.",
    "J. K. Oduya, M. Tamm and R. “Rik” Velt wrote it.",
    "“We will stay […] None of us will leave”, he said.",
    "We will stay [...] None of us will leave.",
    "He paused... then left.",
    "“Stop!” he said.",
    "“Will it hold?” asked the mayor of St. Osk.",
    "Mr. Velt met Mrs. Tamm on Jan. 5 at 5 p.m. in the harbour.",
    "The firm Osk Inc. lost 3.5 percent.",
    "Он родился в г. Оск и работал на ул. Новой.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_goes_on(text: str) -> None:
    assert [s.of(text) for s in split_sentences(text)] == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("They trade in the U.S.", "The minister left."),
        ("He works for Osk Inc.", "It is small."),
        ("It happened in 2001.", "The end came later."),
        ("Nobody came.", "al-Velt denied it."),
        ("Is it so?", "Yes!", "(He was there.)", "Done."),
        ("“We are free.”", "She smiled."),
    ],
)
def test_a_sentence_ends(parts: tuple[str, ...]) -> None:
    text = " ".join(parts)
    assert [s.of(text) for s in split_sentences(text)] == list(parts)


def test_a_sentence_never_crosses_a_newline() -> None:
    text = "A headline without a stop\nThe first sentence\n\n  of Mr.\nVelt."
    assert [s.of(text) for s in split_sentences(text)] == [
        "A headline without a stop",
        "The first sentence",
        "of Mr.",
        "Velt.",
    ]


def test_words_are_cut_as_the_penn_treebank_does() -> None:
    text = "They don't trust “him”."
    assert [w.of(text) for w in split_words(text, Span(0, len(text)))] == [
        "They", "do", "n't", "trust", "“", "him", "”", ".",
    ]  # fmt: skip


def test_words_are_found_where_nltk_gives_up() -> None:
    text = "He said \"it's ''so''\" and `` left."
    found = split_words(text, Span(0, len(text)))
    assert [w.of(text) for w in found if w.of(text).isalpha()][:2] == ["He", "said"]
    assert found[-1].of(text) == "."


@given(TEXTS)
def test_sentences_cover_all_that_is_visible_and_never_overlap(text: str) -> None:
    found = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s and s.of(text) == s.of(text).strip() and "\n" not in s.of(text) for s in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())


@given(TEXTS)
def test_words_are_in_order_and_in_the_sentence(text: str) -> None:
    for sentence in split_sentences(text):
        found = split_words(text, sentence)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(sentence.covers(word) and word for word in found)
