"""The command palette: every command of the screen by name."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.message import Message
from textual.theme import ThemeProvider
from textual.widgets import Input, OptionList

from reader.session.keys import Press
from reader.tui.roles import Front
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.standing import StandingScreen


class Palette(Front, CommandPalette, StandingScreen[None]):
    """Textual's palette, which loses no key typed at once behind the one that opens it, and goes once."""

    _ahead: tuple[events.Key, ...] = ()
    _is_going = False

    def take(self, event: events.Key) -> None:
        """Take a key that was on its way to the screen below, when there is a field for it."""
        self._ahead = (*self._ahead, event)
        if self.is_mounted:
            self.call_after_refresh(self._give)

    def on_mount(self) -> None:
        """Have the keys that came ahead when the field has the focus."""
        self.call_after_refresh(self._give)

    @on(Input.Changed)
    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _gone(self, event: Message) -> None:
        """Do nothing at a key that was typed at once behind the one that closes it."""
        if self._is_going:
            event.stop()
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go, and do nothing more."""
        self._is_going = True
        return super().dismiss(result)

    def _give(self) -> None:
        ahead, self._ahead = self._ahead, ()
        for event in ahead:
            self.app.post_message(events.Key(event.key, event.character))


class PaletteApp(App[int]):
    """An app that has this palette wherever Textual has its own."""

    def action_command_palette(self) -> None:
        """Offer every command of the screen in front, unless that is done."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Offer the themes."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))


class TableCommands(Provider):
    """Offers the commands of the command table that the screen below can carry out."""

    async def discover(self) -> Hits:
        """Offer every command."""
        screen = self.screen
        if isinstance(screen, KeyedScreen):
            keyboard = screen.app.keyboard
            for command in keyboard.commands_in(screen.scope):
                if not command.argument:
                    yield DiscoveryHit(
                        f"{command.label}  {keyboard.shown(command.id)}",
                        partial(screen.in_front, partial(screen.press, Press(command.id))),
                        help=command.help,
                    )

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name or description fits what is typed."""
        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return
        matcher = self.matcher(query)
        keyboard = screen.app.keyboard
        for command in keyboard.commands_in(screen.scope):
            words = f"{command.label}: {command.help}"
            score = matcher.match(words)
            if score > 0 and not command.argument:
                yield Hit(
                    score,
                    matcher.highlight(words),
                    partial(screen.in_front, partial(screen.press, Press(command.id))),
                    help=keyboard.shown(command.id),
                )
