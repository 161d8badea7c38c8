"""The command palette: every command of the screen by name."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.message import Message
from textual.widgets import Input, OptionList

from reader.session.keys import Press
from reader.tui.palette import PaletteApp
from reader.tui.roles import Front
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.sheets import OVER
from reader.tui.standing import StandingScreen

LEAST_SCORE = 0.001
"""How well a command fits by its id: those whose words fit come before it."""


class Palette(Front, CommandPalette, StandingScreen[None]):
    """Textual's palette, which loses no key typed at once behind the one that opens it, and goes once."""

    SHEETS = (OVER,)
    is_ready = False
    """Whether there is a field with the focus."""
    _is_going = False

    def take(self, event: events.Key) -> None:
        """Take a key that was on its way to the screen below when this one came."""
        app = self.app
        if not (isinstance(app, PaletteApp) and app.put_before(event)):
            app.post_message(events.Key(event.key, event.character))

    def on_mount(self) -> None:
        """Have the keys that came ahead when the field has the focus."""
        self.call_after_refresh(self._have_keys)

    def _have_keys(self) -> None:
        self.is_ready = True

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


class TableCommands(Provider):
    """Offers the commands of the command table that the screen below can carry out, then those of the app."""

    def _of_the_app(self) -> Provider:
        # Imported with the first palette: no start needs it.
        from textual.system_commands import SystemCommandsProvider

        return SystemCommandsProvider(self.screen, self.match_style)

    async def discover(self) -> Hits:
        """Offer every command, first those that the foot of the screen names."""
        screen = self.screen
        if isinstance(screen, KeyedScreen):
            keyboard = screen.app.keyboard
            for command in sorted(keyboard.commands_in(screen.scope), key=lambda each: not each.footer):
                if not command.argument:
                    yield DiscoveryHit(
                        f"{command.label}  {keyboard.shown(command.id)}",
                        partial(screen.in_front, partial(screen.press, Press(command.id))),
                        help=command.help,
                    )
        async for hit in self._of_the_app().discover():
            yield hit

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name or description fits what is typed, and last those whose id does."""
        async for hit in self._of_the_app().search(query):
            yield hit
        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return
        matcher = self.matcher(query)
        keyboard = screen.app.keyboard
        for command in keyboard.commands_in(screen.scope):
            words = f"{command.label}: {command.help}"
            score = matcher.match(words)
            if score <= 0 and query.casefold() in command.id:
                score = LEAST_SCORE
            if score > 0 and not command.argument:
                yield Hit(
                    score,
                    matcher.highlight(words),
                    partial(screen.in_front, partial(screen.press, Press(command.id))),
                    help=keyboard.shown(command.id),
                )
