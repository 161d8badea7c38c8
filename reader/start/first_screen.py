"""Showing the first screen as it will stand, from the picture of it, before anything is imported."""

from __future__ import annotations

import os

from reader.start.context import NO_SCREENS, context_of, file_of, last_opened, size_of_terminal
from reader.start.picture import load
from reader.start.terminal import SCREEN, TERMINAL, is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def show_first_screen(words: Sequence[str]) -> bool:
    """Show the first screen of what the command line opens, where there is a true picture of it.

    Args:
        words: The paths on the command line; none for the last library.

    Returns:
        Whether it is shown; the terminal is then taken over, for the application or `Terminal.give_back`.
    """
    if os.environ.get("TERM", "") in NO_SCREENS or not is_terminal():
        return False
    size = size_of_terminal(SCREEN)
    paths = tuple(map(os.path.abspath, words)) if words else last_opened()
    if size is None or paths is None:
        return False
    context = context_of(paths, size)
    file = file_of(context)
    rows = load(file, context) if file is not None else None
    if rows is None or len(rows) != size[1]:
        return False
    return TERMINAL.take(rows)
