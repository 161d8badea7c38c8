"""The command palette: every command of the screen by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.message import Message
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widgets import Input, OptionList

from reader.session.keys import Press
from reader.tui.in_turn import AppInTurn
from reader.tui.roles import Front
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.sheets import OVER
from reader.tui.standing import StandingScreen

CLOSING = frozenset({"enter", "escape"})
"""Keys that choose in the palette, or close it."""
FOREIGN = frozenset({"Keys", "Maximize", "Minimize"})
"""Commands of Textual that show its own keys, and one part of a screen without the others."""
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


class PaletteApp(AppInTurn):
    """An app that has this palette wherever Textual has its own."""

    ENABLE_COMMAND_PALETTE = False  # Its key would overtake those typed before it.
    COMMANDS = {TableCommands}  # noqa: RUF012 - Textual's own shape
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette_in_turn", show=False, priority=True)
    ]

    async def on_event(self, event: events.Event) -> None:
        """Have a key that closes the palette find what all keys before it led to."""
        closes = isinstance(event, events.Key) and not event.is_forwarded and event.key in CLOSING
        if closes and not self.holds_keys and isinstance(self.screen, Palette):
            self.in_turn(partial(self.take_now, event))
        else:
            await super().on_event(event)

    def action_command_palette_in_turn(self) -> None:
        """Offer every command of the screen in front, when what was typed before is done."""
        self.in_turn(self.action_command_palette)

    def action_command_palette(self) -> None:
        """Offer every command of the screen in front, unless that is done."""
        if not isinstance(self.screen, Palette):
            self._offer(Palette())

    def _offer(self, palette: Palette) -> None:
        self.push_screen(palette)
        self.hold_until(lambda: palette.is_ready)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer what Textual has for every app, but for what says nothing of this one."""
        return (each for each in super().get_system_commands(screen) if each.title not in FOREIGN)

    def search_themes(self) -> None:
        """Offer the themes."""
        self._offer(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))
