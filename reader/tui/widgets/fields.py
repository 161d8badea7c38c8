"""Textual's fields for typing, with what stands in them made safe for the screen."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input, TextArea

from reader.page.visible import visible


def _safe(strip: Strip) -> Strip:
    """Return a strip whose words do nothing on a terminal but stand there."""
    segments = [Segment(visible(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


class LineField(Input):
    """One line."""

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        return _safe(super().render_line(y))


class NoteField(TextArea):
    """Several lines."""

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        return _safe(super().render_line(y))
