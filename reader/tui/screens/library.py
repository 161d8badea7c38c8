"""The library's screen: its articles, sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.config.paths import sample_library
from reader.errors import ReaderError
from reader.session.commands import Scope
from reader.session.keys import Pending, Press
from reader.session.showing import stamps_of_articles
from reader.tui.leaving import READING
from reader.tui.pictures import FirstView
from reader.tui.questions.table import IN_A_LIST
from reader.tui.screens.listed import ListScreen
from reader.tui.sheets import LIST, read_sheet
from reader.tui.widgets.bars import Titlebar

if TYPE_CHECKING:
    from reader.session.opening import Listing
    from reader.session.reviews import Counts
    from reader.tui.app import ReaderApp


class LibraryScreen(ListScreen):
    """Lists the articles of the library; one is opened by key."""

    AUTO_FOCUS = "LibraryList"

    app: ReaderApp

    def __init__(self) -> None:
        super().__init__()
        self._sort = 0
        self._reversed = False
        self._is_watched = False
        self._untold: tuple[tuple[str, dict[str, bool]], ...] = ()

    def on_mount(self) -> None:
        """Put everything there; below an article that is begun with, when that is left."""
        if self.app.first is None:
            self._furnish()
        self.app.beginning.then(self._come)

    def on_screen_resume(self) -> None:
        """Be there, since nothing lies over it any more."""
        if self.app.beginning.is_over:
            self._come()

    def _come(self) -> None:
        if self.app.screen is not self or self._is_watched:
            return
        if not self._is_furnished:
            self._furnish()
            self.set_focus(self._list)
        self._watch()

    @property
    def _is_furnished(self) -> bool:
        return "_list" in vars(self)

    def _furnish(self) -> None:
        """Title, list, the filter's line, footer; and read the library."""
        from reader.session.shelf import Shelf
        from reader.tui.screens.furniture import furnish

        read_sheet(self.app, LIST)
        self._shelf = Shelf()
        self._list, self._filter, self._footer = furnish(self)
        if self.app.library.notice:
            self._footer.tell(self.app.library.notice, warning=True)
        for message, options in self._untold[-1:]:
            self.tell(message, **options)
        self.read_again()

    def tell(self, message: str, *, warning: bool = False, lasting: bool = False) -> None:
        """Say something in the footer, as soon as it is there."""
        if self._is_furnished:
            super().tell(message, warning=warning, lasting=lasting)
        else:
            self._untold = (*self._untold, (message, {"warning": warning, "lasting": lasting}))

    def _watch(self) -> None:
        from reader.tui.surroundings import Watching

        self._is_watched = True
        Watching(self.app, self).begin()

    @property
    def listings(self) -> Sequence[Listing]:
        """The articles as they were read last."""
        return self._shelf.listings

    @property
    def shown(self) -> tuple[Listing, ...]:
        """The articles on the screen."""
        top = self._list.top
        return tuple(self._list.rows[top : top + self._list.size.height])

    @property
    def scope(self) -> Scope:
        """Always the library's commands."""
        return "library"

    @work(thread=True, exclusive=True, group=READING)
    def read_again(self) -> None:
        """Read the list anew, as it is remembered at first: counts and progress change while one reads."""
        library = self.app.library
        if unread := library.unread:
            self.app.call_from_thread(self.say_beside, f"reading {unread:,} articles for the first time …  ")
        try:
            listings = library.recalled() or library.rows()
        except ReaderError as error:
            self.app.call_from_thread(self._footer.insist, str(error))
            self.app.call_from_thread(self.app.beginning.stands, self)
            return
        if unread:
            self.app.call_from_thread(self.say_beside, "")
        self.take_up(listings)

    def take_up(self, listings: Sequence[Listing]) -> None:
        """Show a list that was read in a thread, and what else there is to know of it; called there."""
        self.app.call_from_thread(self._fill, listings)
        if self.app.library.is_annotated:
            self.app.codes.in_use = self.app.library.store.tags()
        worker, counts = get_current_worker(), {}
        if self._shelf.notes:
            counts = self._counts.of(listings, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._mark, counts)

    @cached_property
    def _counts(self) -> Counts:
        from reader.session.reviews import Counts

        return Counts(self.app.library, self.app.settings.annotator)

    def _mark(self, to_review: Mapping[str, int]) -> None:
        """Show which articles have annotations to review."""
        self._list.to_review = to_review
        self._list.draw_again()
        self.app.beginning.stands(self)

    def _fill(self, listings: Sequence[Listing]) -> None:
        from reader.session.shelf import Shelf
        from reader.tui.screens.passed_over import tell_passed_over

        self._shelf = Shelf(listings, self._shelf)
        tell_passed_over(self)
        is_new = self.app.library.root == sample_library() and self._shelf.is_untouched
        self.query_one(".welcome").display = is_new
        rows = self._list
        kept, cursor, top = rows.current, rows.cursor, rows.top
        self._arrange()
        if kept is not None:
            now = rows.current
            rows.top = max(0, rows.cursor - (cursor - top)) if top else 0
            rows.move_to(rows.cursor if now and now.id == kept.id else cursor)

    def _arrange(self) -> None:
        from reader.session.shelf import SORTS

        shelf, column = self._shelf, SORTS[self._sort]
        rows = shelf.arranged(
            self._filter.value,
            key=column.key if self._sort else None,
            reverse=column.falling != self._reversed,
        )
        key = "esc" if self.focused is self._filter else self.app.keyboard.shown("let_go")
        self._list.say_when_empty(key if shelf.listings else None)
        kept = self._list.current
        self._list.show(rows, cursor=rows.index_of(kept.id if kept else None) or 0)
        facts = f"{shelf.facts}  by {column.name}{' ↑' if self._reversed else ''}"
        self.query_one(Titlebar).update(f"Reader  {self.app.library.root.name}", facts)
        self._place()

    def first_view(self) -> FirstView:
        """Return what a start would show of the list now."""
        rows = self._shelf.listings[: self.size.height]
        shown = partial(stamps_of_articles, self.app.library, [row.id for row in rows])
        state = self._shelf.listings, self._list.to_review, self.app.library.located.documents
        return FirstView(state, shown)

    def begin_again(self) -> bool:
        """Stand as at a start, unless other lines than those at a start are on the screen."""
        if not self._shelf.listings or self._filter.display or self._footer.size.height != 1:
            return False
        self.pending = Pending()
        self._sort, self._reversed, self._beside = 0, False, ""
        self._list.rows, self._list.cursor, self._list.top = (), 0, 0
        self._footer.tell(self.app.library.notice or "", warning=True)
        self._arrange()
        return True

    def saved(self) -> None:
        """Read the list anew."""
        if self._is_furnished:
            self.read_again()

    def press(self, press: Press) -> None:
        """Carry out a command of the library."""
        done: dict[str, Callable[[], object]] = {
            "list.filter": self._ask_filter,
            "panel.annotations": self._show_annotations,
            "list.sort": self._sort_by_next,
            "list.reverse": self._reverse,
            "codebook.open": self.app.codes.show,
            "palette": self.app.action_command_palette,
            "help": lambda: self.show_help(self.app.history),
            "suspend": self.app.action_suspend_process,
            "quit": self._quit,
            "let_go": self._let_go,
        }
        if press.command in done:
            done[press.command]()
        elif press.command in IN_A_LIST:
            from reader.tui.questions.from_list import ask

            ask(self, press)
        else:
            self._list.command(press.command, press.count)

    def _show_annotations(self) -> None:
        self.app.articles.show_annotations()

    def _ask_filter(self) -> None:
        self._filter.display = True
        self.set_focus(self._filter)
        self._shelf.fold()
        self.app.hold_until(lambda: self.focused is self._filter)

    def _sort_by_next(self) -> None:
        from reader.session.shelf import SORTS

        self._sort = (self._sort + 1) % len(SORTS)
        self._arrange()

    def _reverse(self) -> None:
        self._reversed = not self._reversed
        self._arrange()

    @property
    def here(self) -> Listing | None:
        """The article under the cursor."""
        return self._list.current

    @property
    def words(self) -> str:
        """What the list is filtered by."""
        return self._filter.value

    def _quit(self) -> None:
        if self._is_filtered:
            self._clear()
        else:
            self.app.leave()

    def _let_go(self) -> None:
        if self._is_filtered:
            self._clear()
        else:
            self.tell("‹quit› quits")

    @property
    def _is_filtered(self) -> bool:
        return bool(self._filter.value) or self._filter.display

    def _clear(self) -> None:
        self._filter.value = ""
        self._filter.display = False
        self._list.focus()
        self._arrange()

    def key_escape(self) -> None:
        """Clear the filter while it is being typed; elsewhere the table's commands have the key."""
        if self._filter.has_focus:
            self._clear()

    def on_input_changed(self) -> None:
        """Show the articles that what is typed is found in."""
        self._arrange()

    def on_input_submitted(self) -> None:
        """Keep the filter, and go back to the list."""
        self._filter.display = bool(self._filter.value)
        self.set_focus(self._list)
        self._arrange()

    def row_chosen(self, row: Listing) -> None:
        """Open the article."""
        self.app.articles.open(row.id)
