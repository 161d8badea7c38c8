"""A list that draws only the rows on the screen, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.page.cells import fit, width_of
from reader.page.visible import visible
from reader.text.contrast import SIGN
from reader.tui.cursor import put_cursor
from reader.tui.styles import drawn, layer, seen
from reader.tui.swatches import inked

Row = TypeVar("Row")
Piece = tuple[str, str]
"""Words and the name of the component they are drawn with, or a colour as ``#rrggbb``."""


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return text made safe for the screen and cut or filled to a width in cells."""
    shown = fit(visible(text), max(0, width))
    filling = " " * (max(0, width) - width_of(shown))
    return filling + shown if right else shown + filling


class RowList(Widget, Generic[Row], can_focus=True):
    """Rows with a cursor; subclasses say what a row looks like.

    Rows are drawn when they are looked at, so a million of them cost no more than the dozen on the screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--quiet",
        "rows--strong",
        "rows--key",
        "rows--warning",
        "rows--cursor",
    }

    EMPTY: str = "nothing here"
    """What is shown where there are no rows."""

    class Chosen(Message):
        """A row was chosen, by key or by a click on the row under the cursor."""

        def __init__(self, rows: RowList[Any], row: Any) -> None:
            super().__init__()
            self.rows = rows
            self.row = row

    class Highlighted(Message):
        """The cursor came to a row."""

        def __init__(self, rows: RowList[Any], row: Any) -> None:
            super().__init__()
            self.rows = rows
            self.row = row

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.top = 0

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """Return what a row shows in ``width`` cells; padded and made safe by `padded`."""
        raise NotImplementedError

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[Row], *, cursor: int | None = None) -> None:
        """Show other rows, the cursor on one of them or as near as can be to where it was."""
        self.rows = rows
        self.move_to(self.cursor if cursor is None else cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, clamped to what there is, and bring it into view."""
        before = self.current if self.cursor < len(self.rows) else None
        self.cursor = max(0, min(index, len(self.rows) - 1))
        height = max(1, self.size.height)
        self.top = max(0, min(self.top, self.cursor, max(0, len(self.rows) - height)))
        self.top = max(self.top, self.cursor - height + 1)
        put_cursor(self, 0, self.cursor - self.top)
        self.refresh()
        if self.current is not before:
            self.post_message(self.Highlighted(self, self.current))

    def command(self, name: str, count: int | None) -> None:
        """Carry out a ``list.`` command on the cursor."""
        page = max(1, self.size.height - 1)
        match name:
            case "list.down":
                self.move_to(self.cursor + (count or 1))
            case "list.up":
                self.move_to(self.cursor - (count or 1))
            case "list.page_down":
                self.move_to(self.cursor + page * (count or 1))
            case "list.page_up":
                self.move_to(self.cursor - page * (count or 1))
            case "list.top":
                self.move_to((count or 1) - 1)
            case "list.bottom":
                self.move_to(len(self.rows) - 1 if count is None else count - 1)
            case "list.open":
                self.choose()

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.size.width
        index = self.top + y
        base = self.rich_style
        if not self.rows and y == 0:
            quiet = drawn(self, "rows--quiet")
            return Strip([Segment(padded(f" {self.EMPTY}", width), quiet)], width)
        if index >= len(self.rows):
            return Strip.blank(width, base)
        under = layer(self, "rows--cursor") if index == self.cursor else Style()
        segments = [
            Segment(text, self._drawn(component, under))
            for text, component in self.pieces(self.rows[index], width)
        ]
        return Strip(segments).adjust_cell_length(width, base + under)

    def _drawn(self, component: str, under: Style) -> Style:
        if component.startswith("#"):
            return seen(self, inked(self.rich_style + under, component), least=SIGN)
        return seen(self, self.rich_style + layer(self, component) + under)

    def on_focus(self) -> None:
        """Put the terminal's cursor on the row under this one."""
        put_cursor(self, 0, self.cursor - self.top)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.move_to(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; choose it when it was there."""
        inside = event.get_content_offset(self)
        if inside is None:
            return
        index = self.top + inside.y
        if index < len(self.rows):
            again = index == self.cursor
            self.move_to(index)
            if again:
                self.choose()

    def on_mouse_scroll_down(self) -> None:
        """Three rows on."""
        self.move_to(self.cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        """Three rows back."""
        self.move_to(self.cursor - 3)
