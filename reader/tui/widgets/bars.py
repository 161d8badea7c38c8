"""Single lines of fixed words: a screen's title and the legend of the highlights."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from reader.page.cells import width_of
from reader.page.visible import visible
from reader.tui.painting import LEGEND, Palette
from reader.tui.widgets.rows import padded
from reader.tui.widgets.surface import Surface


class Titlebar(Surface):
    """The first line of a screen: a title on the left, facts on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"titlebar--facts"}

    def __init__(self) -> None:
        super().__init__()
        self._title = self._facts = ""

    def update(self, title: str, facts: str) -> None:
        """Show another title and other facts."""
        if (title, facts) != (self._title, self._facts):
            self._title, self._facts = title, facts
            self.repaint()

    def render_line(self, y: int) -> Strip:
        """Draw the line; the title gives way to the facts."""
        base = self.base
        facts = f"  {visible(self._facts)} "
        title = padded(f" {self._title}", self.size.width - width_of(facts))
        quiet = self.look("titlebar--facts")
        return Strip([Segment(title, base), Segment(facts, quiet)]).adjust_cell_length(self.size.width, base)


class Legend(Surface):
    """One line that shows each kind of highlight as it is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{component}" for _, component in LEGEND}

    def render_line(self, y: int) -> Strip:
        """Draw the line; what does not fit is left out."""
        palette = Palette(self)
        segments: list[Segment] = []
        room = self.size.width - 1
        for words, component in LEGEND:
            if width_of(words) + 2 > room:
                continue
            room -= width_of(words) + 2
            segments += [Segment("  ", palette.base), Segment(words, palette.style([component]))]
        return Strip(segments).adjust_cell_length(self.size.width, palette.base)
