"""The terminal's own cursor, which screen readers and magnifiers follow."""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.widget import Widget

from reader.tui.pasting import PastingDriver


def put_cursor(widget: Widget, column: int, row: int, *, drawing: bool = False) -> None:
    """Put the terminal's cursor on a cell of a widget, if keys go there.

    Textual hides the cursor and moves it with each frame; widgets draw their own.

    Args:
        widget: The widget; without the focus of the screen in front nothing is done.
        column: From the left of what the widget draws, in cells.
        row: From its top.
        drawing: Whether a frame is being drawn, with which it is moved; else one is asked for.
    """
    # The screen knows of the focus before the widget does.
    if not (widget.is_mounted and widget.is_attached):
        return
    if widget.screen.focused is widget and widget.app.screen is widget.screen:
        place = widget.content_region.offset + Offset(column, row)
        if place != widget.app.cursor_position:
            if not drawing:
                # It is moved with the next frame, so there has to be one.
                widget.refresh(Region(max(0, column), max(0, row), 1, 1))
            widget.app.cursor_position = place


class VisibleCursorDriver(PastingDriver):
    """The driver with the terminal's own cursor in sight, for tools that follow no hidden one."""

    def start_application_mode(self) -> None:
        """Take the terminal over, and show its cursor again, which Textual hides."""
        super().start_application_mode()
        self.write("\x1b[?25h")
        self.flush()
