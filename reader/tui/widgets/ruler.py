"""The ruler beside the text: where in the article matches, annotations and designations lie."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.session.overview import Stretch, overview, seen_anew
from reader.session.reading import Reading
from reader.text.contrast import SIGN
from reader.tui.painting import GLYPHS
from reader.tui.widgets.surface import Surface

SIGNS = {"match": "•", "annotation": "▌", "designation": GLYPHS["designated"]}
TRACK, THUMB = "│", "┃"
"""A stretch without anything in it: out of sight, and on the screen."""


class Ruler(Surface):
    """One column of cells, each a stretch of the article; what is on the screen is drawn reversed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ruler--track",
        "ruler--thumb",
        "ruler--match",
        "ruler--annotation",
        "ruler--designation",
    }

    class Pointed(Message):
        """The mouse pointed at a stretch that begins at an offset."""

        def __init__(self, offset: int, *, dragging: bool) -> None:
            super().__init__()
            self.offset = offset
            self.dragging = dragging

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._cells: dict[Hashable, Strip] = {}

    def show(self, reading: Reading) -> None:
        """Show another state of the session; what looks the same is not drawn again."""
        before, self._reading = self._reading, reading
        if before is None or any(
            (
                len(self._stretches) != self.size.height,
                before.annotations is not reading.annotations,
                before.findings is not reading.findings,
                before.search is not reading.search,
            )
        ):
            self._measure()
        elif before.seen != reading.seen:
            self._take(seen_anew(self._stretches, reading.seen))

    def _measure(self) -> None:
        if self._reading is not None and self.size.height:
            self._take(overview(self._reading, self.size.height))

    def _take(self, stretches: tuple[Stretch, ...]) -> None:
        if stretches != self._stretches:
            self._stretches = stretches
            self.repaint()

    def fit(self, size: Size) -> None:
        """Cut the article into as many stretches as there are rows."""
        if len(self._stretches) != size.height:
            self._measure()

    def render_line(self, y: int) -> Strip:
        """Draw one cell."""
        return self._cell(y, self.size.width)

    def rows_of(self, size: Size) -> list[Strip]:
        """Draw all cells; those that look alike are one strip, which remembers how it is written."""
        return [self._cell(y, size.width) for y in range(size.height)]

    def _cell(self, y: int, width: int) -> Strip:
        stretch = self._stretches[y] if y < len(self._stretches) else None
        key = (stretch.sort, stretch.seen, width) if stretch else width
        if key not in self._cells:
            self._cells[key] = self._drawn(stretch, width)
        return self._cells[key]

    def _drawn(self, stretch: Stretch | None, width: int) -> Strip:
        if stretch is None:
            return Strip.blank(width, self.base)
        sign = SIGNS[stretch.sort] if stretch.sort else THUMB if stretch.seen else TRACK
        part = "thumb" if stretch.seen else stretch.sort or "track"
        style = self.look(f"ruler--{part}", least=1 if part == "track" else SIGN)
        return Strip([Segment(sign, style)]).adjust_cell_length(width, self.base)

    def notify_style_update(self) -> None:
        """Forget the cells that were drawn in another style."""
        super().notify_style_update()
        self._cells = {}

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell where to go."""
        self.capture_mouse()
        self._point(event, dragging=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where to go on, while the button is held."""
        if self.app.mouse_captured is self and event.button:
            self._point(event, dragging=True)

    def on_mouse_up(self) -> None:
        """End the pointing."""
        self.release_mouse()

    def _point(self, event: events.MouseEvent, *, dragging: bool) -> None:
        event.stop()
        if self._stretches:
            row = max(0, min(event.y, len(self._stretches) - 1))
            self.post_message(self.Pointed(self._stretches[row].span.start, dragging=dragging))
