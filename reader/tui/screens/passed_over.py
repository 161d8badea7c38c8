"""The line below a library's list that tells which files in its folder are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.page.visible import visible
from reader.session.passing_over import passed_over_in
from reader.tui.widgets.footer import Footbar

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def tell_passed_over(screen: LibraryScreen) -> None:
    """Say which documents are not read, right above the footer; nothing where there are none."""
    said = visible(passed_over_in(screen.app.library.located.documents))
    lines = screen.query(".passed-over").results(Static)
    line = next(iter(lines), None)
    if line is not None:
        line.update(said)
        line.display = bool(said)
    elif said:
        screen.mount(Static(said, classes="passed-over", markup=False), before=screen.query_one(Footbar))
