"""Passages of an old text in a new one, by what became of every word."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.alignment import align
from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation
from reader.annotations.replacing import replaced
from reader.annotations.targets import make_target
from reader.annotations.tokens import tokens_of
from reader.articles.article import text_sha256
from reader.text.span import Span

ROOT = Path(__file__).resolve().parents[2]
TEXT = """\
Kabul fell in August. The Taliban* entered the palace the same evening, and the president was gone.

Two days later the Taliban* promised an amnesty for everyone who had worked with the government.

“We seek no revenge,” said Zabihullah Mujahid, who had never been seen in public before that day.

Bagram air base had been left in the night of July 1, without a word to its new commander.
"""


def placed(words: str, new: str, nth: int = 0, old: str = TEXT) -> tuple[str, str | None]:
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    target = make_target(old, Span(start, start + len(words)), sha256=text_sha256(old))
    result = anchor(
        Annotation("id", "a", target, "anna", "", ""), new, text_sha256(new), alignment=align(old, new)
    )
    if result.anchor == "orphan":
        assert result.target == target
        return "orphan", None
    assert result.target.exact == result.span.of(new)
    assert (result.score is None) == (result.anchor != "fuzzy")
    return result.anchor, result.span.of(new)


@pytest.mark.parametrize(
    ("words", "old", "new", "expected"),
    [
        (
            "“We seek no revenge,”",
            "“We seek no revenge,”",
            '"We seek no revenge,"',
            ("moved", '"We seek no revenge,"'),
        ),
        ("the president was gone", "president", "presidnet", ("moved", "the presidnet was gone")),
        (
            "the president was gone",
            "the president was",
            "the\n  president  was",
            ("moved", "the\n  president  was gone"),
        ),
        (
            "Zabihullah Mujahid",
            "Zabihullah",
            "Zabihulla\u0068\u0301",
            ("moved", "Zabihulla\u0068\u0301 Mujahid"),
        ),
        (
            "Bagram air base had been left in the night",
            "had been left",
            "was abandoned",
            ("fuzzy", "Bagram air base was abandoned in the night"),
        ),
        ("Zabihullah Mujahid", "Zabihullah Mujahid", "a spokesman", ("orphan", None)),
    ],
    ids=["quotes", "typo", "spacing", "accent", "reworded", "replaced"],
)
def test_an_edit_in_the_passage(words, old, new, expected):
    assert placed(words, TEXT.replace(old, new)) == expected


def test_each_of_equal_names_keeps_its_own_place():
    without_first = TEXT.replace(TEXT[: TEXT.index("Two days")], "")
    assert placed("Taliban", without_first, 0) == ("orphan", None)
    assert placed("Taliban", without_first, 1) == ("moved", "Taliban")


def test_a_paragraph_that_moved_takes_its_passages_along():
    first, second, third, fourth = TEXT.split("\n\n")
    moved = "\n\n".join((second, third, fourth.strip(), first))
    assert placed("Kabul fell in August", moved) == ("moved", "Kabul fell in August")
    assert placed("promised an amnesty", moved) == ("moved", "promised an amnesty")


def test_a_paragraph_that_looks_alike_elsewhere_is_not_it():
    first, second, third, fourth = TEXT.split("\n\n")
    twin = first.replace("Kabul", "Herat").replace("palace", "citadel").replace("president", "governor")
    changed = "\n\n".join((second, third, fourth.strip(), twin))
    assert placed("entered the palace the same evening", changed) == ("orphan", None)
    assert placed("entered the", changed) == ("orphan", None)


def test_a_passage_that_now_stands_twice_in_the_same_company_is_asked_about():
    assert placed("promised an amnesty", TEXT + "\n" + TEXT) == ("orphan", None)


def test_the_headline_repeated_above_does_not_take_the_lead_along():
    changed = "Kabul fell in August.\n\n" + TEXT
    assert placed("Kabul fell in August", changed) == ("moved", "Kabul fell in August")
    target = TEXT.index("Kabul")
    place = replaced(align(TEXT, changed), Span(target, target + 20))
    assert place is not None
    assert place.span.start == changed.rindex("Kabul fell in August")


def test_a_word_that_the_end_of_a_line_breaks_is_the_same_word():
    broken = TEXT.replace("Zabihullah", "Zabi\u00ad\nhullah").replace("government", "govern\u00ad\r\nment")
    assert placed("Zabihullah Mujahid", broken) == ("moved", "Zabi\u00ad\nhullah Mujahid")
    assert placed("the government.", broken) == ("moved", "the govern\u00ad\r\nment.")


def test_a_cut_through_a_word_stays_a_cut():
    assert placed("hammed", "Now: Mohammedan law.\n" + TEXT, old="The Mohammedan law.\n" + TEXT) == (
        "moved",
        "hammed",
    )


def test_blanks_alone_have_no_place_in_another_text():
    assert placed("\n\n", "x " + TEXT) == ("orphan", None)


words = st.lists(
    st.sampled_from([*"abcde", "bank", "war", "Kabul", "Daesh", ".", ",", "\n"]),
    min_size=1,
    max_size=60,
)


@given(words, words)
def test_matched_tokens_are_alike_and_matched_once(old, new):
    alignment = align(" ".join(old), " ".join(new))
    matched = [place for place in alignment.to if place >= 0]
    assert len(matched) == len(set(matched))
    assert len(alignment.to) == len(alignment.old)
    for number, place in enumerate(alignment.to):
        if place >= 0:
            assert alignment.old.keys[number] == alignment.new.keys[place]


@given(st.text(max_size=200))
def test_a_text_is_itself(text):
    tokens = tokens_of(text)
    assert align(text, text).to == list(range(len(tokens)))
    assert all(0 <= s < e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))


@given(st.text(max_size=120), st.text(max_size=120), st.data())
def test_any_two_texts_give_a_place_inside_the_new_one_or_none(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = replaced(align(old, new), Span(start, end))
    if place is not None:
        assert 0 <= place.span.start < place.span.end <= len(new)
        assert 0 < place.score <= 1.0001


@pytest.mark.parametrize("text", ["a " * 20_000, "ab " * 50 + "\n" * 20_000, "x" * 200_000, "a b " * 10_000])
def test_monotonous_texts_are_compared_too(text):
    half = len(text) // 2
    alignment = align(text, f"b {text[half:]} c {text[:half]} d")
    replaced(alignment, Span(0, half))


def test_the_protocol_of_edits_places_what_survives_and_nothing_else(monkeypatch):
    """The measure of the benchmark, on a part of its cases; whole, it is run by hand."""
    spec = importlib.util.spec_from_file_location("anchors", ROOT / "benchmarks" / "anchors.py")
    assert spec is not None
    assert spec.loader is not None
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    anchors = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(anchors)
    texts = list(anchors.texts(sorted(ROOT.glob("tests/gold/*.txt"))))
    total: Counter[str] = sum(anchors.run(texts, per_text=5, seed=7, show=None).values(), Counter())
    alive = total["right"] + total["wrong"] + total["orphan"]
    assert alive > 2000
    assert total["right"] >= 0.995 * alive
    assert total["wrong"] <= 0.001 * alive
    assert total["put"] <= 0.005 * (total["put"] + total["gone"])
