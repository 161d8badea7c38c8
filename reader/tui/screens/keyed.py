"""Screens driven by the command table: keys in, commands out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events

from reader.session.commands import Command, Scope
from reader.session.keys import Pending, Press
from reader.tui.roles import Front, RoundField, TypedField
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.surface import SurfaceScreen

if TYPE_CHECKING:
    from reader.session.history import History
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp
    from reader.tui.widgets.note_field import NoteField


class KeyedScreen(SurfaceScreen):
    """A screen whose keys mean what the command table says, or the settings."""

    app: ReaderApp

    pending = Pending()
    _footer: Footbar
    """Set when the screen is mounted."""

    @property
    def scope(self) -> Scope:
        """Which commands the keys mean now."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Have what lay over it let go of."""
        self.app.sweeping.uncovered()

    async def on_key(self, event: events.Key) -> None:
        """Take a key that nothing with the focus took."""
        await self.take_key(event)

    async def take_key(self, event: events.Key) -> None:
        """Feed a key to the scope's keymap and carry out the command it completes."""
        self.app.sweeping.pressed()
        front = self.app.screen
        if self not in self.app.screen_stack or (isinstance(front, KeyedScreen) and front is not self):
            # It was on its way here when this screen went, or another came to lie over it.
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        focused: object = self.focused
        if isinstance(focused, RoundField):
            await focused.come_round(event)
            return
        if isinstance(focused, TypedField):
            # Typed behind the key that gave the field the focus, it was on its way here by then.
            if self.app.put_before(event):
                event.stop()
                event.prevent_default()
            return
        if front is not self:
            event.stop()
            event.prevent_default()
            if isinstance(front, Front):
                front.take(event)
            return  # That the terminal is too small lies over it: keys do nothing until it is not.
        key = name_of(event)
        event.stop()
        event.prevent_default()
        if self.taken(key):
            return
        self.pending, press = self.app.keyboard.keymaps[self.scope].feed(self.pending, key)
        self.key_taken()
        if press is not None:
            self.press(press)
            self.key_done()

    async def on_note_field_drained(self, event: NoteField.Drained) -> None:
        """Let a note take the keys that waited for others."""
        await event.field.drain()

    def taken(self, key: str) -> bool:
        """Tell whether a key was taken by something that waits for it, and so is no command's."""
        return False

    def key_taken(self) -> None:
        """Show what is pending; called for every key, before its command."""

    def key_done(self) -> None:
        """Show where the key led; called for a key that completed a command, behind that."""

    def press(self, press: Press) -> None:
        """Carry out a command of the scope."""
        raise NotImplementedError

    def tell(self, message: str, *, warning: bool = False, lasting: bool = False) -> None:
        """Say something in the footer; on a screen that is only coming, when it is there."""
        if "_footer" not in vars(self):
            self.call_later(self.tell, message, warning=warning, lasting=lasting)
        elif lasting:
            self._footer.insist(message)
        else:
            self._footer.tell(message, warning=warning)

    def take_back(self, message: str) -> None:
        """Take back what was said to stay, unless something else was said since."""
        self._footer.take_back(message)

    def saved(self) -> None:
        """Take up what a save has changed."""

    def make_room(self, top: int) -> None:
        """Keep what a prompt is about in sight, above the row of the screen where the prompt begins."""

    def take_room(self) -> None:
        """Take all rows again, the prompt having gone."""

    def show_help(self, history: History, reading: Reading | None = None) -> None:
        """Show what can be done here and now, and do what is chosen."""
        from reader.session.offering import offers
        from reader.tui.screens.help import HelpScreen

        sections = offers(self.app.keyboard, self.scope, history, reading)
        self.app.push_screen(HelpScreen(sections), self._offer_taken)

    def _offer_taken(self, command: Command | None) -> None:
        if command is None:
            return
        if command.argument and command.keys:
            self.pending = Pending(keys=tuple(command.keys[0].split(" ")))
            self.key_taken()
        else:
            self.in_front(partial(self.press, Press(command.id)))


def name_of(event: events.Key) -> str:
    """Return the name of a key as the command table has it: what it types, if that is anything to see."""
    modified = event.key.startswith(("alt+", "ctrl+"))
    if event.character in (None, " ") or not event.is_printable or modified:
        return event.key
    return event.character or event.key
