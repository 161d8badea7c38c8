"""The article on the screen: one column of text, its highlights, the caret, rails and glyphs beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.page.layout import Row
from reader.page.marks import Mark, MarkIndex, lanes, runs
from reader.page.visible import visible
from reader.session.highlights import annotation_marks, finding_marks, match_marks
from reader.session.reading import Reading
from reader.text.span import Span
from reader.tui.painting import COMPONENTS, GLYPHS, Palette, tint

LEFT = 4
"""Cells left of the text: three rails and a space."""
RIGHT = 4
"""Cells right of it: a space and three glyphs."""
CALM = 2
"""Rows kept between the caret and the edge of the screen."""


class ArticleView(Widget, can_focus=True):
    """Draws a reading session; keys are the screen's business, clicks are told as offsets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    class Pointed(Message):
        """The mouse pointed at an offset; ``extending`` while its button is held."""

        def __init__(self, offset: int, *, extending: bool, twice: bool = False) -> None:
            super().__init__()
            self.offset = offset
            self.extending = extending
            self.twice = twice

    class Scrolled(Message):
        """What is on the screen moved without the caret."""

    class Resized(Message):
        """There is room for another number of cells in the text column, or of rows."""

        def __init__(self, column: int, height: int) -> None:
            super().__init__()
            self.column = column
            self.height = height

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.top = 0
        self._palette: Palette | None = None
        self._strips: dict[tuple[int, Span | None, Span | None], Strip] = {}
        self._index()

    def show(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Draw another state of the session, the caret in view.

        Args:
            reading: The state to draw.
            keep_row: Keep the caret on the same row of the screen, as paging does.
        """
        before, self.reading = self.reading, reading
        if before.page is not reading.page:
            self.top = reading.page.place(before.page.row(self.top).start).row
            self._strips.clear()
        if (
            before.findings is not reading.findings
            or before.annotations is not reading.annotations
            or before.search is not reading.search
        ):
            self._index()
        row = reading.page.place(reading.caret.offset).row
        if keep_row:
            self.top += row - before.page.place(before.caret.offset).row
        self._bring_into_view(row)
        self.refresh()

    @property
    def seen(self) -> Span:
        """The stretch of text on the screen."""
        page = self.reading.page
        last = min(page.height, self.top + max(1, self.size.height)) - 1
        return Span(page.row(self.top).start, page.row(last).end)

    def scroll_rows(self, rows: int) -> None:
        """Move what is on the screen, never beyond the first or last row."""
        self.top = max(0, min(self.top + rows, self.reading.page.height - self.size.height))
        self.refresh()
        self.post_message(self.Scrolled())

    @property
    def caret_in_sight(self) -> int:
        """The caret's offset, or, where its row is out of sight, that of the nearest row in sight."""
        page = self.reading.page
        place = page.place(self.reading.caret.offset)
        last = min(page.height, self.top + max(1, self.size.height)) - 1
        calm = min(CALM, (self.size.height - 1) // 2)
        row = max(
            min(place.row, last - (calm if last < page.height - 1 else 0)),
            self.top + (calm if self.top else 0),
        )
        return self.reading.caret.offset if row == place.row else page.offset_at(row, place.column)

    def _bring_into_view(self, row: int) -> None:
        height = max(1, self.size.height)
        calm = min(CALM, (height - 1) // 2)
        if row < self.top - height or row >= self.top + 2 * height:
            self.top = row - height // 3
        self.top = max(min(self.top, row - calm), row - height + 1 + calm)
        self.top = max(0, min(self.top, self.reading.page.height - height))

    def _index(self) -> None:
        reading = self.reading
        notes = annotation_marks(reading)
        self._marks = MarkIndex((*finding_marks(reading.findings), *notes, *match_marks(reading)))
        self._lanes = lanes(notes)
        self._annotations = {a.id: a for a in reading.annotations}
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Forget what was drawn with another theme."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()

    def on_resize(self) -> None:
        """Tell how much room there is now."""
        self.post_message(self.Resized(max(1, self.size.width - LEFT - RIGHT), max(1, self.size.height)))

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        if self._palette is None:
            self._palette = Palette(self)
        return self._palette

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        index = self.top + y
        page = self.reading.page
        width = self.size.width
        if index >= page.height:
            return Strip.blank(width, self.palette.base)
        row = page.row(index)
        caret = page.cluster_at(self.reading.caret.offset) if not row.blank else None
        caret = caret if caret is not None and row.start <= caret.start <= row.end else None
        if caret is not None and page.place(caret.start).row != index:
            caret = None
        selection = _clipped(self.reading.selection, row)
        key = (index, caret, selection)
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != width:
            strip = self._paint(row, caret, selection, width)
            self._strips[key] = strip
        return self._labelled(strip, index, row) if self.reading.hints else strip

    def _paint(self, row: Row, caret: Span | None, selection: Span | None, width: int) -> Strip:
        base = self.palette.base
        column = self.reading.page.width
        margin = max(0, (width - column - LEFT - RIGHT) // 2)
        span = Span(row.start, row.end)
        marks = [m for m in self._marks.over(span) if m.span.overlaps(span)]
        segments = [Segment(" " * margin, base), *self._rails(marks)]
        segments.extend(self._words(row, marks, caret, selection))
        # One cell more than the column: a caret on a space that hangs over its end.
        body = Strip(segments).adjust_cell_length(margin + LEFT + column + 1, base)
        glyphs = Strip([Segment(self._glyphs(row, marks), base + self.palette.layer("glyph"))])
        return Strip.join([body, glyphs]).adjust_cell_length(width, base)

    def _words(
        self, row: Row, marks: list[Mark], caret: Span | None, selection: Span | None
    ) -> list[Segment]:
        span = Span(row.start, row.end)
        extra = [Mark(selection, "selection", "")] if selection else []
        if caret is not None and caret:
            extra.append(Mark(caret, "caret", ""))
        shown = visible(span.of(self.reading.article.text))
        marks = marks if shown.isascii() else [self._snapped(mark, span) for mark in marks]
        words = [
            Segment(
                shown[run.start - row.start : run.end - row.start],
                self.palette.style(name for mark in run.marks for name in self._names(mark)),
            )
            for run in runs([*marks, *extra], span)
        ]
        if caret is not None and not (caret and span.holds(caret.start)):
            words.append(Segment(" ", self.palette.style(["caret"])))
        return words

    def _snapped(self, mark: Mark, row: Span) -> Mark:
        """Return a mark whose ends do not cut what is drawn as one."""
        page = self.reading.page
        start = max(mark.span.start, row.start)
        end = min(mark.span.end, row.end)
        return replace(
            mark, span=Span(page.cluster_at(start).start, max(start, page.cluster_at(end - 1).end))
        )

    def _labelled(self, strip: Strip, index: int, row: Row) -> Strip:
        """Lay the labels of what starts in a row over it; where two would meet, the second gives way."""
        reading = self.reading
        left = max(0, (self.size.width - reading.page.width - LEFT - RIGHT) // 2) + LEFT
        style = self.palette.style(["hint"])
        free = 0
        for hint in reading.hints:
            if row.blank or not row.start <= hint.span.start < max(row.end, row.start + 1):
                continue
            words = hint.label[len(reading.hint_typed) :]
            column = max(free, left + reading.page.place(hint.span.start).column)
            free = column + len(words)
            before, after = strip.crop(0, column), strip.crop(free, strip.cell_length)
            strip = Strip.join([before, Strip([Segment(words, style)]), after])
        return strip.adjust_cell_length(self.size.width, self.palette.base)

    def _names(self, mark: Mark) -> tuple[str, ...]:
        kind = mark.kind
        if kind == "annotation":
            return (f"annotation-{tint(self._annotations[mark.id])}",)
        if kind.startswith("entity:"):
            name = kind.replace(":", "--")
            return (name,) if self.reading.findings.complete else (name, "quick")
        return (kind.replace(":", "--"),)

    def _rails(self, marks: list[Mark]) -> list[Segment]:
        cells = [(" ", self.palette.base)] * LEFT
        for mark in marks:
            if mark.kind.startswith("annotation"):
                lane = min(self._lanes[mark.id], LEFT - 2)
                style = self.palette.base + self.palette.layer("rail")
                if mark.kind == "annotation":
                    tinted = self.palette.layer(f"annotation-{tint(self._annotations[mark.id])}")
                    style += Style(color=tinted.bgcolor)
                cells[LEFT - 2 - lane] = ("▎" if mark.kind == "annotation" else "┊", style)
        return [Segment(text, style) for text, style in cells]

    def _glyphs(self, row: Row, marks: list[Mark]) -> str:
        found = []
        if any(m.kind == "statement" and row.start <= m.span.start for m in marks):
            found.append(GLYPHS["statement"])
        if any(m.kind == "designated" for m in marks):
            found.append(GLYPHS["designated"])
        if any(
            m.kind.startswith("annotation") and m.span.end <= row.end and self._annotations[m.id].note
            for m in marks
        ):
            found.append(GLYPHS["note"])
        return "".join(found)

    def _offset_at(self, event: events.MouseEvent) -> int:
        page = self.reading.page
        margin = max(0, (self.size.width - page.width - LEFT - RIGHT) // 2)
        row = max(0, min(self.top + event.y, page.height - 1))
        return page.offset_at(row, max(0, event.x - margin - LEFT))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell where the caret should go."""
        self.capture_mouse()
        self.post_message(self.Pointed(self._offset_at(event), extending=False))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell how far the selection should go, while the button is held."""
        if self.app.mouse_captured is self and event.button:
            self.post_message(self.Pointed(self._offset_at(event), extending=True))

    def on_mouse_up(self) -> None:
        """End a selection by mouse."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell of a double click."""
        if event.chain == 2:
            self.post_message(self.Pointed(self._offset_at(event), extending=False, twice=True))

    def on_mouse_scroll_down(self) -> None:
        """Three rows on."""
        self.scroll_rows(3)

    def on_mouse_scroll_up(self) -> None:
        """Three rows back."""
        self.scroll_rows(-3)


def _clipped(span: Span | None, row: Row) -> Span | None:
    if span is None or row.blank or span.end <= row.start or span.start >= row.end:
        return None
    return replace(span, start=max(span.start, row.start), end=min(span.end, row.end))
