"""Where the rows of a text end: greedy wrapping to a width in cells.

Rows end behind spaces, behind hyphens and dashes inside words, and beside CJK characters and emoji
(a small part of Unicode Standard Annex 14); a word longer than a row is cut between two clusters. Spaces
at the end of a row hang: they belong to it and take no room.

Nearly all rows of a Latin, Greek or Cyrillic text hold only characters of one cell, for which a row is
found by one backward search for a space; the others are measured cluster by cluster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.page.cells import cell_size, clusters
from reader.page.classes import BLANKS, BREAKING, CLOSING, JOINING, OPENING, PLAIN, SPACES, WESTERN
from reader.page.visible import SOUND, visible
from reader.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_CELL = f"{PLAIN}{JOINING}\x00-\x08\x0b-\x1f\x7f"
_NOT_WESTERN = re.compile(f"[^{WESTERN}]")
"""Looked for first: where there is none, the larger classes are not needed, and not compiled."""
_NOT_ONE_CELL = late(f"[^{_ONE_CELL}{SPACES}]")
_ODD = late(f"[^{_ONE_CELL}]")
"""Finds what is not sure to be drawn in one cell of its own, and every space but the common one."""
_DASHES = "-‐–—"
_DASHED = r"(?<=\w\w[-‐])(?=[^\W\d_]{2})|(?<=\w[–—])(?=[\w“‘«(])"
_BEHIND_DASH = late(_DASHED)
_OPPORTUNITY = late(
    f"(?<=[{SPACES}])(?![{SPACES}])"
    f"|{_DASHED}"
    rf"|(?<=[{BREAKING}\ufe0f])(?<![{OPENING}])(?=[{BREAKING}{OPENING}\w])(?![{CLOSING}])"
    rf"|(?<=\w)(?=[{BREAKING}])(?![{CLOSING}])"
)


def has_one_cell_each(text: str, start: int, end: int) -> bool:
    """Tell whether every character of a stretch of a row is drawn in one cell of its own.

    A cheap look: False only says that they must be measured.
    """
    if text.isascii():
        return True
    other = _NOT_WESTERN.search(text, start, end)
    return other is None or _NOT_ONE_CELL.search(text, other.start(), end) is None


def wrap(text: str, width: int, spacing: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each row at a width in cells, lazily and in order.

    Lines of the text that hold more than blanks are its paragraphs; the gap between two of them is
    ``spacing`` rows that are empty, at the end of the first. A text without paragraphs has one empty row.
    """
    previous = 0
    for start, end in paragraphs(text):
        if previous:
            yield from ((previous, previous),) * spacing
        yield from _wrap_paragraph(text, start, end, width)
        previous = end
    if not previous:
        yield 0, 0


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of the text that hold more than blanks, without their line ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        if end > start and (text[start] not in BLANKS or text[start:end].strip(BLANKS)):
            yield start, end
        start = end + 1


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    odd = _next_odd(text, start, end)
    while start < end:
        limit = start + width
        if odd == end or limit < odd:
            stop = end if limit >= end else _end_of_plain_row(text, start, limit, end)
        else:
            stop = _end_of_row(text, start, width, end)
        yield start, stop
        start = stop
        if odd < start:
            odd = _next_odd(text, start, end)


def _next_odd(text: str, start: int, end: int) -> int:
    if text.isascii():
        tab = text.find("\t", start, end)
        return end if tab < 0 else tab
    other = _NOT_WESTERN.search(text, start, end)
    found = other and _ODD.search(text, other.start(), end)
    return found.start() if found else end


def _end_of_plain_row(text: str, start: int, limit: int, end: int) -> int:
    """Return where a row of one-cell characters ends; ``limit``, in the paragraph, is a cell too many."""
    if text[limit] == " ":
        return _behind_spaces(text, limit + 1, end)
    stop = max(start, text.rfind(" ", start, limit) + 1)
    word = text[stop:limit]
    if "-" in word or "–" in word or "—" in word or "‐" in word:
        stop = _last_dash(text, stop, limit) or stop
    return stop if stop > start else limit


def _behind_spaces(text: str, offset: int, end: int) -> int:
    """Return the end of the spaces that begin at an offset, which hang at their row."""
    while offset < end and text[offset] in SPACES:
        offset += 1
    return offset


def _last_dash(text: str, start: int, limit: int) -> int:
    """Return the last place in ``(start, limit]`` that is right behind a dash inside a word, or 0."""
    for stop in range(limit, start, -1):
        if text[stop - 1] in _DASHES and _BEHIND_DASH.match(text, stop):
            return stop
    return 0


def _end_of_row(text: str, start: int, width: int, end: int) -> int:
    """Return where a row of any characters ends."""
    limit = _reach(text, start, width, end)
    if limit == end:
        return end
    if text[limit] in SPACES:
        return _behind_spaces(text, limit, end)
    for stop in range(limit, start, -1):
        if _OPPORTUNITY.match(text, stop):
            return stop
    return limit


def _reach(text: str, start: int, width: int, end: int) -> int:
    """Return the end of the last cluster that fits a row, at least of the first one."""
    size = width + 1
    while True:
        is_whole = start + size >= end
        reach = _reach_in(text[start : min(end, start + size)], width, is_whole)
        if reach is not None:
            return start + reach
        size += size // 2 + 8


def _reach_in(piece: str, width: int, is_whole: bool) -> int | None:
    """Return how far a row reaches in the rest of a paragraph; None where it needs a longer piece."""
    drawn = visible(piece)
    if SOUND.fullmatch(drawn):
        used = list(accumulate(map(cell_size, drawn)))
        reach = max(bisect_right(used, width), bisect_right(used, used[0]))
        return reach if is_whole or reach < len(piece) else None
    column = 0
    measured = clusters(drawn)
    # The last cluster of a piece may go on behind it.
    for cluster in measured if is_whole else measured[:-1]:
        column += cluster.width
        if column > width:
            return cluster.start or cluster.end
    return len(piece) if is_whole else None
