from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies
from rich.segment import Segment
from textual._wrap import compute_wrap_offsets

from reader.page.cells import clusters
from reader.page.classes import BLANKS
from reader.page.layout import Page, Place, Row
from reader.page.visible import visible

WIDTHS = strategies.one_of(strategies.integers(1, 6), strategies.integers(7, 80))
PROSE = (
    "The spokesman said the fighters of the outlawed group had crossed the border at dawn, and that four "
    "settlements were shelled before the army answered; nobody in Kabul would confirm how many had died."
)


def rows(page: Page) -> list[Row]:
    return [page.row(index) for index in range(page.height)]


def drawn(text: str, width: int) -> list[str]:
    page = Page(text, width)
    return [visible(text[row.start : row.end]).rstrip() for row in rows(page)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("", 10, [""]),
        ("\n \n", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one    two", 4, ["one", "two"]),
        ("abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]),
        ("see al-Qaeda now", 8, ["see al-", "Qaeda", "now"]),
        ("an e-mail", 6, ["an", "e-mail"]),
        ("ab\u0301", 2, ["ab\u0301"]),
        ("in 1999-2004 a-b", 6, ["in", "1999-2", "004", "a-b"]),
        ("he left — she—well—stayed", 12, ["he left —", "she—well—", "stayed"]),
        ("\n\nfirst\n\n\n \nsecond\nthird\n\n", 20, ["first", "", "second", "", "third"]),
        ("中国人民", 5, ["中国", "人民"]),
        ("中国、人民", 4, ["中", "国、", "人民"]),
        ("say「中国」now", 6, ["say", "「中", "国」", "now"]),
        ("한국어를 배워요", 10, ["한국어를", "배워요"]),
        ("中", 1, ["中"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("hi 👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 5, ["hi 👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"]),
        ("e\u0301👩\u200d👩!", 3, ["e\u0301👩\u200d👩", "!"]),
        ("a\tb c", 3, ["a b", "c"]),
        ("no\u00a0break here", 8, ["no\u00a0break", "here"]),
        ("\x1b[31m red", 6, ["␛[31m", "red"]),
    ],
)
def test_rows(text: str, width: int, shown: list[str]) -> None:
    assert drawn(text, width) == shown


def test_a_gap_stands_at_the_end_of_the_paragraph_before() -> None:
    assert rows(Page("ab\n\n\ncd", 9)) == [Row(0, 2, False), Row(2, 2, True), Row(5, 7, False)]


@pytest.mark.parametrize(("spacing", "shown"), [(0, "ab cd ef"), (1, "ab  cd  ef"), (3, "ab    cd    ef")])
def test_paragraphs_stand_as_far_apart_as_one_likes(spacing: int, shown: str) -> None:
    page = Page("ab\n\n\ncd\nef", 9, spacing=spacing)
    assert [page.text[row.start : row.end] for row in rows(page)] == shown.split(" ")
    assert page.place(2) == page.place(3) == Place(0, 2)
    assert page.place(5).row == 1 + spacing
    assert page.offset_at(spacing, 1) == 1
    assert page.next_cluster(1) == 5
    with pytest.raises(ValueError, match="spacing"):
        Page("a", 5, spacing=-1)


def test_places() -> None:
    page = Page("中国 e\u0301t\nab", 5)

    assert [page.place(offset) for offset in range(9)] == [
        Place(0, 0),
        Place(0, 2),
        Place(0, 4),
        Place(1, 0),
        Place(1, 0),
        Place(1, 1),
        Place(1, 2),
        Place(3, 0),
        Place(3, 1),
    ]


def test_clicks_count_for_the_nearest_character() -> None:
    page = Page("中国 et\nab", 5)

    assert page.offset_at(0, 3) == 1
    assert page.offset_at(0, 99) == 2
    assert page.offset_at(2, 0) == 4
    assert page.offset_at(99, -1) == 6
    assert page.offset_at(-1, -1) == 0


def test_the_caret_steps_over_line_ends_and_whole_clusters() -> None:
    text = "a\u0301b\n\n👍🏽c"
    page = Page(text, 3)
    forth, back = [0], [len(text) - 1]
    while (offset := page.next_cluster(forth[-1])) != forth[-1]:
        forth.append(offset)
    while (offset := page.previous_cluster(back[-1])) != back[-1]:
        back.append(offset)

    assert forth == back[::-1] == [0, 2, 5, 7]


def test_no_row_beyond_the_last() -> None:
    with pytest.raises(IndexError):
        Page("a", 5).row(1)
    with pytest.raises(IndexError):
        Page("a", 5).row(-1)
    with pytest.raises(ValueError, match="width"):
        Page("a", 0)


@settings(max_examples=400)
@given(data=strategies.data(), width=WIDTHS)
def test_rows_cover_the_text_in_order_and_fit(data, hard_texts, width: int) -> None:
    text = data.draw(hard_texts)
    page = Page(text, width)
    blank_lines = re.compile(f"^[{BLANKS}]*$", re.MULTILINE)

    shown = [row for row in rows(page) if not row.blank]

    assert "".join(text[row.start : row.end] for row in shown) == blank_lines.sub("", text).replace("\n", "")
    assert all("\n" not in text[row.start : row.end] for row in shown)
    for row in shown:
        cells = visible(text[row.start : row.end])
        body = cells.rstrip(BLANKS)
        assert Segment(body).cell_length <= width or len(clusters(body)) == 1


@settings(max_examples=400)
@given(data=strategies.data(), width=WIDTHS)
def test_rows_begin_with_clusters(data, hard_texts, width: int) -> None:
    # But for a non-joiner at the end of a row: behind it a letter might have followed.
    text = data.draw(hard_texts).replace("\u200c", "").replace("\n", " ")
    starts = {cluster.start for cluster in clusters(visible(text))}

    assert {row.start for row in rows(Page(text, width))} <= starts | {0}


@settings(max_examples=300)
@given(data=strategies.data(), width=WIDTHS)
def test_gaps_are_one_row(data, hard_texts, width: int) -> None:
    page = Page(data.draw(hard_texts), width)

    blanks = [row.blank for row in rows(page)]

    assert not blanks[0]
    assert not blanks[-1]
    assert (True, True) not in itertools.pairwise(blanks)


@settings(max_examples=300)
@given(data=strategies.data(), width=WIDTHS)
def test_offset_to_place_and_back(data, hard_texts, width: int) -> None:
    text = data.draw(hard_texts)
    page = Page(text, width)

    for offset in range(len(text) + 1):
        place = page.place(offset)
        cluster = page.cluster_at(offset)
        row = page.row(place.row)
        assert page.offset_at(place.row, place.column) == cluster.start
        assert row.start <= cluster.start <= cluster.end <= row.end
        if row.start <= offset < row.end:
            assert cluster.start <= offset < cluster.end
            cells = visible(text[row.start : row.end])[: cluster.start - row.start]
            assert Segment(cells).cell_length == place.column


@settings(max_examples=200)
@given(data=strategies.data(), width=WIDTHS)
def test_caret_stops_are_the_clusters_of_the_rows(data, hard_texts, width: int) -> None:
    text = data.draw(hard_texts)
    page = Page(text, width)
    expected = [
        row.start + cluster.start
        for row in rows(page)
        for cluster in clusters(visible(text[row.start : row.end]))
    ] or [0]

    stops = [page.cluster_at(0).start]
    while (following := page.next_cluster(stops[-1])) != stops[-1]:
        assert page.previous_cluster(following) == stops[-1]
        stops.append(following)

    assert stops == expected


@settings(max_examples=200)
@given(data=strategies.data(), width=WIDTHS)
def test_a_page_answers_the_same_in_any_order(data, hard_texts, width: int) -> None:
    text = data.draw(hard_texts)
    offset = data.draw(strategies.integers(0, len(text)))
    known = Page(text, width)
    assert known.height > 0

    assert Page(text, width).place(offset) == known.place(offset)
    assert Page(text, width).row(known.place(offset).row) == known.row(known.place(offset).row)


@given(
    words=strategies.lists(strategies.text("abcdefgéя", min_size=1, max_size=14), min_size=1, max_size=40),
    width=strategies.integers(15, 60),
)
def test_prose_wraps_as_textual_wraps_it_but_for_the_hanging_space(words: list[str], width: int) -> None:
    text = " ".join(words)
    rows_of_ours = [row.start for row in rows(Page(text, width))]

    # Textual counts the space behind a word in its width, so a row of its own may hold one cell less.
    wider = compute_wrap_offsets(text + " ", width + 1, tab_size=1)

    assert rows_of_ours[1:] == wider


@given(width=strategies.integers(12, 90))
def test_no_row_could_have_held_the_next_word(width: int) -> None:
    page = Page(PROSE, width)
    for row, following in zip(rows(page), rows(page)[1:], strict=False):
        word = PROSE[following.start :].split(maxsplit=1)[0]
        assert len(PROSE[row.start : row.end]) + len(word) > width


def test_the_samples_stand_in_seventy_cells() -> None:
    samples = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
    assert len(samples) == 2
    for path in samples:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        page = Page(text, 70)
        paragraphs = [line for line in text.split("\n") if line.strip()]
        assert sum(row.blank for row in rows(page)) == len(paragraphs) - 1
        assert max(len(line) for line in drawn(text, 70)) <= 70


@pytest.mark.parametrize("offset", [0, 60_000, 399_990])
def test_looking_for_a_place_lays_out_little_behind_it(offset: int) -> None:
    page = Page("word " * 100_000, 20)
    place = page.place(offset)
    assert page.row(place.row).start <= offset < page.row(place.row).end
    assert not page.is_measured
    assert len(page._starts) <= place.row + 65
