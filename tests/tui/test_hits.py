"""Places in their context: what a line shows of them, in how many cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import IN_FILES, is_plain
from support.playing import article_of

from reader.page.cells import width_of
from reader.session.propagating import Hit
from reader.text.span import Span
from reader.tui.widgets.hits import HitList, HitRow, excerpt
from reader.values import replace


def hit_in(text: str, words: str = "pact") -> Hit:
    start = text.index(words)
    return Hit(article_of(text), Span(start, start + len(words)), ())


def line(hit: Hit, width: int, answer: bool | None = None) -> str:
    return "".join(words for words, _ in HitList().pieces(HitRow(hit, answer), width))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("payload", IN_FILES)
def test_hostile_text_is_shown_and_does_nothing(payload: str, width: int) -> None:
    hit = hit_in(f"{payload} the pact {payload}")
    hit = replace(hit, article=replace(hit.article, title=payload))
    shown = line(hit, width) + excerpt(hit, 3, width)[0]
    assert all(is_plain(char) for char in shown.replace("\n", ""))


@given(
    st.text(alphabet="ab界😀é́ \n", max_size=80),
    st.text(alphabet="ab界 \n", max_size=80),
    st.integers(20, 130),
)
def test_a_line_has_its_width_and_its_words_in_one_column(before: str, behind: str, width: int) -> None:
    hit = hit_in(f"{before}pact{behind}")
    shown = line(hit, width)
    assert width_of(shown) == width
    room = width - 3 - (24 if width >= 100 else 0)
    assert width_of(shown[: shown.index("pact")]) == 3 + room * 2 // 5


def test_the_answers_are_told_by_signs() -> None:
    hit = hit_in("the pact")
    assert [line(hit, 40, answer)[:3] for answer in (True, False, None)] == [" ✓ ", " – ", "   "]


@given(st.integers(0, 900), st.integers(0, 900), st.integers(1, 4), st.integers(30, 120))
def test_an_excerpt_holds_the_words_and_begins_with_a_whole_one(
    before: int, behind: int, rows: int, width: int
) -> None:
    shown, words = excerpt(hit_in("word " * before + "pact" + " word" * behind), rows, width)
    assert words.of(shown) == "pact"
    assert shown.startswith(("word", "…word", "pact", "…pact"))
    assert words.start <= rows * width
