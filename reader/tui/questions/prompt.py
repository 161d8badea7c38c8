"""Prompts that lose no key: what is typed before their field has the focus goes into it all the same."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, TextArea


class Prompt(ModalScreen[ScreenResultType]):
    """A screen laid over another to ask for something, with one field to type into."""

    ahead: tuple[events.Key, ...] = ()

    def take(self, event: events.Key) -> None:
        """Take a key that was on its way to the screen below when this one came."""
        if self.is_mounted:
            self._give(event)
        else:
            self.ahead = (*self.ahead, event)

    def on_mount(self) -> None:
        """Put what came ahead into the field."""
        for event in self.ahead:
            self._give(event)

    def on_key(self, event: events.Key) -> None:
        """Give the field a key that came before it had the focus."""
        if self.focused is None:
            event.stop()
            self._give(event)

    def _give(self, event: events.Key) -> None:
        field = self.query("Input, TextArea").first()
        self.set_focus(field)
        words = event.character if event.is_printable else "\n" if event.key == "enter" else None
        if isinstance(field, TextArea) and words:
            field.insert(words)
        elif isinstance(field, Input) and words == "\n":
            self.call_later(field.action_submit)
        elif isinstance(field, Input) and words:
            field.insert_text_at_cursor(words)
        elif event.key == "escape":
            self.app.simulate_key("escape")
