"""The middle of the article's screen: the text, and beside it the list that was asked for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.session.reading import Reading
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.panels import AnnotationPanel, EntityPanel

Panel = AnnotationPanel | EntityPanel


class Desk(Horizontal):
    """Shows a session in the text and in the list that is open, if one is.

    Args:
        reading: The session to begin with.
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.view = ArticleView(reading)
        self.annotations = AnnotationPanel()
        self.entities = EntityPanel()

    def compose(self) -> ComposeResult:
        """The text and the two lists, closed."""
        yield self.view
        for panel in (self.annotations, self.entities):
            panel.display = False
            yield panel

    @property
    def open_panel(self) -> Panel | None:
        """The list that is open, if one is."""
        return next((panel for panel in (self.annotations, self.entities) if panel.display), None)

    def show(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Show another state of the session."""
        before = self.view.reading
        self.view.show(reading, keep_row=keep_row)
        if self.annotations.display and before.annotations is not reading.annotations:
            self.annotations.show_reading(reading)
        if self.entities.display and before.findings is not reading.findings:
            self.entities.show_reading(reading)

    def toggle(self, panel: Panel) -> None:
        """Open a list and go to it; close it when it is where the focus is."""
        if panel.display and panel.has_focus:
            self.close_panel()
            return
        for other in (self.annotations, self.entities):
            other.display = other is panel
        panel.show_reading(self.view.reading)
        panel.focus()

    def next_pane(self) -> bool:
        """Go between text and list; tell whether a list is open."""
        panel = self.open_panel
        if panel is None:
            return False
        (self.view if panel.has_focus else panel).focus()
        return True

    def close_panel(self) -> bool:
        """Close the list that is open; tell whether one was."""
        panel = self.open_panel
        if panel is None:
            return False
        panel.display = False
        self.view.focus()
        return True
