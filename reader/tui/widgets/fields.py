"""Textual's field for a line, with what stands in it made safe for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from textual import actions, events
from textual.binding import Binding
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.page.cells import width_of
from reader.page.visible import visible
from reader.tui.roles import TypedField


def actions_of(field: type[Widget]) -> Mapping[str, str]:
    """Return what Textual's own field does at keys that type nothing, by the key.

    Textual does it only when the key has come to nobody else's notice: behind what is typed after it. So
    each of Reader's fields does it itself.
    """
    bound = (each for each in field.BINDINGS if isinstance(each, Binding))
    return {key: each.action for each in bound for key in each.key.split(",")}


ACTIONS = actions_of(Input)


def safe(strip: Strip) -> Strip:
    """Return a strip whose words do nothing on a terminal but stand there."""
    segments = [Segment(visible(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


class LineField(TypedField, Input):
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
        elif self.do(event.key):
            event.stop()
            event.prevent_default()

    def do(self, key: str) -> bool:
        """Do what the field does at a key that types nothing; tell whether it does anything."""
        if key not in ACTIONS or key == "enter" or (key == "backspace" and not self.value):
            return False  # Emptied beyond its start, a line is left: that is the prompt's.
        _, name, parameters = actions.parse(ACTIONS[key])
        getattr(self, f"action_{name}")(*parameters)
        return True

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
