"""A file through Textual's line API, wrapped and cached, with nothing else: ``lines.py FILE``."""

import sys
from functools import cache
from pathlib import Path

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

TEXT = Path(sys.argv[1]).read_text(encoding="utf-8")


def wrapped(width: int) -> list[str]:
    """Return the rows of the text, by the quickest way there is: words are found from the right."""
    rows: list[str] = []
    for paragraph in TEXT.split("\n"):
        start = 0
        while len(paragraph) - start > width:
            cut = paragraph.rfind(" ", start, start + width + 1)
            cut = cut if cut > start else start + width
            rows.append(paragraph[start:cut])
            start = cut + (paragraph[cut : cut + 1] == " ")
        rows.append(paragraph[start:])
    return rows


class Lines(ScrollView, can_focus=True):
    """The rows."""

    BINDINGS = [  # noqa: RUF012 - as Textual has it
        ("down", "go(1)", "Line"),
        ("pagedown", "go(38)", "Page"),
        ("home", "go(-10000000)", "Start"),
        ("end", "go(10000000)", "End"),
    ]
    rows: list[str] = []  # noqa: RUF012

    def on_resize(self, event: Resize) -> None:
        """Wrap the text, once."""
        if not self.rows:
            self.rows = wrapped(event.size.width - 2)
            self.virtual_size = Size(event.size.width, len(self.rows))

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen."""
        return self.strip(self.scroll_offset.y + y) if self.rows else Strip.blank(self.size.width)

    @cache  # noqa: B019 - there is but one of it
    def strip(self, row: int) -> Strip:
        """Return a row of the text."""
        text = self.rows[row] if row < len(self.rows) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def action_go(self, rows: int) -> None:
        """Scroll by some rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)


class View(App[None]):
    """Quits at ``q``."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """Show the rows."""
        yield Lines()


View().run()
