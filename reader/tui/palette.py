"""An app with a palette of all commands, which is imported when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import AwaitMount

from reader.tui.in_turn import AppInTurn

if TYPE_CHECKING:
    from textual.command import CommandListItem, Provider

    from reader.tui.screens.palette import Palette

CLOSING = frozenset({"enter", "escape"})
"""Keys that choose in the palette, or close it."""
FOREIGN = frozenset({"Keys", "Maximize", "Minimize"})
"""Commands of Textual that show its own keys, and one part of a screen without the others."""


def table_commands() -> type[Provider]:
    """Return what offers the commands of the command table."""
    from reader.tui.screens.palette import TableCommands

    return TableCommands


class PaletteApp(AppInTurn):
    """An app that has this palette wherever Textual has its own."""

    ENABLE_COMMAND_PALETTE = False  # Its key would overtake those typed before it.
    COMMANDS = {table_commands}  # noqa: RUF012 - Textual's own shape
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette_in_turn", show=False, priority=True)
    ]

    _palette: Palette | None = None
    """The one that was offered last."""

    async def on_event(self, event: events.Event) -> None:
        """Have a key that closes the palette find what all keys before it led to."""
        closes = isinstance(event, events.Key) and not event.is_forwarded and event.key in CLOSING
        if closes and not self.holds_keys and self.screen is self._palette:
            self.in_turn(partial(self.take_now, event))
        else:
            await super().on_event(event)

    def action_command_palette_in_turn(self) -> None:
        """Offer every command of the screen in front, when what was typed before is done."""
        self.in_turn(self.action_command_palette)

    def action_command_palette(self) -> None:
        """Offer every command of the screen in front, unless that is done."""
        from reader.tui.screens.palette import Palette

        if self.screen is not self._palette:
            self._offer(Palette())

    def _offer(self, palette: Palette) -> AwaitMount:
        self._palette = palette
        shown = self.push_screen(palette)
        self.hold_until(lambda: palette.is_ready)
        return shown

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer what Textual has for every app, but for what says nothing of this one."""
        return (each for each in super().get_system_commands(screen) if each.title not in FOREIGN)

    def search_commands(
        self, commands: Sequence[CommandListItem], placeholder: str = "Search for commands…"
    ) -> AwaitMount:
        """Offer other commands: what each is called, and what it does."""
        from textual.command import SimpleProvider

        from reader.tui.screens.palette import Palette

        offered = SimpleProvider(self.screen, list(commands))
        # One that is made already is none of the kinds that Textual has told its types of.
        return self._offer(Palette(providers=[offered], placeholder=placeholder))  # type: ignore[list-item]

    def search_themes(self) -> None:
        """Offer the themes."""
        names = sorted(self.available_themes)
        self.search_commands(
            [(name, partial(setattr, self, "theme", name)) for name in names], "Search for themes…"
        )
