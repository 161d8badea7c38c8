"""The card that explains what is under the caret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from reader.page.visible import visible
from reader.session.explaining import PLACE, Section
from reader.tui.styles import drawn

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

LABEL_WIDTH = 14
NOTHING = "nothing to explain here: no name, designation or annotation under the caret"


class _Card(Static):
    """What the card says."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    """What it says asks for its room already, so another size asks for no other layout."""


class PeekCard(VerticalScroll, can_focus=False):
    """Sections, each a heading with facts below it; as tall as they need, up to half of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"peek--heading", "peek--label", "peek--fact"}

    app: ReaderApp

    sections: Sequence[Section] = ()

    def __init__(self) -> None:
        super().__init__()
        self._card = _Card()

    def compose(self) -> ComposeResult:
        """What is said, as tall as it is."""
        yield self._card

    def explain(self, sections: Sequence[Section]) -> None:
        """Show other sections, or say that there is nothing to explain."""
        self.sections = sections
        self._card.update(self._drawn(sections) if sections else Text(NOTHING))
        self.scroll_home(animate=False)

    def notify_style_update(self) -> None:
        """Draw what is shown in another theme's colours."""
        super().notify_style_update()
        self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        if self.sections:
            self._card.update(self._drawn(self.sections))

    def _drawn(self, sections: Sequence[Section]) -> Table:
        heading, label, fact = (drawn(self, f"peek--{part}") for part in ("heading", "label", "fact"))
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=LABEL_WIDTH)
        table.add_column(overflow="fold")
        for section in sections:
            table.add_row(Text(section.kind, style=label), Text(visible(section.heading), style=heading))
            for what, words in section.facts:
                told = self.app.keyboard.worded(words) if what == PLACE else words
                shown = "\n".join(visible(line) for line in told.split("\n"))
                table.add_row(Text(what, style=label), Text(shown, style=fact))
        return table
