"""The screen of all annotations of the library: filtered, sorted, each one key away from its passage."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult

from reader.errors import ReaderError
from reader.session.commands import Scope
from reader.session.effects import Restyle
from reader.session.filters import Noted, Order
from reader.session.gathering import gather
from reader.session.keys import Press
from reader.session.repeating import of_library
from reader.tui.palette import TableCommands
from reader.tui.questions.exporting import offer, repeat
from reader.tui.questions.line import ask_filter
from reader.tui.screens.listed import ListScreen
from reader.tui.screens.panels import reordered
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.footer import Footbar

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

SHOW_SECONDS = 0.3
"""How often what was read so far is shown while files are read."""


class LibraryAnnotations(AnnotationList):
    """The annotations of every article."""

    HINT: ClassVar[str] = "words   tag: text: note: author: entity: title:   -without"
    NONE = "reading the annotations …"


class AnnotationsScreen(ListScreen):
    """Lists the annotations of the library.

    Args:
        typed: What they are filtered by at first.
        order: What they are sorted by at first.
        there: The one the cursor is on at first.
    """

    CSS_PATH = "annotations.tcss"
    COMMANDS = {TableCommands}  # noqa: RUF012 - Textual's own shape
    AUTO_FOCUS = "LibraryAnnotations"

    app: ReaderApp

    def __init__(self, typed: str = "", order: Order = "place", there: Noted | None = None) -> None:
        super().__init__()
        self.list = LibraryAnnotations()
        self.list.order = order
        self._typed = typed
        self._there = there

    def compose(self) -> ComposeResult:
        """Title, annotations, footer."""
        yield Titlebar()
        yield self.list
        yield Footbar("annotations", self.app.keyboard)

    def on_mount(self) -> None:
        """Read the annotations."""
        self._footer = self.query_one(Footbar)
        self.query_one(Titlebar).update(f"Reader  {self.app.library.root.name}  annotations", "")
        self.list.narrow(self._typed)
        self.saved()

    def on_screen_resume(self) -> None:
        """Say where the cursor is in what a filter has left of the list."""
        if self.stands:
            self._place()

    @property
    def scope(self) -> Scope:
        """Always the commands of this list."""
        return "annotations"

    def again(self) -> AnnotationsScreen:
        """Return a new screen that shows the same."""
        return AnnotationsScreen(self.list.filter, self.list.order, self.list.current)

    def saved(self) -> None:
        """Read the annotations anew."""
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        rows: list[Noted] = []
        articles = 0
        shown = monotonic()
        try:
            for some in gather(self.app.library, self.app.settings.annotator):
                rows += some
                articles += bool(some)
                if monotonic() - shown > SHOW_SECONDS:
                    self.app.call_from_thread(self._fill, tuple(rows), articles)
                    shown = monotonic()
        except ReaderError as error:
            self.app.call_from_thread(self.tell, str(error), warning=True, lasting=True)
        self.app.call_from_thread(self._fill, tuple(rows), articles, whole=True)

    def _fill(self, rows: tuple[Noted, ...], articles: int, *, whole: bool = False) -> None:
        if not self.stands:
            return
        if whole:
            self.list.NONE = "no annotations yet: they are made in an article"
        elif len(rows) < len(self.list.everything):
            return  # What was there before stays until all is read anew.
        self.list.fill(rows, there=self._there)
        if whole:
            self._there = None
        many = f"{articles:,} article{'' if articles == 1 else 's'}"
        facts = f"in {many}{'' if whole else ' …'}"
        self.query_one(Titlebar).update(f"Reader  {self.app.library.root.name}  annotations", facts)
        self._place()

    def press(self, press: Press) -> None:
        """Carry out a command of the list."""
        done: dict[str, Callable[[], object]] = {
            "list.filter": lambda: ask_filter(self, self.list),
            "list.order": lambda: self.tell(reordered(self.list)),
            "panel.annotations": self.dismiss,
            "edit.undo": self.app.steps.undo,
            "edit.redo": self.app.steps.redo,
            "look.theme": lambda: self.tell(self.app.looks.restyle(Restyle("theme", press.count or 1))),
            "export.ask": lambda: offer(self, of_library(query=self.list.filter)),
            "export.again": lambda: repeat(self, of_library(query=self.list.filter)),
            "palette": self.app.action_command_palette,
            "help": lambda: self.show_help(self.app.history),
            "suspend": self.app.action_suspend_process,
            "back": self._back,
            "let_go": self._back,
        }
        if press.command in done:
            done[press.command]()
        else:
            self.list.command(press.command, press.count)

    def _back(self) -> None:
        if self.list.filter:
            self.list.narrow("")
        else:
            self.dismiss()

    def row_chosen(self, row: Noted) -> None:
        """Go to the annotation."""
        self.app.articles.open_noted(row, self)
