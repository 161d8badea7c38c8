"""Places in texts, each as a line with its words in the middle, and one of them at more length."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.page.cells import fit, width_of
from reader.page.layout import Page
from reader.page.visible import visible
from reader.session.propagating import Hit
from reader.text.span import Span
from reader.tui.styles import drawn
from reader.tui.widgets.rows import Piece, RowList, padded
from reader.values import Value

SIGNS = {True: " ✓ ", False: " – ", None: "   "}
TITLE_WIDTH, TITLE_FROM = 24, 100
"""Cells for the article's title in a line, and how wide a line must be to show it."""
REACH = 600
"""Code points of context that are looked at on either side."""


class HitRow(Value):
    """A place and what was said to it; None while it is open."""

    hit: Hit
    answer: bool | None


class HitList(RowList[HitRow], can_focus=False):
    """Keywords in their context, one below the other."""

    def pieces(self, row: HitRow, width: int) -> list[Piece]:
        """The answer, the words before, the words, the words behind, and in wide lists the title."""
        text, span = row.hit.article.text, row.hit.span
        title = TITLE_WIDTH if width >= TITLE_FROM else 0
        room = width - len(SIGNS[None]) - title
        return [
            (SIGNS[row.answer], "rows--key"),
            *words_in_context(text, span, room),
            (padded(f"  {row.hit.article.title}", title), "rows--quiet"),
        ]


def words_in_context(text: str, span: Span, room: int) -> list[Piece]:
    """Return the words of a span with what stands before and behind them, in ``room`` cells."""
    first, last = paragraph_around(text, span, room)
    before = _last_cells(_line(text[first : span.start]), room * 2 // 5)
    words = fit(visible(_line(span.of(text))), room - room * 2 // 5 - 1)
    behind = room - room * 2 // 5 - width_of(words)
    return [
        (padded(before, room * 2 // 5, right=True), "rows--plain"),
        (words, "rows--strong"),
        (padded(_line(text[span.end : last]) if behind > 1 else "", behind), "rows--plain"),
    ]


class Context(Widget):
    """The article of a place, and the paragraph around it as far as there is room, the words told apart."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"context--words", "context--text", "context--title"}

    hit: Hit | None = None

    def show(self, hit: Hit | None) -> None:
        """Show another place."""
        self.hit = hit
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, base = self.size.width, self.rich_style
        if self.hit is None:
            return Strip.blank(width, base)
        if y == 0:
            title = padded(f" {self.hit.article.title}", width)
            return Strip([Segment(title, drawn(self, "context--title"))], width)
        shown, words = excerpt(self.hit, self.size.height - 1, width - 2)
        page = Page(shown, width - 2)
        if y > page.height:
            return Strip.blank(width, base)
        row = page.row(y - 1)
        start, end = (min(max(edge, row.start), row.end) for edge in (words.start, words.end))
        plain, told = (drawn(self, f"context--{name}") for name in ("text", "words"))
        pieces = ((row.start, start, plain), (start, end, told), (end, row.end, plain))
        segments = [Segment(shown[first:last], style) for first, last, style in pieces]
        return Strip([Segment(" ", base), *segments]).adjust_cell_length(width, base)


def excerpt(hit: Hit, rows: int, width: int) -> tuple[str, Span]:
    """Return the words around a hit, safe for the screen, and where in them the hit is."""
    text, span = hit.article.text, hit.span
    first, last = paragraph_around(text, span, REACH)
    before, words, behind = (
        visible(part) for part in (text[first : span.start], span.of(text), text[span.end : last])
    )
    room = rows * (width - len("…") - 4)
    if len(before) > room // 3 and len(before) + len(words) + len(behind) > room:
        kept = before[len(before) - room // 3 :]
        before = "…" + kept[kept.find(" ") + 1 :]
    return before + words + behind, Span(len(before), len(before) + len(words))


def paragraph_around(text: str, span: Span, reach: int) -> tuple[int, int]:
    """Return where the paragraph around a span begins and ends, at most ``reach`` code points away."""
    last = text.find("\n", span.end, span.end + reach)
    return max(
        text.rfind("\n", 0, span.start) + 1, span.start - reach
    ), last if last >= 0 else span.end + reach


def _line(words: str) -> str:
    """Return words on one line; what is at the edges stays apart by one space."""
    return (
        f"{' ' if words[:1].isspace() else ''}{' '.join(words.split())}{' ' if words[-1:].isspace() else ''}"
    )


def _last_cells(words: str, width: int) -> str:
    while words and width_of(visible(words)) > width:
        words = words[max(1, (width_of(visible(words)) - width) // 2) :]
    return words
