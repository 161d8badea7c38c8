"""The application: which screen is open, what runs beside it, and how it ends."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NoReturn

from textual.binding import Binding, BindingType

from reader.session.keyboard import keyboard_of
from reader.start.terminal import TERMINAL
from reader.tui.beginning import Beginning
from reader.tui.cursor import VisibleCursorDriver
from reader.tui.driver import Gate
from reader.tui.leaving import Watch, end, end_at_once
from reader.tui.looks import Looks
from reader.tui.palette import PaletteApp
from reader.tui.pasting import LONGEST_PASTE, PasteCut, PastingDriver
from reader.tui.pictures import Pictured, Pictures
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.sheets import APP, ARTICLE, LIST
from reader.tui.sweeping import Sweeping
from reader.tui.themes import with_readable_words
from reader.tui.warming import Warming

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from reader.analysis.client import Analyst
    from reader.config.settings import Settings
    from reader.session.held import FirstEnd
    from reader.session.history import History
    from reader.session.opening import Library
    from reader.session.recalling import Recall
    from reader.tui.articles import Articles
    from reader.tui.codes import Codes
    from reader.tui.elsewhere import Elsewhere
    from reader.tui.saves import Saves
    from reader.tui.saving import Saver
    from reader.tui.screens.article import ArticleScreen
    from reader.tui.steps import Steps

PROGRESS_SECONDS = 10.0
"""How often the place in the open article is written down."""


class ReaderApp(PaletteApp):
    """Reader on a library.

    Args:
        library: The open library.
        settings: The user's choices.
        watched: Whether signals and the terminal are watched, as they are when a person uses it.
        opened: The absolute paths it was opened on, for the picture of its first screen.
        first: The article to begin with; the list when left out.
    """

    TITLE = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

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
            # The first screen's too: for one that comes later, everything is styled once more.
            css_path=[APP, *(ARTICLE if first else (LIST,))],
        )
        self.keys = Gate()
        self.pictures = Pictures(self, opened)
        self.beginning = Beginning(self, self.keys, complete=self.pictures.begin, holds=watched)
        self.library = library
        self.settings = settings
        self.first = first
        self.looks = Looks(self)
        self.keyboard = keyboard_of(settings.keys)
        self._watch = Watch(self) if watched else None
        self.sweeping = Sweeping(self)
        self.last_tag: str | None = None
        self.first_end: FirstEnd | None = None
        """Where a relation shall begin, while no article is open."""
        self.folded = False

    # What the first screen does not need is imported and made when it is asked for.

    @cached_property
    def history(self) -> History:
        """What was done while no article is open; an open one's session holds it."""
        from reader.session.history import History

        return History()

    @cached_property
    def articles(self) -> Articles:
        """The open article."""
        from reader.tui.articles import Articles

        return Articles(self)

    @cached_property
    def analyst(self) -> Analyst:
        """Has articles analysed."""
        from reader.analysis.client import Analyst

        return Analyst(
            cache=self.library.readings,
            engine=self.settings.engine,
            rest=self.settings.analysis_rest,
            on_findings=self.articles.heard,
            on_trouble=lambda line: self._from_thread(self.tell, line, warning=True),
            on_lasting_trouble=lambda line: self._from_thread(self.tell, line, warning=True, lasting=True),
        )

    @cached_property
    def saver(self) -> Saver:
        """Makes durable what is done."""
        from reader.session.keeping import Keeper
        from reader.tui.saving import Saver

        return Saver(Keeper(self.library).keep, lambda saved: self._from_thread(self.saves.told, saved))

    @cached_property
    def saves(self) -> Saves:
        """Tells how that goes."""
        from reader.tui.saves import Saves

        return Saves(self)

    @cached_property
    def steps(self) -> Steps:
        """What is done, undone and done again while no article is open."""
        from reader.tui.steps import Steps

        return Steps(self)

    @cached_property
    def codes(self) -> Codes:
        """The library's tags."""
        from reader.tui.codes import Codes

        return Codes(self)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Looks for what others change in the open article."""
        from reader.tui.elsewhere import Elsewhere

        elsewhere = Elsewhere(self)
        elsewhere.begin()
        return elsewhere

    @cached_property
    def searches(self) -> Recall:
        """What was searched for, in whichever article."""
        from reader.session.recalling import Recall

        return Recall()

    def get_default_screen(self) -> LibraryScreen:
        """Return the list, which lies below everything else."""
        return LibraryScreen()

    def on_mount(self) -> None:
        """Open the article to begin with, if any; write the place down from time to time."""
        self.looks.begin()
        if self.first is not None:
            self.articles.open(self.first)
        self.beginning.begin()
        self.set_interval(PROGRESS_SECONDS, self.keep_place)
        if self._watch is not None:
            self._watch.begin()
            self.beginning.then(self.sweeping.begin)
            (self.beginning.at_rest if self.first else self.beginning.then)(Warming(self).begin)

    def on_resize(self, event: events.Resize) -> None:
        """Draw all anew, whatever the terminal did with its cells; say so where it is too small for that."""
        from reader.tui.screens.cramped import make_room

        self.call_later(make_room, self, event.size)
        if self.beginning.is_over:
            self.call_later(self.refresh)

    def on_paste_cut(self, message: PasteCut) -> None:
        """Say that a paste was not taken whole."""
        more = f"{message.left_out:,} more were left out"
        self.tell(f"pasted the first {LONGEST_PASTE:,} characters; {more}", warning=True)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, those of words readable."""
        return with_readable_words(super().get_css_variables(), dark=self.current_theme.dark)

    @property
    def article(self) -> ArticleScreen | None:
        """The open article's screen, whatever is laid over it."""
        return self.articles.shown if self._has("articles") else None

    def _has(self, name: str) -> bool:
        """Tell whether something that is made when it is asked for was asked for."""
        return name in self.__dict__

    def keep_place(self) -> None:
        """Write down where the open article is read."""
        if self._has("articles"):
            self.articles.keep_place()

    def leave(self) -> None:
        """Leave, unless something could not be saved and it was not asked for twice."""
        if self._has("saver") and not self.saves.may_leave():
            return
        first = self.screen if self.first is None else self.article
        if first is self.screen and isinstance(first, Pictured):
            self.keep_place()
            self.pictures.take_again(first)
        if self._watch is not None:
            end_at_once(self, 0)
        self.exit(0)

    async def action_quit(self) -> None:
        """Leave from anywhere, behind what was typed before; Textual's own command for it, too."""
        self.in_turn(self._quit)

    def _quit(self) -> None:
        self.keep_everything()
        self.leave()

    def action_suspend_process(self) -> None:
        """Go to the background of the shell, what is being written kept."""
        self.keep_everything()
        super().action_suspend_process()

    def keep_everything(self) -> None:
        """Make durable whatever is on the screen only: the note being written, the place."""
        article = self.article
        if article is not None and article.is_mounted:
            article.desk.keep_note()
        self.keep_place()
        self.flush(timeout=0.5)

    def flush(self, timeout: float = 5) -> None:
        """Have everything on the disk that was done, if that takes no longer than so many seconds."""
        if self._has("saver"):
            self.saver.flush(timeout=timeout)

    def close_down(self) -> None:
        """End what runs beside the screen."""
        self.end_analysis()
        self.keep_place()
        if self._has("saver"):
            self.saver.close()
        self.pictures.keep()

    def end_analysis(self) -> None:
        """End the worker process, if there is one; its memory is given back while nobody waits."""
        if self._has("analyst"):
            self.analyst.stop()

    def _from_thread(self, call: Callable[..., object], *arguments: object, **options: object) -> None:
        if self.is_running:
            self.call_later(call, *arguments, **options)

    def tell(self, line: str, *, warning: bool = False, lasting: bool = False) -> None:
        """Say something in the footer of the screen that is open."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, KeyedScreen):
                screen.tell(line, warning=warning, lasting=lasting)
                return


def run_app(
    library: Library, settings: Settings, *, opened: tuple[str, ...] = (), first: str | None = None
) -> NoReturn:
    """Open the app on a library, and end the process with it.

    Args:
        library: The library.
        settings: The user's choices.
        opened: The absolute paths it was opened on.
        first: The article to begin with; the list when left out.
    """
    app = ReaderApp(library, settings, watched=True, opened=opened, first=first)
    TERMINAL.leave_interrupts()
    try:
        # Of a terminal without a cursor Textual believes another size than it has, and lays out for both.
        status = app.run(size=shutil.get_terminal_size())
    finally:
        app.close_down()
    end(status if isinstance(status, int) else app.return_code or 0)
