"""The command palette: every command of the screen by name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.session.keys import Press
from reader.tui.screens.keyed import KeyedScreen


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
                        partial(screen.press, Press(command.id)),
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
                    partial(screen.press, Press(command.id)),
                    help=keyboard.shown(command.id),
                )
