from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.segments import (
    GUESSED,
    guessed_sentences,
    paragraphs,
    quick_sentences,
    with_guesses,
    words,
)
from reader.text.span import Span, Spans

TEXTS = st.text(alphabet=st.sampled_from("Ab .!?…[]()\"“”'’-\n\t*éж日。\u0301😀1"), max_size=80) | st.text(
    max_size=60
)


def sentences(text: str) -> list[str]:
    return [s.of(text) for s in quick_sentences(text, Span(0, len(text)))]


def test_paragraphs_are_the_lines_without_their_edges() -> None:
    text = "  One line. \n\n\t\nAnother\u00a0\n"
    assert [p.of(text) for p in paragraphs(text)] == ["One line.", "Another"]


def test_words_stand_without_punctuation() -> None:
    text = "“The al-Qaeda’s” men — AT&T, the U.S. and 3.5% (so-called): fin_1!"
    found = [w.of(text) for w in words(text, Span(0, len(text)))]
    assert found == ["The", "al-Qaeda’s", "men", "AT&T", "the", "U.S", "and", "3.5", "so-called", "fin_1"]


def test_words_keep_combining_marks_and_other_scripts_whole() -> None:
    text = "пере\u0301говоры नमस्ते naïve"
    assert [w.of(text) for w in words(text, Span(0, len(text)))] == text.split()


def test_words_stay_in_the_stretch_asked_for() -> None:
    assert words("one two three", Span(4, 7)) == (Span(4, 7),)


def test_a_sentence_ends_at_its_mark() -> None:
    assert sentences("He left. She stayed! Why? “No.” It rained.") == [
        "He left.", "She stayed!", "Why?", "“No.”", "It rained.",
    ]  # fmt: skip


def test_a_sentence_does_not_end_in_abbreviations_initials_and_cuts() -> None:
    for text in (
        "Lt. Col. Aro spoke.",
        "J. K. Oduya spoke.",
        "We wait […] None came.",
        "He paused... then left.",
    ):
        assert sentences(text) == [text]


def test_a_sentence_never_crosses_a_newline() -> None:
    assert sentences("no stop here\nand none here") == ["no stop here", "and none here"]


def test_wide_full_stops_end_sentences_without_a_space() -> None:
    assert sentences("你好。再见。") == ["你好。", "再见。"]


@pytest.mark.parametrize("text", ["." * 50_000, ". " * 30_000, "a." * 30_000, "。" * 50_000, '"' * 50_000])
def test_strange_texts_cost_no_more_than_others(text: str) -> None:
    found = [s for p in paragraphs(text) for s in quick_sentences(text, p)]
    assert "".join(s.of(text) for s in found) == "".join(text.split())


@given(TEXTS)
def test_sentences_cover_all_that_is_visible_and_never_overlap(text: str) -> None:
    found = [s for p in paragraphs(text) for s in quick_sentences(text, p)]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s and s.of(text) == s.of(text).strip() and "\n" not in s.of(text) for s in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())


@given(TEXTS)
def test_words_lie_in_order_and_hold_no_whitespace(text: str) -> None:
    found = words(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(w and len(w.of(text).split()) == 1 for w in found)
    assert all(any(w.holds(i) for w in found) for i, c in enumerate(text) if c.isalnum())


def test_sentences_are_guessed_around_the_caret_only() -> None:
    line = "One is here. Two is here. " * 20_000
    found = guessed_sentences(f"{line}\n\n{line}", 250_000)
    assert found[0] == Span(0, 250_000 - GUESSED)
    assert 2_900 < len(found) < 3_200
    assert found[-1].end == 2 * len(line) + 1
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_text_of_usual_length_is_all_sentences() -> None:
    text = "One is here. Two is here.\n\nThree."
    assert guessed_sentences(text, 30) == tuple(s for p in paragraphs(text) for s in quick_sentences(text, p))


def test_near_only_there_are_the_sentences_of_the_whole_but_at_its_edges() -> None:
    text = "One is here. Two is here.\n\n" * 5_000
    whole, near = guessed_sentences(text, 60_000), guessed_sentences(text, 60_000, near_only=True)
    inside = [s for s in whole if abs(s.start - 60_000) < GUESSED - 50]
    assert set(inside) <= set(near)
    assert len(near) < len(whole) / 2


@st.composite
def rows_of_spans(draw: st.DrawFn) -> list[Span]:
    """Draw spans in order, some with long gaps between them."""
    found, at = [], 0
    for gap, width in draw(st.lists(st.tuples(st.sampled_from([0, 1, 99, 101, 400]), st.integers(1, 150)))):
        found.append(Span(at + gap, at + gap + width))
        at = found[-1].end
    return found


@given(rows_of_spans(), rows_of_spans())
def test_guesses_stand_where_nothing_is_known_for_a_long_stretch(
    known: list[Span], guessed: list[Span]
) -> None:
    edges = [0, *(edge for each in known for edge in (each.start, each.end))]
    edges.append(max([0, *(each.end for each in (*known, *guessed))]))
    gaps = [Span(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if high - low > 100]
    fitting = [each for each in guessed if any(gap.covers(each) for gap in gaps)]
    for rows in known, Spans((each.start, each.end) for each in known):
        assert list(with_guesses(rows, tuple(guessed))) == sorted([*known, *fitting])
