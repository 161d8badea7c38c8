"""The screen of all annotations of the library: filtered, sorted, each one key away from its passage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult

from reader.annotations.annotation import Target
from reader.annotations.edits import Remove, describe
from reader.annotations.targets import CONTEXT
from reader.errors import ReaderError
from reader.page.cells import width_of
from reader.page.visible import visible
from reader.session.annotating import not_own
from reader.session.commands import Scope
from reader.session.effects import Restyle
from reader.session.filters import Noted, Order
from reader.session.gathering import gather
from reader.session.history import Notes, Step
from reader.session.keys import Press
from reader.session.repeating import of_library
from reader.tui.questions.exporting import offer, repeat
from reader.tui.questions.line import ask_filter
from reader.tui.screens.listed import ListScreen
from reader.tui.screens.panels import reordered
from reader.tui.sheets import ANNOTATIONS
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.rows import Piece, padded

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

PASSAGE_WIDTH, CONTEXT_WIDTH = 16, 24
"""The cells that a passage and the words around it need at least to stand beside each other."""
SHOW_SECONDS = 0.3
"""How often what was read so far is shown while files are read."""


class LibraryAnnotations(AnnotationList):
    """The annotations of every article."""

    HINT: ClassVar[str] = "words   tag: text: note: author: entity: title:   -without"
    NONE = "reading the annotations …"

    def passage(self, row: Noted, words: str, width: int) -> list[Piece]:
        """The passage, and where there is room for it, in the words around it."""
        column = max(PASSAGE_WIDTH, width * 2 // 5)
        if width < column + CONTEXT_WIDTH or width_of(visible(words)) >= column:
            return super().passage(row, words, width)
        return [
            *super().passage(row, words, column),
            (padded(f" {_around(row.annotation.target)}", width - column), "rows--quiet"),
        ]


def _around(target: Target) -> str:
    """Return a passage in the words that are kept with it, in one line; the first begins whole."""
    before, behind = target.prefix, target.suffix
    if len(before) == CONTEXT:
        before = f"…{before.partition(' ')[2]}"
    if len(behind) == CONTEXT:
        behind += "…"
    return " ".join(f"{before}{target.exact}{behind}".split())


class AnnotationsScreen(ListScreen):
    """Lists the annotations of the library.

    Args:
        typed: What they are filtered by at first.
        order: What they are sorted by at first.
        there: The one the cursor is on at first.
    """

    SHEETS = (ANNOTATIONS,)
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
            "list.delete": self._delete,
            "panel.annotations": self.dismiss,
            "edit.undo": partial(self.app.steps.undo, press.count),
            "edit.redo": partial(self.app.steps.redo, press.count),
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

    def _delete(self) -> None:
        """Delete the annotation in the row, in whichever article; it can be undone here as there."""
        row = self.list.current
        if row is None:
            self.tell("no annotation to delete")
        elif not self.app.library.writable:
            self.tell("this library cannot be annotated")
        elif not row.own:
            self.tell(not_own(row.annotation, "delete").text)
        else:
            self._remove(row)

    def _remove(self, row: Noted) -> None:
        edit = Remove(row.annotation)
        try:
            article = self.app.library.read(row.annotation.article)
        except ReaderError as error:
            self.tell(str(error), warning=True)
            return
        self.app.steps.take(Step((Notes(article, edit),), describe(edit)))
        self.list.fill([each for each in self.list.everything if each is not row])
        self._place()

    def _back(self) -> None:
        if self.list.filter:
            self.list.narrow("")
        else:
            self.dismiss()

    def row_chosen(self, row: Noted) -> None:
        """Go to the annotation."""
        self.app.articles.open_noted(row, self)
