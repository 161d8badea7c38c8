"""A list that draws only the rows on the screen, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.page.cells import fit, width_of
from reader.page.visible import visible
from reader.text.contrast import SIGN
from reader.tui.standing import StandingScreen
from reader.tui.styles import layer, seen
from reader.tui.swatches import inked
from reader.tui.widgets.surface import Surface

if TYPE_CHECKING:
    from typing import Self

Row = TypeVar("Row")
MOST_ROWS = 600
"""How many rows are remembered as they were drawn; each takes some 4 kB."""
Piece = tuple[str, str]
"""Words and the name of the component they are drawn with, or a colour as ``#rrggbb``."""


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return text made safe for the screen and cut or filled to a width in cells."""
    shown = fit(visible(text), max(0, width))
    filling = " " * (max(0, width) - width_of(shown))
    return filling + shown if right else shown + filling


class RowList(Surface, Generic[Row], can_focus=True):
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
        "rows--cursor--focus",
    }

    EMPTY: str = "nothing here"
    """What is shown where there are no rows."""
    IDLE: ClassVar[tuple[str, ...]] = ()
    """The commands of lists that can do nothing in it."""

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
        self._strips: dict[tuple[int, bool, int], Strip] = {}

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
        self._strips.clear()
        self.move_to(self.cursor if cursor is None else cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, clamped to what there is, and bring it into view."""
        before = self.current if self.cursor < len(self.rows) else None
        self.cursor = max(0, min(index, len(self.rows) - 1))
        self._bring_into_view(self.size.height)
        self._put_cursor()
        self.repaint()
        self.draw_ahead()
        if self.current is not before:
            self.post_message(self.Highlighted(self, self.current))

    def _bring_into_view(self, height: int) -> None:
        """Move the rows no further than it needs; not while it is not known how many are seen."""
        self.top = max(0, min(self.top, self.cursor, max(0, len(self.rows) - max(1, height))))
        if height:
            self.top = max(self.top, self.cursor - height + 1)

    def fit(self, size: Size) -> None:
        """Keep the cursor in view."""
        self._bring_into_view(size.height)

    def cursor_cell(self) -> Offset:
        """Return where the row under the cursor begins."""
        return Offset(0, self.cursor - self.top)

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
        """Have the screen do what choosing the row under the cursor does."""
        if self.current is not None and isinstance(self.screen, StandingScreen):
            self.screen.row_chosen(self.current)

    def draw_again(self) -> None:
        """Draw the rows anew, of which some may look another way now."""
        self._strips.clear()
        self.repaint()
        self.draw_ahead()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have regions drawn with the next frame, as they are known; without any, everything anew."""
        if repaint and not regions:
            self._strips.clear()
            self.draw_ahead()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        return self.rows_of(self.size)[y]

    def rows_of(self, size: Size) -> list[Strip]:
        """Draw all rows of the screen; one that was drawn before is as it was."""
        if len(self._strips) > MOST_ROWS:
            for key in [*islice(self._strips, MOST_ROWS // 4)]:
                del self._strips[key]
        return [self._row(index, size.width) for index in range(self.top, self.top + size.height)]

    def likely_rows(self) -> Iterator[Strip]:
        """Draw what the next step of the cursor shows, the next screen of rows and the one before."""
        top, cursor, (width, height) = self.top, self.cursor, self.size
        for index in (cursor, cursor + 1, cursor - 1):
            if 0 <= index < len(self.rows):
                yield self._row(index, width, chosen=index != cursor)
        for index in (*range(top + height, top + 2 * height), *range(top - 1, top - height, -1)):
            if 0 <= index < len(self.rows):
                yield self._row(index, width)

    def _row(self, index: int, width: int, *, chosen: bool | None = None) -> Strip:
        """Return a row as it is drawn under the cursor, or elsewhere; without saying, where that is now."""
        chosen = index == self.cursor if chosen is None else chosen
        key = (index, chosen, width)
        found = self._strips.get(key)
        if found is None:
            found = self._strips[key] = self._paint(index, width, chosen=chosen)
        return found

    def _paint(self, index: int, width: int, *, chosen: bool) -> Strip:
        base = self.base
        if not self.rows and index == self.top:
            return Strip([Segment(padded(f" {self.EMPTY}", width), self.look("rows--quiet"))], width)
        if index >= len(self.rows):
            return Strip.blank(width, base)
        under = self._cursor_look if chosen else ""
        segments = [
            Segment(text, self.remembered((component, under), partial(self._drawn, component, under)))
            for text, component in self.pieces(self.rows[index], width)
        ]
        ground = base + self._layer(under) if under else base
        return Strip(segments).adjust_cell_length(width, ground).simplify()

    @property
    def _cursor_look(self) -> str:
        """What the row under the cursor is drawn over: Textual would look through all styles for it."""
        return "rows--cursor--focus" if self.has_focus else "rows--cursor"

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the row under the cursor another way; nothing else looks different with the focus."""
        self.draw_again()

    def _layer(self, component: str) -> Style:
        return self.remembered(component, lambda: layer(self, component))

    def _drawn(self, component: str, under: str) -> Style:
        below = self._layer(under) if under else Style()
        if component.startswith("#"):
            return seen(self, inked(self.base + below, component), least=SIGN)
        return seen(self, self.base + layer(self, component) + below)

    def on_focus(self) -> None:
        """Put the terminal's cursor on the row under this one."""
        self._put_cursor()

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
