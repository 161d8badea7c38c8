"""The places that a passage could have in another text: the likeliest first, none twice."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.alignment import align
from reader.annotations.candidates import Candidate, candidates
from reader.annotations.targets import make_target
from reader.annotations.tokens import tokens_of
from reader.text.span import Span

TEXT = """\
Kabul fell in August. The Taliban* entered the palace the same evening, and the president was gone.

Two days later the Taliban* promised an amnesty for everyone who had worked with the government.

“We seek no revenge,” said Zabihullah Mujahid, who had never been seen in public before that day.
"""


def places(words: str, new: str, *, kept: bool = True, first: Span | None = None) -> tuple[Candidate, ...]:
    start = TEXT.index(words)
    target = make_target(TEXT, Span(start, start + len(words)), sha256="0" * 64)
    alignment = align(TEXT, new) if kept else None
    return candidates(target, tokens_of(new), alignment, first=first)


def words_at(found: tuple[Candidate, ...], new: str) -> list[str]:
    return [each.span.of(new) for each in found]


@pytest.mark.parametrize("kept", [True, False], ids=["text kept", "text gone"])
def test_the_place_in_the_right_company_comes_first(kept):
    new = "The Taliban and Pakistan talked. " + TEXT.replace("Kabul fell in August. ", "")
    found = places("Taliban", new, kept=kept)
    assert words_at(found, new)[:1] == ["Taliban"]
    assert new[found[0].span.start :].startswith("Taliban* entered the palace")
    assert len(found) == 3
    assert found[0].company > found[1].company


def test_what_stands_in_its_place_is_offered_though_it_has_other_words():
    new = TEXT.replace("Zabihullah Mujahid", "a spokesman")
    (found,) = places("Zabihullah Mujahid", new)
    assert (found.span.of(new), found.score, found.company) == ("a spokesman", 0.0, 1.0)


def test_a_passage_whose_words_stand_scattered_is_found_by_most_of_them():
    new = TEXT.replace(
        "The Taliban* entered the palace the same evening", "That same evening the Taliban* took the palace"
    )
    found = places("The Taliban* entered the palace the same evening", new)
    assert "evening the Taliban* took the palace" in found[0].span.of(new)
    assert 0.5 < found[0].score < 1


def test_a_passage_that_is_gone_has_no_place():
    assert places("Zabihullah Mujahid", "Nothing of the kind was said on that occasion.") == ()
    assert places("\n\n", TEXT) == ()


def test_the_proposed_place_comes_first_and_is_judged_like_the_others():
    proposed = TEXT.index("Taliban* promised")
    found = places("Taliban", TEXT, first=Span(proposed, proposed + 7))
    assert found[0].span.start == proposed
    assert found[1].rank > found[0].rank


texts = st.lists(st.sampled_from([*"abcd", "bank", "Kabul", "Daesh", ".", ",", "\n", "😀é"]), max_size=60)


@given(texts, texts, st.booleans(), st.integers(1, 6), st.data())
def test_candidates_lie_in_the_text_apart_and_in_order(old, new, kept, limit, data):
    before, after = " ".join([*old, "x"]), " ".join(new)
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    target = make_target(before, Span(start, end), sha256="0" * 64)
    found = candidates(target, tokens_of(after), align(before, after) if kept else None, limit=limit)
    assert len(found) <= limit
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(after)
        assert 0 <= each.score <= 1.0001
        assert 0 <= each.company <= 1.0001
    assert [each.rank for each in found] == sorted((each.rank for each in found), reverse=True)
    spans = sorted(each.span for each in found)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(texts, st.data())
def test_words_that_stand_there_are_always_among_the_candidates(words, data):
    text = " ".join([*words, "Herat"])
    start = data.draw(st.integers(0, len(text) - 5))
    target = make_target(text, Span(len(text) - 5, len(text)), sha256="0" * 64)
    after = text[:start] + text[-5:]
    if tokens_of(after).keys.count("herat") == 1:
        found = candidates(target, tokens_of(after), None)
        assert any(each.span.of(after) == "Herat" for each in found)


def test_a_word_that_stands_everywhere_costs_no_more_than_its_places():
    rng = random.Random(1)
    text = " ".join(rng.choice(["the", "war", "and", "peace"]) for _ in range(20_000))
    target = make_target(text, Span(0, 20_000), sha256="0" * 64)
    assert candidates(target, tokens_of(text[30_000:]), None)
