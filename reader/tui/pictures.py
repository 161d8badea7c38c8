"""Making the pictures that the next start shows before the app is there (`reader.start`).

A picture is made of the cells on the screen, as Textual writes them to the terminal. The one private part of
Textual that is needed, the compositor's strips, is used here and nowhere else in Reader.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.config.paths import settings_file, state_folder
from reader.start.context import context_of, file_of
from reader.start.picture import Row, encode, keep, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from textual.app import App

_STYLED = re.compile(r"\x1b\[([\d;]*)m")


class Pictures:
    """Keeps the picture of the first screen of what is open.

    Args:
        app: Whose screen.
        opened: The absolute paths that were opened; none for the sample articles.
    """

    def __init__(self, app: App[int], opened: tuple[str, ...]) -> None:
        self._app = app
        self._opened = opened
        self._taken: tuple[str, tuple[Row, ...], tuple[Path, ...]] | None = None

    def take(self, shown: Iterable[Path]) -> None:
        """Take a picture of the screen as it stands, to be kept later.

        Args:
            shown: The files whose content is on it; when one of them changes, it is no longer true.
        """
        if self._app.is_headless:
            return
        size = self._app.size
        files = (settings_file(), state_folder() / "looks.json", *shown)
        rows = rows_of(self._app.screen)
        self._taken = (context_of(self._opened, (size.width, size.height)), rows, files)

    def keep(self) -> None:
        """Write the picture that was taken last, if any; a start without one begins with an empty screen."""
        if self._taken is None or not has_second_screen():
            return
        context, rows, files = self._taken
        self._taken = None
        path = file_of(context)
        content = encode(context, [stamp(os.fspath(file)) for file in files], rows)
        if path is not None and content is not None:
            try:
                keep(path, content)
            except OSError:
                return


def rows_of(screen: Screen[object]) -> tuple[Row, ...]:
    """Return the cells of a screen with their attributes, as they are written to the terminal."""
    console = screen.app.console
    strips = screen._compositor.render_strips()  # noqa: SLF001 - see above
    return tuple(_row_of(strip.render(console)) for strip in strips)


def _row_of(line: str) -> Row:
    first, *parts = _STYLED.split(line)
    pairs = [("", first), *zip(parts[::2], parts[1::2], strict=True)]
    return tuple(("" if sgr == "0" else sgr, words) for sgr, words in pairs if words)


def has_second_screen() -> bool:
    """Tell whether the terminal's description names a second screen."""
    import curses

    try:
        curses.setupterm()
        return curses.tigetstr("smcup") is not None
    except (curses.error, TypeError):
        return False
