"""Textual's field for several lines, with what stands in it made safe for the screen, and no key lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from reader.tui.roles import RoundField
from reader.tui.widgets.fields import actions_of, safe

ACTIONS = actions_of(TextArea)


class NoteField(RoundField, TextArea):
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

    async def on_key(self, event: events.Key) -> None:
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
        elif event.key in ACTIONS:
            event.stop()
            event.prevent_default()
            await self.run_action(ACTIONS[event.key])

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
        return safe(super().render_line(y))
