"""The application: which screen is open, what runs beside it, and how it ends."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from reader.analysis.client import Analyst
from reader.articles.findings import Findings
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session import relating
from reader.session.effects import Open
from reader.session.filters import Noted
from reader.session.held import FirstEnd
from reader.session.history import History
from reader.session.keeping import Keeper
from reader.session.keyboard import keyboard_of
from reader.session.opening import Library, Opened
from reader.session.recalling import Recall
from reader.tui.beginning import Beginning
from reader.tui.codes import Codes
from reader.tui.cursor import VisibleCursorDriver
from reader.tui.driver import Gate
from reader.tui.elsewhere import Elsewhere
from reader.tui.leaving import Watch
from reader.tui.looks import Looks
from reader.tui.pasting import LONGEST_PASTE, PasteCut, PastingDriver
from reader.tui.pictures import Pictures
from reader.tui.readings import reading_of
from reader.tui.saves import Saves
from reader.tui.saving import Saver
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.cramped import make_room
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.steps import Steps
from reader.tui.themes import with_readable_words

PROGRESS_SECONDS = 10.0
"""How often the place in the open article is written down."""


class ReaderApp(App[int]):
    """Reader on a library.

    Args:
        library: The open library.
        settings: The user's choices.
        watched: Whether signals and the terminal are watched, as they are when a person uses it.
        opened: The absolute paths it was opened on, for the picture of its first screen.
        first: The article to begin with; the list when left out.
    """

    CSS_PATH = ["app.tcss", "plain.tcss"]  # noqa: RUF012 - Textual's own shape
    TITLE = "Reader"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "leave", show=False, priority=True)]

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        watched: bool = False,
        opened: tuple[str, ...] = (),
        first: str | None = None,
    ) -> None:
        # Without colours, the terminal's own are left alone; Textual by itself would send greys.
        super().__init__(
            driver_class=VisibleCursorDriver if settings.terminal_cursor else PastingDriver,
            ansi_color=True if "NO_COLOR" in os.environ else None,
        )
        self.keys = Gate()
        self.beginning = Beginning(self, self.keys, holds=watched)
        self.pictures = Pictures(self, opened)
        self.library = library
        self.settings = settings
        self.first = first
        """The article to begin with, if any."""
        self.looks = Looks(self)
        self.keyboard = keyboard_of(settings.keys)
        self.saves = Saves(self)
        self.saver = Saver(Keeper(library).keep, lambda saved: self._from_thread(self.saves.told, saved))
        self.elsewhere = Elsewhere(self)
        self.codes: Codes = Codes(self)
        self.steps = Steps(self)
        self.history = History()
        """What was done while no article is open; an open one's session holds it."""
        self.analyst = Analyst(
            cache=library.readings,
            engine=settings.engine,
            on_findings=lambda article_id, findings: self._from_thread(self._found, article_id, findings),
            on_trouble=lambda line: self._from_thread(self._trouble, line),
            on_lasting_trouble=lambda line: self._from_thread(partial(self._trouble, lasting=True), line),
        )
        self.searches = Recall()
        """What was searched for, in whichever article."""
        self._watch = Watch(self) if watched else None
        self.last_tag: str | None = None
        self.first_end: FirstEnd | None = None
        """Where a relation shall begin, while no article is open."""
        self.folded = False

    def on_mount(self) -> None:
        """Open the list; write the place down from time to time."""
        self.looks.begin()
        self.push_screen(LibraryScreen())
        if self.first is not None:
            self.open_article(self.first)
        self.beginning.begin()
        self.set_interval(PROGRESS_SECONDS, self.keep_place)
        self.elsewhere.begin()
        if self._watch is not None:
            self._watch.begin()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small for anything."""
        self.call_later(make_room, self, event.size)

    def on_paste_cut(self, message: PasteCut) -> None:
        """Say that a paste was not taken whole."""
        self._trouble(
            f"pasted the first {LONGEST_PASTE:,} characters; {message.left_out:,} more were left out"
        )

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, those of words readable."""
        return with_readable_words(super().get_css_variables(), dark=self.current_theme.dark)

    @property
    def article(self) -> ArticleScreen | None:
        """The open article's screen, whatever is laid over it."""
        return next((s for s in self.screen_stack if isinstance(s, ArticleScreen)), None)

    def open_article(self, article_id: str) -> None:
        """Open an article where it was left."""
        self.saver.flush(timeout=5)
        try:
            opened = self.library.open(article_id)
        except ReaderError as error:
            self._trouble(str(error))
            return
        self._show(opened)

    def _show(self, opened: Opened, at: Open | None = None) -> None:
        """Show an article where it was left, or at an annotation."""
        screen = ArticleScreen(reading_of(self, opened), problems=opened.problems)
        self.elsewhere.opened(opened)
        self.push_screen(screen)
        screen.call_after_refresh(self.codes.refresh)
        screen.call_after_refresh(self.saves.show_bar, screen)
        if at is not None:
            screen.call_after_refresh(
                lambda: screen.take(relating.reached(screen.reading, at.annotation, at.said))
            )

    def close_article(self, screen: ArticleScreen) -> None:
        """Go back to the list, the place kept."""
        screen.desk.note.keep()
        self.analyst.cancel(screen.reading.article.id)
        gc.unfreeze()
        self.first_end = screen.reading.first_end
        self.history, self.last_tag = screen.reading.history, screen.reading.last_tag
        self.codes.end(screen.reading)
        self.folded = screen.reading.folded
        self.keep_place()
        self.saver.flush(timeout=5)
        if screen is self.screen:
            self.pop_screen()
        if isinstance(self.screen, KeyedScreen):
            self.screen.saved()

    def show_annotations(self, typed: str = "") -> None:
        """Show the annotations of the whole library, filtered by what was typed."""
        self.push_screen(AnnotationsScreen(typed))

    def open_noted(self, row: Noted, listed: AnnotationsScreen) -> None:
        """Go to an annotation that was chosen from the list of all."""
        article, annotation = self.article, row.annotation
        if article is not None and article.reading.article.id == annotation.article:
            self.pop_screen()
            article.take(relating.reached(article.reading, annotation.id, ""))
            article.desk.view.focus()
        else:
            self.open_at(Open(annotation.article, annotation.id, ""), listed)

    def open_at(self, where: Open, listed: AnnotationsScreen | None = None) -> None:
        """Open an article at one of its annotations, what is open closed.

        Args:
            where: The annotation.
            listed: The list that lies over the open article, which is to be gone back to from the other one.
        """
        here = self.article
        if here is not None:
            here.desk.note.keep()
        self.saver.flush(timeout=5)
        try:
            opened = self.library.open(where.article)
        except ReaderError as error:
            self._trouble(str(error))
            return
        if here is not None and listed is not None:
            self.pop_screen()
        if here is not None:
            self.close_article(here)
        if here is not None and listed is not None:
            self.push_screen(listed.again())
        self._show(opened, where)

    def keep_place(self) -> None:
        """Write down where the open article is read."""
        for screen in self.screen_stack:
            if isinstance(screen, ArticleScreen):
                reading = screen.reading
                self.library.progress.put(
                    reading.article.id,
                    offset=reading.caret.offset,
                    furthest=reading.furthest,
                    length=len(reading.article.text),
                )

    def leave(self) -> None:
        """Leave, unless something could not be saved and it was not asked for twice."""
        if self.saves.may_leave():
            self.exit(0)

    def action_leave(self) -> None:
        """Leave from anywhere, what is being written kept."""
        self.keep_everything()
        self.leave()

    async def action_quit(self) -> None:
        """Leave, as Textual's own key and command for it do."""
        self.action_leave()

    def keep_everything(self) -> None:
        """Make durable whatever is on the screen only: the note being written, the place."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ArticleScreen) and screen.is_mounted:
                screen.desk.note.keep()
        self.keep_place()
        self.saver.flush(timeout=0.5)

    def close_down(self) -> None:
        """End what runs beside the screen."""
        self.keep_place()
        self.analyst.close()
        self.saver.close()
        self.pictures.keep()

    def _from_thread(self, call: object, *arguments: object) -> None:
        if self.is_running:
            self.call_later(call, *arguments)  # type: ignore[arg-type]

    def _found(self, article_id: str, findings: Findings) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ArticleScreen) and screen.reading.article.id == article_id:
                screen.found(findings)

    def _trouble(self, line: str, *, lasting: bool = False) -> None:
        self.tell(line, warning=True, lasting=lasting)

    def tell(self, line: str, *, warning: bool = False, lasting: bool = False) -> None:
        """Say something in the footer of the screen that is open."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, KeyedScreen):
                screen.tell(line, warning=warning, lasting=lasting)
                return


def run_app(
    library: Library, settings: Settings, *, opened: tuple[str, ...] = (), first: str | None = None
) -> int:
    """Open the app on a library and return the exit status.

    Args:
        library: The library.
        settings: The user's choices.
        opened: The absolute paths it was opened on.
        first: The article to begin with; the list when left out.
    """
    app = ReaderApp(library, settings, watched=True, opened=opened, first=first)
    try:
        status = app.run()
    finally:
        app.close_down()
    return status if isinstance(status, int) else app.return_code or 0
