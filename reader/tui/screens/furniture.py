"""What the list's screen has on it; an article that is begun with needs none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.tui.screens.welcome import welcome
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.library_list import LibraryList

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def furnish(screen: LibraryScreen) -> tuple[LibraryList, LineField, Footbar]:
    """Put title, list, what a first reader sees, the filter's line and the footer on a screen.

    Returns:
        The list, the filter's line, which is not shown yet, and the footer.
    """
    keyboard = screen.app.keyboard
    rows, footer = LibraryList(), Footbar("library", keyboard)
    line = LineField(placeholder="filter by words of title, outlet or file; ⏎ keeps, esc clears")
    hello = Static(welcome(keyboard), classes="welcome", markup=False)
    line.display = hello.display = False
    screen.mount(Titlebar(), rows, hello, line, footer)
    return rows, line, footer
