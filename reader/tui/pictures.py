"""Making the pictures that the next start shows before the app is there (`reader.start`).

A picture is made of the cells on the screen, as Textual writes them to the terminal.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from reader.config.paths import settings_file, state_folder
from reader.start.context import context_of, file_of
from reader.start.picture import Row, Stamp, encode, keep, stamp
from reader.start.terminal import SCREEN
from reader.text.late import late
from reader.tui.inside import strips_of
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from textual.app import App
    from textual.screen import Screen

KEEP_SECONDS = 0.5
"""After how long a picture of the first screen is written."""

_STYLED = late(r"\x1b\[([\d;]*)m")


@runtime_checkable
class Pictured(Protocol):
    """A screen that a start can begin with."""

    def first_view(self) -> FirstView:
        """Return what a start would show of it now."""

    def begin_again(self) -> bool:
        """Stand as it would at a start; tell whether it does, since what else is open may prevent it."""


class FirstView(Value):
    """What a first screen is made of."""

    state: Hashable
    """Tells it from what it was when other things were to be seen."""
    shown: Callable[[], tuple[Stamp, ...]]
    """The files that are shown; asked for when the picture is kept."""


class Pictures:
    """Keeps the picture of the first screen of what is open.

    Args:
        app: Whose screen.
        opened: The absolute paths that were opened; none for the sample articles.
    """

    def __init__(self, app: App[int], opened: tuple[str, ...]) -> None:
        self._app = app
        self._opened = opened
        self._state: Hashable = None
        self._taken: tuple[str, tuple[Row, ...], FirstView] | None = None

    def begin(self) -> None:
        """Take a picture of the first screen, which stands, and keep it in a moment."""
        screen = self._app.screen
        if isinstance(screen, Pictured):
            self.take(screen)
            self._app.set_timer(KEEP_SECONDS, self.keep)

    def take(self, screen: Pictured) -> None:
        """Take a picture of a screen that stands as it was begun, to be kept later."""
        size = self._app.size
        view = screen.first_view()
        self._state = (view.state, size, self._app.theme)
        self._taken = (context_of(self._opened, (size.width, size.height)), rows_of(self._app.screen), view)

    def take_again(self, screen: Pictured) -> None:
        """Take a picture of a screen that will not be used any more, as a start would show it."""
        state = (screen.first_view().state, self._app.size, self._app.theme)
        if not self._app.is_headless and state != self._state and screen.begin_again():
            self.take(screen)

    def keep(self) -> None:
        """Write the picture that was taken last, if any; a start without one begins with an empty screen."""
        if self._taken is None:
            return
        context, rows, view = self._taken
        path = file_of(context)
        # Where there is one of before, the terminal was asked then: `curses` takes half a megabyte.
        if path is None or not (Path(path).exists() or has_second_screen()):
            return
        files = (stamp(os.fspath(file)) for file in (settings_file(), state_folder() / "looks.json"))
        content = encode(context, [*files, *view.shown()], rows)
        if content is not None:
            try:
                keep(path, content)
            except OSError:
                return


def rows_of(screen: Screen[object]) -> tuple[Row, ...]:
    """Return the cells of a screen with their attributes, as they are written to the terminal."""
    console = screen.app.console
    return tuple(_row_of(strip.render(console)) for strip in strips_of(screen))


def _row_of(line: str) -> Row:
    first, *parts = _STYLED.split(line)
    pairs = [("", first), *zip(parts[::2], parts[1::2], strict=True)]
    return tuple(("" if sgr == "0" else sgr, words) for sgr, words in pairs if words)


def has_second_screen() -> bool:
    """Tell whether the terminal's description names a second screen."""
    import curses

    try:
        curses.setupterm(fd=SCREEN)
        return curses.tigetstr("smcup") is not None
    except (curses.error, TypeError, ValueError):
        return False
