"""The article on the screen: one column of text, its highlights, the caret, rails and glyphs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from reader.session.reading import Reading
from reader.text.span import Span
from reader.tui.painting import COMPONENTS, Palette
from reader.tui.widgets.row_painter import LEFT, RIGHT, RowPainter, margin_of
from reader.tui.widgets.surface import Surface, SurfaceScreen

CALM = 2
"""Rows kept between the caret and the edge of the screen."""
LEFT_BUTTON, RIGHT_BUTTON = 1, 3
MEASURE_SECONDS, MEASURE_FOR, MEASURE_ROWS = 0.02, 0.0015, 200
"""How often rows of a long text are counted, for how long, and how many before the clock is looked at."""
HOLD_SECONDS = 0.05
"""How often a selection grows while the mouse is held beyond the edge."""


class ArticleView(Surface, can_focus=True):
    """Draws a reading session; keys are the screen's business, clicks are told as offsets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    class Pointed(Message):
        """The mouse pointed at an offset.

        Args:
            offset: Where.
            extending: Whether its button is held, or shift.
            clicks: How many clicks on one place this was the last of.
            asking: Whether it asks what is there, by its right button.
        """

        def __init__(
            self, offset: int, *, extending: bool = False, clicks: int = 1, asking: bool = False
        ) -> None:
            super().__init__()
            self.offset = offset
            self.extending = extending
            self.clicks = clicks
            self.asking = asking

    class Scrolled(Message):
        """What is on the screen moved without the caret."""

    class Resized(Message):
        """There is room for another number of cells in the text column, or of rows."""

        def __init__(self, height: int) -> None:
            super().__init__()
            self.height = height

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.top = 0
        self._top_offset = 0
        self._painter: RowPainter | None = None
        self._held: Timer | None = None
        self._measuring: Timer | None = None

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keep the styles: with the focus nothing in it looks another way."""

    def show(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Draw another state of the session, the caret in view.

        Args:
            reading: The state to draw.
            keep_row: Keep the caret on the same row of the screen, as paging does.
        """
        before, self.reading = self.reading, reading
        if before.page is not reading.page:
            self.top = reading.page.place(self._top_offset).row
        if self._painter is not None:
            self._painter.follow(reading)
        row = reading.page.place(reading.caret.offset).row
        if keep_row:
            self.top += row - before.page.place(before.caret.offset).row
        self._bring_into_view(row)
        self._keep_top()
        self.repaint()

    def settle(self) -> None:
        """Put the terminal's cursor on the caret, and do what is done beside the keys, when none waits."""
        self._put_cursor()
        self.draw_ahead()
        self._measure()

    def _measure(self) -> None:
        """Count the rows of a long text, some at a time, beside everything else."""
        if self.reading.page.is_measured or not self.is_mounted:
            return
        if self._measuring is None:
            self._measuring = self.set_interval(MEASURE_SECONDS, self._measure_some)
        self._measuring.resume()

    def _measure_some(self) -> None:
        page, until = self.reading.page, monotonic() + MEASURE_FOR
        while not page.is_measured and monotonic() < until:
            page.measure(MEASURE_ROWS)
        if page.is_measured and self._measuring is not None:
            self._measuring.pause()

    @property
    def seen(self) -> Span:
        """The stretch of text on the screen."""
        page = self.reading.page
        last = page.nearest_row(self.top + self.reading.height - 1)
        return Span(page.row(self.top).start, page.row(last).end)

    def scroll_rows(self, rows: int) -> None:
        """Move what is on the screen, never beyond the first or last row."""
        self._put_top(self.top + rows, self.size.height)
        self._keep_top()
        self.repaint()
        self.post_message(self.Scrolled())

    @property
    def caret_in_sight(self) -> int:
        """The caret's offset, or, where its row is out of sight, that of the nearest row in sight."""
        page = self.reading.page
        place = page.place(self.reading.caret.offset)
        last = page.nearest_row(self.top + max(1, self.size.height) - 1)
        calm = min(CALM, (self.size.height - 1) // 2)
        row = max(
            min(place.row, last - (calm if page.has_row(last + 1) else 0)),
            self.top + (calm if self.top else 0),
        )
        return self.reading.caret.offset if row == place.row else page.offset_at(row, place.column)

    def _keep_top(self) -> None:
        """Remember which words stand at the top, so that they do after any number of resizes."""
        row = self.reading.page.row(self.top)
        if not row.start <= self._top_offset < max(row.end, row.start + 1):
            self._top_offset = row.start

    def cursor_cell(self) -> Offset:
        """Return where the caret is."""
        page = self.reading.page
        place = page.place(self.reading.caret.offset)
        return Offset(margin_of(self.size.width, page.width) + LEFT + place.column, place.row - self.top)

    def fit(self, size: Size) -> None:
        """Have the text laid out for the room there is, where it was laid out before."""
        if self.is_mounted and self._standing_in and isinstance(self.screen, SurfaceScreen):
            self.screen.fit(max(1, size.height))

    def on_focus(self) -> None:
        """Take the terminal's cursor back."""
        self._put_cursor()

    def _bring_into_view(self, row: int) -> None:
        height = self.reading.height
        calm = min(CALM, (height - 1) // 2)
        if row < self.top - height or row >= self.top + 2 * height:
            self.top = row - height // 3
        self.top = max(min(self.top, row - calm), row - height + 1 + calm)
        self._put_top(self.top, height)

    def _put_top(self, row: int, height: int) -> None:
        """Have a row at the top, or one further up where there are not enough below it."""
        self.top = max(0, min(row, self.reading.page.nearest_row(row + height - 1) - height + 1))

    def notify_style_update(self) -> None:
        """Forget what was drawn with another theme."""
        super().notify_style_update()
        self._painter = None

    def on_resize(self) -> None:
        """Tell how much room there is now."""
        self.post_message(self.Resized(max(1, self.size.height)))

    @property
    def room(self) -> int:
        """How wide the text column could be, in cells."""
        return max(1, self.size.width - LEFT - RIGHT)

    @property
    def painter(self) -> RowPainter:
        """Paints the rows of the state that is shown, in the theme in use."""
        if self._painter is None:
            self._painter = RowPainter(self.reading, Palette(self))
        return self._painter

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        return self.painter.strip(self.top + y, self.size.width)

    def rows_of(self, size: Size) -> list[Strip]:
        """Draw all rows of the screen."""
        return self.painter.strips(range(self.top, self.top + size.height), size.width)

    def likely_rows(self) -> Iterator[Strip]:
        """Draw the next screen and the one before."""
        top, (width, height) = self.top, self.size
        for index in (*range(top + height, top + 2 * height), *range(top - 1, top - height, -1)):
            if index >= 0 and self.reading.page.has_row(index):
                yield self.painter.still(index, width)

    def _offset_at(self, column: int, row: int) -> int:
        page = self.reading.page
        left = margin_of(self.size.width, page.width) + LEFT
        return page.offset_at(max(0, page.nearest_row(self.top + row)), max(0, column - left))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell where the caret should go."""
        self.capture_mouse()
        offset = self._offset_at(event.x, event.y)
        self.post_message(self.Pointed(offset, extending=event.shift, asking=event.button == RIGHT_BUTTON))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell how far the selection should go while the button is held; beyond the edge, scroll."""
        if self.app.mouse_captured is not self or event.button != LEFT_BUTTON:
            return
        beyond = min(0, event.y) or max(0, event.y - self.size.height + 1)
        self._hold(event.x, beyond)
        if not beyond:
            self.post_message(self.Pointed(self._offset_at(event.x, event.y), extending=True))

    def on_mouse_up(self) -> None:
        """End a selection by mouse."""
        self._hold(0, 0)
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell of the second and the third click on one place."""
        if event.chain > 1 and event.button == LEFT_BUTTON:
            self.post_message(self.Pointed(self._offset_at(event.x, event.y), clicks=event.chain))

    def _hold(self, column: int, beyond: int) -> None:
        """Go on selecting while the mouse is held so many rows beyond the edge; 0 ends it."""
        if self._held is not None:
            self._held.stop()
            self._held = None
        if beyond:
            self._select_on(column, beyond)
            self._held = self.set_interval(HOLD_SECONDS, lambda: self._select_on(column, beyond))

    def _select_on(self, column: int, beyond: int) -> None:
        edge = 0 if beyond < 0 else self.size.height - 1
        self.post_message(self.Pointed(self._offset_at(column, edge + beyond), extending=True))

    def on_mouse_scroll_down(self) -> None:
        """Three rows on."""
        self.scroll_rows(3)

    def on_mouse_scroll_up(self) -> None:
        """Three rows back."""
        self.scroll_rows(-3)
