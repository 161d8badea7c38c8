"""Textual's field for a line, with what stands in it made safe for the screen."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.page.cells import width_of
from reader.page.visible import visible


def safe(strip: Strip) -> Strip:
    """Return a strip whose words do nothing on a terminal but stand there."""
    segments = [Segment(visible(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


class LineField(Input):
    """One line.

    Keys that are typed at once behind the one that gives it away are still on their way to it then, and are
    no part of it.
    """

    sent = False
    """Whether the line was given away."""
    beyond: Callable[[events.Key], None] | None = None
    """Takes the keys that come then; without it they are typed on."""

    async def on_key(self, event: events.Key) -> None:
        """Give the line away at once, and then the keys that are no part of it."""
        if self.sent and self.beyond is not None:
            event.stop()
            event.prevent_default()
            self.beyond(event)
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    def on_resize(self) -> None:
        """Take the terminal's cursor along, which Textual's field puts where it was before it had a place."""
        self.call_after_refresh(self._put_cursor)

    def on_input_changed(self) -> None:
        """Take the terminal's cursor along, with words that came before the field had the focus too."""
        self.call_after_refresh(self._put_cursor)

    def _put_cursor(self) -> None:
        if self.is_attached and self.screen.focused is self and self.app.screen is self.screen:
            # Textual's own figure is a cell too far at the end of the line.
            before = width_of(self.value[: self.cursor_position])
            self.app.cursor_position = self.content_region.offset + Offset(before, 0) - self.scroll_offset

    def put(self, line: str) -> None:
        """Put another line there: selected, to be typed over, unless the one before was typed on."""
        is_untouched = self.selected_text == self.value
        self.value = line
        self.selection = Selection(0 if is_untouched else len(line), len(line))

    async def action_submit(self) -> None:
        """Give the line away."""
        self.sent = True
        await super().action_submit()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        return safe(super().render_line(y))
