"""The article's desk: the text, the list beside it, the card below, the legend."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip

from reader.session.effects import Pane
from reader.session.reading import Reading
from reader.tui.sheets import PANELS, read_sheet
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import Legend
from reader.tui.widgets.row_painter import LEFT, RIGHT
from reader.tui.widgets.ruler import Ruler

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.tui.widgets.annotation_list import AnnotationPanel
    from reader.tui.widgets.entity_panel import EntityPanel
    from reader.tui.widgets.note_pane import NotePane
    from reader.tui.widgets.peek import PeekCard

    Panel = AnnotationPanel | EntityPanel

CARD_STEP = 3
"""Rows the card moves at a time."""
ROOM_FOR_RULER = 50
"""The cells of a screen that has a ruler."""


def has_ruler(width: int) -> bool:
    """Tell whether there is a ruler in so many cells: in few, every one is needed for the text."""
    return width >= ROOM_FOR_RULER


def room_in(width: int) -> int:
    """Return how wide the text column can be in a screen with nothing beside the text, in cells."""
    return max(1, width - LEFT - RIGHT - has_ruler(width))


class Side(Horizontal):
    """Things side by side, with nothing to see between or below them."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing: the ground of the screen shows through."""
        return []


class Desk(Vertical):
    """Shows a session in the text and in whatever else is open; that is made when it is first asked for.

    Args:
        reading: The session to begin with.
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.view = ArticleView(reading)
        self.ruler = Ruler()
        self.legend = Legend()
        self._side = Side()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing: the ground of the screen shows through."""
        return []

    def compose(self) -> ComposeResult:
        """The text with its ruler, and the legend."""
        self.ruler.display = has_ruler(self.app.size.width)
        with self._side, Side():
            yield self.view
            yield self.ruler
        yield self.legend

    @cached_property
    def annotations(self) -> AnnotationPanel:
        """The article's annotations, beside the text."""
        from reader.tui.widgets.annotation_list import AnnotationPanel

        panel = AnnotationPanel()
        self._put(panel, self._side, after=0)
        return panel

    @cached_property
    def entities(self) -> EntityPanel:
        """The article's entities, beside the text."""
        from reader.tui.widgets.entity_panel import EntityPanel

        panel = EntityPanel()
        self._put(panel, self._side, after=0)
        return panel

    @cached_property
    def note(self) -> NotePane:
        """The note, beside the text."""
        from reader.tui.widgets.note_pane import NotePane

        pane = NotePane()
        self._put(pane, self._side)
        pane.furnish()
        return pane

    @cached_property
    def card(self) -> PeekCard:
        """What is under the caret, explained below the text."""
        from reader.tui.widgets.peek import PeekCard

        card = PeekCard()
        self._put(card, self, after=0)
        return card

    def _put(self, widget: Widget, holder: Widget, *, after: int | None = None) -> None:
        """Put something where it belongs, closed; it can be used at once."""
        read_sheet(self.app, PANELS)
        widget.display = False
        holder.mount(widget, after=after)

    def _is_open(self, name: str) -> bool:
        made: Widget | None = vars(self).get(name)
        return made is not None and made.display

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the text and the legend is on it."""
        others = ("annotations", "entities", "note", "card")
        return self.legend.display and not any(map(self._is_open, others))

    @property
    def annotation_filter(self) -> str:
        """What the annotations are filtered by, where they are shown."""
        return self.annotations.filter if self._is_open("annotations") else ""

    def keep_note(self) -> None:
        """Save the note that is being written, if any."""
        if "note" in vars(self):
            self.note.keep()

    def on_resize(self) -> None:
        """Leave the ruler out where there is no room for it."""
        self.ruler.display = has_ruler(self.size.width)

    def show(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Show another state of the session."""
        before = self.view.reading
        self.view.show(reading, keep_row=keep_row)
        if "note" in vars(self):
            self.note.follow(reading)
        if self._open_panel is not None:
            self._open_panel.follow(reading)
        if self._is_open("card") and any(
            (
                before.caret != reading.caret,
                before.findings is not reading.findings,
                before.annotations is not reading.annotations,
                before.relations is not reading.relations,
                before.suggesting is not reading.suggesting,
            )
        ):
            self._explain(reading)

    def peek(self) -> None:
        """Explain what is under the caret."""
        self.card.display = True
        self._explain(self.view.reading)

    def _explain(self, reading: Reading) -> None:
        from reader.session.explaining import explain

        self.card.explain(explain(reading))

    def toggle(self, pane: Pane) -> str | None:
        """Open or close a pane, or move in it; return what there is to say, if anything."""
        match pane:
            case "peek":
                self.card.display = not self.card.display
                self._explain(self.view.reading)
            case "card.down" if self._is_open("card"):
                self.card.scroll_relative(y=CARD_STEP, animate=False)
            case "card.up" if self._is_open("card"):
                self.card.scroll_relative(y=-CARD_STEP, animate=False)
            case "annotations":
                self._toggle_panel(self.annotations)
            case "entities":
                self._toggle_panel(self.entities)
            case "legend":
                self.legend.display = not self.legend.display
            case "next":
                return self._next_pane()
            case "palette" | "help" | "zen":
                raise ValueError(f"{pane} is the screen's")
        return None

    def close_one(self) -> bool:
        """Close the note, saved, else the card, else the list; tell whether there was one to close."""
        if self._is_open("note"):
            self.note.keep()
            return True
        if self._is_open("card"):
            self.card.display = False
            return True
        return self._close_panel()

    @property
    def _open_panel(self) -> Panel | None:
        if self._is_open("annotations"):
            return self.annotations
        return self.entities if self._is_open("entities") else None

    def _toggle_panel(self, panel: Panel) -> None:
        if panel.display and self.screen.focused is panel:
            panel.display = False
            self.screen.set_focus(self.view)
            return
        self.keep_note()
        if self._open_panel is not None:
            self._open_panel.display = False
        panel.display = True
        panel.open(self.view.reading)
        self.screen.set_focus(panel)

    def _next_pane(self) -> str | None:
        if self._is_open("note"):
            self.note.open()
            return None
        panel = self._open_panel
        if panel is None:
            return "no list is open: A shows the annotations, E the entities"
        self.screen.set_focus(self.view if self.screen.focused is panel else panel)
        return None

    def _close_panel(self) -> bool:
        panel = self._open_panel
        if panel is None:
            return False
        if panel.filter:
            panel.narrow("")
            return True
        panel.display = False
        self.screen.set_focus(self.view)
        return True
