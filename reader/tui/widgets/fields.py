"""Textual's fields for typing, with what stands in them made safe for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea

from reader.page.cells import width_of
from reader.page.visible import visible


def _safe(strip: Strip) -> Strip:
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
        if self.is_mounted and self.screen.focused is self and self.app.screen is self.screen:
            # Textual's own figure is a cell too far at the end of the line.
            before = width_of(self.value[: self.cursor_position])
            self.app.cursor_position = self.content_region.offset + Offset(before, 0) - self.scroll_offset

    async def action_submit(self) -> None:
        """Give the line away."""
        self.sent = True
        await super().action_submit()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        return _safe(super().render_line(y))


ACTIONS = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What Textual's own field does at keys that type nothing."""


class NoteField(TextArea):
    """Several lines, in the order in which they were typed.

    Keys that were on their way to another widget when this got the focus come round by the screen. So a
    message is sent the same way, behind them, and until it has come, this widget's own keys are sent round
    too and wait there. Keys that still come when the focus is gone belong to the text again.

    Args:
        keys: What some keys do here, before any key that is typed after them.
    """

    class Drained(Message):
        """Everything that was on its way to another widget before this one had the focus has come."""

        def __init__(self, field: NoteField) -> None:
            super().__init__()
            self.field = field

    def __init__(self, keys: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(soft_wrap=True)
        self._keys = keys
        self._under_way: list[events.Key] = []
        self._held: list[events.Key] = []
        self._drained = False

    def take_keys(self) -> None:
        """Take the focus at once, with what was typed ahead of it."""
        before = self.screen.focused
        if before is self:
            return
        self._under_way.clear()
        self._held.clear()
        self._drained = before is None
        self.screen.set_focus(self)
        if before is not None:
            before.post_message(self.Drained(self))

    def on_key(self, event: events.Key) -> None:
        """Do what a key does, or send it round by the screen while others may be on their way there."""
        if self.screen.focused is not self:
            event.prevent_default()
        elif not self._drained or self._under_way:
            self._under_way.append(event)
            event.prevent_default()
        elif event.key in self._keys:
            event.stop()
            event.prevent_default()
            self._keys[event.key]()

    async def come_round(self, event: events.Key) -> None:
        """Take a key from the screen: one that was typed ahead, or one that was sent round."""
        own = event in self._under_way
        if own and not self._drained:
            event.stop()
            self._held.append(event)
            return
        if own:
            self._under_way.remove(event)
        if await self._done(event):
            event.stop()
            event.prevent_default()

    async def drain(self) -> None:
        """Take the keys that waited for those that were typed before them."""
        self._drained = True
        held, self._held = self._held, []
        for event in held:
            self._under_way.remove(event)
            if self.screen.focused is self:
                await self._done(event)
            else:
                self.screen.post_message(events.Key(event.key, event.character))

    async def _done(self, event: events.Key) -> bool:
        """Do what a key does in the note; tell whether it does anything."""
        words = event.character if event.is_printable else "\n" if event.key == "enter" else None
        if event.key in self._keys:
            self._keys[event.key]()
        elif words:
            self.replace(words, *self.selection)
        elif event.key in ACTIONS:
            await self.run_action(ACTIONS[event.key])
        else:
            return False
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        return _safe(super().render_line(y))
