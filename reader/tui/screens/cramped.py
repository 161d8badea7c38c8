"""What is shown in a terminal that is too small for anything else."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from reader.page.cells import fit

SMALLEST = Size(30, 8)
"""The columns and rows below which a message stands in for the screen."""


def is_cramped(size: Size) -> bool:
    """Tell whether a terminal is too small."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class CrampedScreen(Screen[None]):
    """Says how much room there must be; keys do nothing until there is."""

    def compose(self) -> ComposeResult:
        """The message."""
        yield Static(self._words(self.app.size))

    def _words(self, size: Size) -> Text:
        lines = ("too small", f"{size.width}x{size.height}, needs", f"{SMALLEST.width}x{SMALLEST.height}")
        return Text("\n".join(fit(line, max(1, size.width)) for line in lines))

    def on_resize(self, event: events.Resize) -> None:
        """Say how far it is still."""
        self.query_one(Static).update(self._words(event.size))

    def on_screen_resume(self) -> None:
        """Go, where there is room again since something came to lie over it."""
        make_room(self.app, self.app.size)

    def on_key(self, event: events.Key) -> None:
        """Take the key from what is below."""
        event.stop()
        event.prevent_default()


def make_room(app: App[int], size: Size) -> None:
    """Lay the message over a screen that has become too small, or take it away again."""
    if not app.screen_stack:
        return
    shown = isinstance(app.screen, CrampedScreen)
    if is_cramped(size) and not shown:
        app.push_screen(CrampedScreen())
    elif shown and not is_cramped(size):
        app.pop_screen()
