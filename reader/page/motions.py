"""Caret motions: from a caret to a caret, by Vim's habits, over the text and its rows.

A caret stands on a cluster, never on a line end or a gap. A motion without a place to go to stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Literal

from reader.page.classes import BLANKS
from reader.page.words import words_before, words_from
from reader.page.wrapping import paragraphs
from reader.text.late import late
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from reader.page.layout import Page
    from reader.text.span import Span

Motion = Literal[
    "left",
    "right",
    "down",
    "up",
    "word_forward",
    "word_end",
    "word_back",
    "sentence_forward",
    "sentence_back",
    "paragraph_forward",
    "paragraph_back",
    "row_start",
    "row_end",
    "top",
    "bottom",
    "half_down",
    "half_up",
    "page_down",
    "page_up",
]

ROW_END = 1 << 30
"""The goal of a caret that keeps to the ends of rows."""

_NOT_BLANK = late(f"[^{BLANKS}\n]")


class Caret(Value):
    """Where a reader is in a text."""

    offset: int
    """The start of a cluster."""
    goal: int | None = None
    """The column that motions up and down keep to; None for the one it stands in."""


class _Ground(Value):
    """What the caret moves over."""

    text: str
    page: Page
    sentences: Sequence[Span]
    height: int

    def snap(self, offset: int) -> int:
        return self.page.cluster_at(offset).start

    def last(self) -> int:
        return self.snap(len(self.text))


def move(
    motion: Motion,
    *,
    text: str,
    page: Page,
    caret: Caret,
    count: int | None,
    sentences: Sequence[Span],
    height: int,
) -> Caret:
    """Return the caret after a motion.

    Args:
        motion: Which way.
        text: The text of the page.
        page: Its layout, whose rows ``up``, ``down`` and the like go by.
        caret: Where it stands before.
        count: How often; for ``top`` and ``bottom`` the number of a paragraph, from 1. None: none was typed.
        sentences: In order; where there are none, sentence motions go by paragraphs.
        height: How many rows are in sight; a page is two rows less, as in Vim.
    """
    ground = _Ground(text, page, sentences, height)
    here = Caret(ground.snap(caret.offset), caret.goal)
    if motion in _VERTICAL:
        return _to_row(ground, here, _VERTICAL[motion](ground, page.place(here.offset).row, count or 1))
    if motion == "row_end":
        below = _down(ground, page.place(here.offset).row, (count or 1) - 1)
        return _to_row(ground, Caret(here.offset, ROW_END), below)
    if motion in ("top", "bottom"):
        return Caret(_paragraph(ground, count, otherwise=0 if motion == "top" else len(text)))
    step = _STEPS[motion]
    offset = here.offset
    for _ in range(count or 1):
        before, offset = offset, step(ground, offset)
        if offset == before:
            break
    return Caret(offset)


def next_of(starts: Collection[Sequence[int]], caret: Caret, count: int | None) -> Caret:
    """Return the caret at the next start, or at the ``count``-th next.

    Args:
        starts: Each in order, one more than once where several things begin there.
        caret: Where to go from.
        count: How many starts on; one when left out, and no further than the last.
    """
    here = caret.offset
    for _ in range(count or 1):
        places = ((each, bisect_right(each, here)) for each in starts)
        following = min((each[place] for each, place in places if place < len(each)), default=None)
        if following is None:
            break
        here = following
    return caret if here == caret.offset else Caret(here)


def previous_of(starts: Collection[Sequence[int]], caret: Caret, count: int | None) -> Caret:
    """Return the caret at the last start before it, or at the ``count``-th last; see `next_of`."""
    here = caret.offset
    for _ in range(count or 1):
        places = ((each, bisect_left(each, here)) for each in starts)
        before = max((each[place - 1] for each, place in places if place), default=None)
        if before is None:
            break
        here = before
    return caret if here == caret.offset else Caret(here)


def _left(ground: _Ground, offset: int) -> int:
    return ground.page.previous_cluster(offset)


def _right(ground: _Ground, offset: int) -> int:
    return ground.page.next_cluster(offset)


def _word_forward(ground: _Ground, offset: int) -> int:
    starts = (ground.snap(word.start) for word in words_from(ground.text, offset))
    return next((start for start in starts if start > offset), ground.last())


def _word_end(ground: _Ground, offset: int) -> int:
    ends = (ground.snap(word.end - 1) for word in words_from(ground.text, offset))
    return next((end for end in ends if end > offset), ground.last())


def _word_back(ground: _Ground, offset: int) -> int:
    starts = (ground.snap(word.start) for word in words_before(ground.text, offset))
    return next((start for start in starts if start < offset), ground.snap(0))


def _sentence_forward(ground: _Ground, offset: int) -> int:
    if not ground.sentences:
        return _paragraph_forward(ground, offset)
    index = bisect_right(ground.sentences, offset, key=_start)
    while index < len(ground.sentences):
        start = ground.snap(ground.sentences[index].start)
        if start > offset:
            return start
        index += 1
    return ground.last()


def _sentence_back(ground: _Ground, offset: int) -> int:
    if not ground.sentences:
        return _paragraph_back(ground, offset)
    index = bisect_left(ground.sentences, offset, key=_start)
    return ground.snap(ground.sentences[index - 1].start if index else 0)


def _start(span: Span) -> int:
    return span.start


def _paragraph_forward(ground: _Ground, offset: int) -> int:
    # A fold may hold several paragraphs.
    last = max(offset, ground.page.cluster_at(offset).end - 1)
    line_end = ground.text.find("\n", last)
    found = _NOT_BLANK.search(ground.text, line_end) if line_end >= 0 else None
    return ground.snap(found.start()) if found else ground.last()


def _paragraph_back(ground: _Ground, offset: int) -> int:
    end = offset
    while True:
        start = ground.text.rfind("\n", 0, end) + 1
        found = _NOT_BLANK.search(ground.text, start, end)
        if found:
            return ground.snap(found.start())
        if not start:
            return ground.snap(0)
        end = start - 1


def _row_start(ground: _Ground, offset: int) -> int:
    return ground.page.row(ground.page.place(offset).row).start


def _paragraph(ground: _Ground, number: int | None, *, otherwise: int) -> int:
    """Return the first character of a paragraph by its number, of the last one if there are fewer."""
    if number is None:
        return ground.snap(otherwise)
    wanted = deque(islice(paragraphs(ground.text), max(1, number)), maxlen=1)
    found = _NOT_BLANK.search(ground.text, wanted[0][0]) if wanted else None
    return ground.snap(found.start() if found else 0)


def _down(ground: _Ground, row: int, count: int) -> int:
    """Return the row some rows below, gaps not counted, or the last one."""
    for _ in range(count):
        below = _row_of_text(ground.page, row + 1, step=1)
        if below == row:
            break
        row = below
    return row


def _up(ground: _Ground, row: int, count: int) -> int:
    for _ in range(count):
        if row == 0:
            break
        row = _row_of_text(ground.page, row - 1, step=-1)
    return row


def _row_of_text(page: Page, row: int, *, step: int) -> int:
    """Return a row, the next one a step beyond it if it is a gap, or the nearest one inside the page."""
    if row <= 0:
        return 0
    try:
        while page.row(row).blank:
            row += step
    except IndexError:
        return page.height - 1
    return row


def _by_screen(rows: Callable[[int], int]) -> Callable[[_Ground, int, int], int]:
    """Return a motion by as many rows, gaps counted, as a rule makes of the height in sight."""

    def target(ground: _Ground, row: int, count: int) -> int:
        by = rows(ground.height)
        return _row_of_text(ground.page, row + by * count, step=1 if by > 0 else -1)

    return target


def _to_row(ground: _Ground, caret: Caret, row: int) -> Caret:
    """Return the caret in a row at its goal, but not on the spaces that hang there."""
    goal = ground.page.place(caret.offset).column if caret.goal is None else caret.goal
    there = ground.page.row(row)
    body = ground.text[there.start : there.end].rstrip(BLANKS)
    last = ground.snap(there.start + max(0, len(body) - 1))
    return Caret(min(ground.page.offset_at(row, goal), last), goal)


_STEPS: Mapping[Motion, Callable[[_Ground, int], int]] = {
    "left": _left,
    "right": _right,
    "word_forward": _word_forward,
    "word_end": _word_end,
    "word_back": _word_back,
    "sentence_forward": _sentence_forward,
    "sentence_back": _sentence_back,
    "paragraph_forward": _paragraph_forward,
    "paragraph_back": _paragraph_back,
    "row_start": _row_start,
}

_VERTICAL: Mapping[Motion, Callable[[_Ground, int, int], int]] = {
    "down": _down,
    "up": _up,
    "half_down": _by_screen(lambda height: max(1, height // 2)),
    "half_up": _by_screen(lambda height: -max(1, height // 2)),
    "page_down": _by_screen(lambda height: max(1, height - 2)),
    "page_up": _by_screen(lambda height: -max(1, height - 2)),
}
