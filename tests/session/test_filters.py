from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play

from reader.errors import ReaderError
from reader.session.filters import (
    ORDERS,
    PREFIXES,
    Noted,
    filtered,
    next_order,
    read_filter,
    sorted_by,
)
from reader.values import replace


def row(passage: str, *tags: str, note: str = "", author: str = "me", title: str = "", at: str = "") -> Noted:
    (made,) = begin_play(f"|{passage}").keys("v G $").tag("x").reading.annotations
    made = replace(made, tags=tags, note=note, author=author, modified=at or made.modified)
    return Noted(made, own=author == "me", title=title)


ROWS = (
    row("The Quiet\nFront left", "militants", note="Who sent them?", at="2026-01-02"),
    row("Ann Petrova", "person", author="ann", at="2026-01-03"),
    row("Somebody else", note="see the Front", at="2026-01-01", title="On Borders"),
    row("Straße 10:30", "foreign militants", "place", author="Ann Other", at="2026-01-04"),
)


def kept(typed: str, names: str = "") -> list[int]:
    return [ROWS.index(each) for each in filtered(ROWS, read_filter(typed), lambda _: names)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("front", [0, 2]),
        ("front quiet", [0]),
        ('"quiet front"', [0]),
        ("militants", [0, 3]),
        ("tag:militants", [0, 3]),
        ('tag:"foreign mil', [3]),
        ("tag:militants -tag:foreign", [0]),
        ("-front", [1, 3]),
        ("text:front", [0]),
        ("note:front", [2]),
        ("author:ANN", [1, 3]),
        ("-author:ann", [0, 2]),
        ("note:", [0, 2]),
        ("-tag:", [2]),
        ("title:borders", [2]),
        ("borders", [2]),
        ("strasse", [3]),
        ("10:30", [3]),
        ("-", [0, 1, 2, 3]),
        ("nowhere", []),
    ],
)
def test_what_a_filter_keeps(typed: str, expected: list[int]) -> None:
    assert kept(typed) == expected


def test_entities_are_asked_for_by_name() -> None:
    assert kept("entity:daesh", names="daesh\nisis") == [0, 1, 2, 3]
    assert kept("-entity:ISIS", names="daesh\nisis") == []
    assert kept("entity:daesh", names="") == []


@pytest.mark.parametrize(
    ("typed", "nearest"), [("tga:x", "tag"), ("-autor:x", "author"), ("entities:x", "entity")]
)
def test_a_prefix_that_is_none_is_told_with_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(ReaderError, match=f"the nearest is {nearest}:"):
        read_filter(typed)
    assert read_filter(f'"{typed}"')


def test_orders() -> None:
    assert [ROWS.index(each) for each in sorted_by(ROWS, "newest")] == [3, 1, 0, 2]
    assert [ROWS.index(each) for each in sorted_by(ROWS, "tag")] == [3, 0, 1, 2]
    assert [ROWS.index(each) for each in sorted_by(ROWS, "place")] == [0, 1, 2, 3]
    assert [next_order(order) for order in ORDERS] == ["newest", "tag", "place"]


@given(st.text())
def test_any_line_is_a_filter_or_a_line_of_trouble(typed: str) -> None:
    try:
        terms = read_filter(typed)
    except ReaderError as error:
        assert "there is no filter" in str(error)
    else:
        filtered(ROWS, terms, lambda _: "")


@given(st.sampled_from(PREFIXES), st.text("abfront ", max_size=6), st.sampled_from(ORDERS))
def test_a_term_and_its_opposite_share_out_the_rows(prefix: str, words: str, order: str) -> None:
    yes = kept(f'{prefix}:"{words}"', names="front")
    no = kept(f'-{prefix}:"{words}"', names="front")
    assert sorted(yes + no) == [0, 1, 2, 3]
    assert sorted(map(ROWS.index, sorted_by(ROWS, order))) == [0, 1, 2, 3]  # type: ignore[arg-type]
