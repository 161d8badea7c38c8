"""What the mouse does in an article, and what of it stays in sight where something lies over it."""

from __future__ import annotations

from textual import on

from reader.session.effects import Effect
from reader.session.reading import Reading
from reader.session.selecting import object_selected
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.desk import Desk
from reader.tui.widgets.ruler import Ruler
from reader.values import replace

UNITS = {2: "word", 3: "sentence"}
"""What so many clicks on one place select."""


class PointedScreen(KeyedScreen):
    """A screen with an article on its desk that the mouse can point into."""

    reading: Reading
    _desk: Desk

    def show_reading(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Show another state of the session."""
        raise NotImplementedError

    def take(self, outcome: tuple[Reading, tuple[Effect, ...]], *, keep_row: bool = False) -> None:
        """Show the session a command led to, and carry out what it asks for."""
        raise NotImplementedError

    def make_room(self, top: int) -> None:
        """Leave the text only the rows above a prompt, where the caret's row lies under it."""
        view = self._desk.view
        row = view.region.y + self.reading.page.place(self.reading.caret.offset).row - view.top
        if row >= top:
            self._desk.styles.margin = (0, 0, max(0, self.size.height - 1 - top), 0)

    def take_room(self) -> None:
        """Take all rows again, the prompt having gone."""
        if self._desk.styles.margin.bottom:
            self._desk.styles.margin = 0

    @on(ArticleView.Pointed)
    def _pointed(self, event: ArticleView.Pointed) -> None:
        self._desk.view.focus()
        reading = replace(self.reading, hints=(), hint_typed="", seeking=None)
        if event.extending:
            anchor = reading.caret.offset if reading.anchor is None else reading.anchor
            self.show_reading(replace(reading.moved_to(event.offset), anchor=anchor))
            return
        there = replace(reading, anchor=None).moved_to(event.offset)
        unit = UNITS.get(event.clicks)
        if unit is not None:
            selected, said = object_selected(there, unit)
            self.take((replace(selected, jumps=there.jumps), said))
            return
        self.show_reading(there)
        if event.asking:
            self._desk.peek()

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        self.show_reading(self.reading.moved_to(self._desk.view.caret_in_sight))

    @on(Ruler.Pointed)
    def _sent(self, event: Ruler.Pointed) -> None:
        self._desk.view.focus()
        self.show_reading(self.reading.moved_to(event.offset, jump=not event.dragging))
