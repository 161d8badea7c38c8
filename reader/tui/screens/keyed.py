"""Screens driven by the command table: keys in, commands out."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from reader.session.commands import Scope, commands_in
from reader.session.keys import Keymap, Pending, Press
from reader.tui.questions.prompt import Prompt


class KeyedScreen(Screen[None]):
    """A screen whose keys mean what the command table says."""

    KEYMAPS: ClassVar[dict[Scope, Keymap]] = {
        "library": Keymap(commands_in("library")),
        "article": Keymap(commands_in("article")),
        "panel": Keymap(commands_in("panel")),
    }

    pending = Pending()

    @property
    def scope(self) -> Scope:
        """Which commands the keys mean now."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Feed a key to the scope's keymap and carry out the command it completes."""
        if isinstance(self.focused, Input | TextArea):
            return
        if isinstance(self.app.screen, Prompt):
            event.stop()
            event.prevent_default()
            self.app.screen.take(event)
            return
        key = event.character if event.is_printable and event.character not in (None, " ") else event.key
        event.stop()
        event.prevent_default()
        if self.taken(key or event.key):
            return
        self.pending, press = self.KEYMAPS[self.scope].feed(self.pending, key or event.key)
        self.key_taken()
        if press is not None:
            self.press(press)

    def taken(self, key: str) -> bool:
        """Tell whether a key was taken by something that waits for it, and so is no command's."""
        return False

    def key_taken(self) -> None:
        """Show what is pending; called for every key, before its command."""

    def press(self, press: Press) -> None:
        """Carry out a command of the scope."""
        raise NotImplementedError
