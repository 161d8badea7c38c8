"""Folds: what is folded away takes a sign's cells, is one character to the caret, and no offset is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings, strategies
from rich.segment import Segment

from reader.page.classes import BLANKS, FOLDED, FOLDED_MARKER
from reader.page.folding import Fold
from reader.page.layout import Page, Row
from reader.page.motions import Caret, Motion, move
from reader.text.span import Span

TEXT = "Daesh* (banned in Russia) struck again.\n\n* a terrorist group\n** another one\n\nThe end."


def fold(words: str, label: str = FOLDED, text: str = TEXT) -> Fold:
    start = text.index(words)
    return Fold(Span(start, start + len(words)), label)


MARKER = fold("*", FOLDED_MARKER)
BRACKET = fold("(banned in Russia)")
NOTES = fold("* a terrorist group\n** another one", f"{FOLDED} 2 footnotes")


def drawn(page: Page) -> list[str]:
    return [page.drawn(index).replace("\u00a0", " ").rstrip() for index in range(page.height)]


def test_folds_are_drawn_as_their_labels() -> None:
    page = Page(TEXT, 30, [NOTES, BRACKET, MARKER])

    assert drawn(page) == ["Daesh◆ ⋯ struck again.", "", "⋯ 2 footnotes", "", "The end."]
    assert page.row(0) == Row(0, 39, blank=False)
    assert page.row(2) == Row(NOTES.span.start, NOTES.span.end, blank=False)


def test_a_label_without_room_is_its_sign() -> None:
    assert drawn(Page(TEXT, 12, [NOTES]))[-3:] == ["⋯", "", "The end."]
    inside = fold("terrorist group", f"{FOLDED} words")
    assert "* a ⋯" in drawn(Page(TEXT, 40, [inside]))


def test_of_folds_in_folds_the_outer_one_stays() -> None:
    page = Page(TEXT, 40, [fold("Russia"), BRACKET])

    assert page.folds == (BRACKET,)
    assert page.folds_over(Span(0, BRACKET.span.start)) == ()
    assert page.folds_over(Span(20, 21)) == (BRACKET,)


def test_a_fold_can_be_opened_alone() -> None:
    page = Page(TEXT, 60, [MARKER, BRACKET])

    assert drawn(page.opened(Span(12, 13)))[0] == "Daesh◆ (banned in Russia) struck again."
    assert page.opened(Span(30, 31)) is page


@pytest.mark.parametrize(
    ("motion", "start", "end"),
    [
        ("right", 6, 7),
        ("right", 7, BRACKET.span.end),
        ("left", BRACKET.span.end, 7),
        ("word_forward", 7, TEXT.index("struck")),
        ("word_back", TEXT.index("struck"), 7),
        ("paragraph_forward", NOTES.span.start, TEXT.index("The")),
        ("paragraph_back", TEXT.index("The"), NOTES.span.start),
        ("down", 0, NOTES.span.start),
        ("row_end", 0, 38),
    ],
)
def test_motions_step_over_folds(motion: Motion, start: int, end: int) -> None:
    page = Page(TEXT, 40, [MARKER, BRACKET, NOTES])
    caret = move(motion, text=TEXT, page=page, caret=Caret(start), count=None, sentences=[], height=9)

    assert caret.offset == end


def pages(hard_texts) -> strategies.SearchStrategy[Page]:
    @strategies.composite
    def page(draw: strategies.DrawFn) -> Page:
        text = draw(hard_texts)
        offsets = strategies.integers(0, len(text))
        label = strategies.sampled_from([FOLDED, FOLDED_MARKER, f"{FOLDED} 1 footnote"])
        ends = draw(strategies.lists(strategies.tuples(offsets, offsets, label), max_size=5))
        folds = [Fold(Span(min(a, b), max(a, b)), words) for a, b, words in ends]
        return Page(text, draw(strategies.integers(1, 40)), folds)

    return page()


@settings(max_examples=150)
@given(data=strategies.data())
def test_rows_and_folds_cover_the_text(data, hard_texts) -> None:
    page = data.draw(pages(hard_texts))
    rows = [page.row(index) for index in range(page.height)]

    for before, behind in itertools.pairwise(rows):
        assert before.end <= behind.start
        assert not page.text[before.end : behind.start].strip(BLANKS + "\n")
    for index, row in enumerate(rows):
        shown = page.drawn(index)
        body = shown.rstrip(BLANKS)
        assert Segment(body).cell_length <= max(page.width, 2)
        assert page.drawn_at(index, row.start) == 0
        assert page.drawn_at(index, row.end) == len(shown)
        kept = len(row.blank * " ") or row.end - row.start
        over = page.folds_over(Span(row.start, row.end))
        signs = [len(f.label) if shown == f.label.replace(" ", "\u00a0") else 1 for f in over]
        assert row.blank or len(shown) == kept - sum(len(f.span) for f in over) + sum(signs)


@settings(max_examples=150)
@given(data=strategies.data())
def test_every_offset_has_a_place_and_every_place_an_offset(data, hard_texts) -> None:
    page = data.draw(pages(hard_texts))

    for offset in range(len(page.text) + 1):
        cluster, place = page.cluster_at(offset), page.place(offset)
        row = page.row(place.row)
        assert page.offset_at(place.row, place.column) == cluster.start
        assert row.start <= cluster.start <= cluster.end <= row.end
        for one in page.folds:
            if one.span.holds(offset):
                assert cluster == one.span
            assert not one.span.start < cluster.start < one.span.end


@settings(max_examples=100)
@given(data=strategies.data())
def test_the_caret_reaches_everything_but_the_inside_of_folds(data, hard_texts) -> None:
    page = data.draw(pages(hard_texts))
    stops = [page.cluster_at(0).start]
    while (following := page.next_cluster(stops[-1])) != stops[-1]:
        assert page.previous_cluster(following) == stops[-1]
        stops.append(following)

    assert stops == sorted({page.cluster_at(offset).start for offset in range(len(page.text) + 1)})
