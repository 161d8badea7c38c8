"""The codebook's screen: all tags as a tree, changed by key."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from reader.annotations.codebook import Codebook
from reader.annotations.identity import utc_now
from reader.session.codes import TagRow, numbered, tag_rows, tags_of
from reader.session.commands import Scope
from reader.session.effects import Restyle
from reader.session.keys import Press
from reader.session.recoding import Recoding, closing, step_of
from reader.session.retagging import Retagged, retagged, retagged_in_library, turned_down
from reader.tui.questions.coding import ASKING, ask_new
from reader.tui.questions.line import ask_filter
from reader.tui.screens.listed import ListScreen
from reader.tui.sheets import CODEBOOK
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.code_list import CodeList
from reader.tui.widgets.footer import Footbar

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

LEAVING = ("back", "let_go")


class CodebookScreen(ListScreen):
    """Shows the tags of the library; each of its commands changes the one under the cursor."""

    SHEETS = (CODEBOOK,)
    AUTO_FOCUS = "CodeList"

    app: ReaderApp

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._stop: threading.Event | None = None

    def compose(self) -> ComposeResult:
        """Title, tags, footer."""
        yield Titlebar()
        yield CodeList()
        yield Footbar("codebook", self.app.keyboard)

    def on_mount(self) -> None:
        """Show the tags; how often each is used comes when the files are read."""
        self._list = self.query_one(CodeList)
        self._footer = self.query_one(Footbar)
        self.app.codes.refresh()
        self._fill()
        self.saved()

    @property
    def scope(self) -> Scope:
        """Always the codebook's commands."""
        return "codebook"

    @property
    def book(self) -> Codebook:
        """The codebook as it is now."""
        return self.app.codes.book

    @property
    def rows(self) -> tuple[TagRow, ...]:
        """All tags, in their order."""
        article = self.app.article
        tags = tags_of(article.reading) if article else numbered(self.book, self.app.codes.in_use)
        return tag_rows(self.book, tags, self._counts)

    def saved(self) -> None:
        """Count anew how often each tag is used."""
        self._count()

    @work(thread=True, exclusive=True, group="counting")
    def _count(self) -> None:
        store = self.app.library.store
        counts = store.tag_counts()
        self.app.call_from_thread(self._counted, counts, store.tags())

    def _counted(self, counts: Mapping[str, int], in_use: tuple[str, ...]) -> None:
        self._counts, self.app.codes.in_use = counts, in_use
        if self.stands:
            self._fill()

    def _fill(self, kept: str | None = None) -> None:
        """Show the tags, the cursor on one of them, else where it was."""
        rows = self.rows
        self._list.fill(rows, kept or (self._list.current.tag if self._list.current else ""))
        free = sum(row.code is None for row in rows)
        tags = len(self.book.codes)
        facts = [f"{tags} tag{'s' if tags != 1 else ''}", f"{free} free" if free else ""]
        facts.append("closed: no others can be given" if self.book.closed else "open")
        self.query_one(Titlebar).update(
            f"Codebook  {self.app.library.root.name}", "  ".join(filter(None, facts))
        )
        self._place()

    def press(self, press: Press) -> None:
        """Carry out a command of the codebook; while annotations are gathered, esc stops that."""
        if self._stop is not None:
            if press.command in LEAVING:
                self._stop.set()
            return
        done: dict[str, Callable[[], object]] = {
            "codebook.add": partial(self._unless_refused, partial(ask_new, self)),
            "codebook.close": partial(self._unless_refused, lambda: self.recode(closing(self.book))),
            "edit.undo": partial(self.app.steps.undo, press.count),
            "edit.redo": partial(self.app.steps.redo, press.count),
            "look.theme": lambda: self.tell(self.app.looks.restyle(Restyle("theme", press.count or 1))),
            "suspend": self.app.action_suspend_process,
            "palette": self.app.action_command_palette,
            "help": lambda: self.show_help(self.app.history),
            "list.filter": lambda: ask_filter(self, self._list),
            **dict.fromkeys(LEAVING, self._back),
        }
        if press.command in done:
            done[press.command]()
        elif press.command in ASKING:
            self._ask(press.command)
        else:
            self._list.command(press.command, press.count)
        if press.command.startswith("edit."):
            self._fill()

    def _back(self) -> None:
        if self._list.filter:
            self._list.narrow("")
        else:
            self.dismiss()

    def _unless_refused(self, do: Callable[[], object]) -> None:
        refusal = self.app.codes.refusal
        if refusal is not None:
            self.tell(refusal, warning=True)
            return
        self.app.codes.refresh()
        do()

    def _ask(self, command: str) -> None:
        row = self._list.current
        if row is None:
            self.tell("there is no tag yet; ‹codebook.add› adds one")
        else:
            self._unless_refused(partial(ASKING[command], self, row))

    def recode(self, recoding: Recoding | None) -> None:
        """Carry out a change; where annotations follow it, they are gathered off the screen's thread."""
        if recoding is None:
            return
        if recoding.retag is None:
            self._done(recoding, Retagged())
            return
        self._stop = threading.Event()
        self.tell(f"{recoding.said} …")
        self._gather(recoding, self.app.article.reading.article.id if self.app.article else None)

    @work(thread=True, exclusive=True, group="gathering")
    def _gather(self, recoding: Recoding, besides: str | None) -> None:
        stop, retag = self._stop, recoding.retag
        if stop is None or retag is None:
            return

        def told(number: int, count: int) -> bool:
            if number % 20 == 0:
                self.app.call_from_thread(
                    self.tell, f"{recoding.said} … article {number} of {count}; esc stops"
                )
            return not stop.is_set()

        self.app.saver.flush(timeout=30)
        found = retagged_in_library(
            self.app.library,
            retag,
            author=self.app.settings.annotator,
            now=utc_now(),
            besides=besides,
            told=told,
        )
        self.app.call_from_thread(self._gathered, recoding, found)

    def _gathered(self, recoding: Recoding, found: Retagged | None) -> None:
        self._stop = None
        if found is None:
            self.tell("stopped: nothing was changed")
            return
        article, retag = self.app.article, recoding.retag
        if article is not None and retag is not None:
            reading = article.reading
            rejected = turned_down(reading.article, self.app.library.store)
            found = found + retagged(
                reading.article,
                reading.annotations,
                retag,
                author=reading.author,
                now=utc_now(),
                rejected=rejected,
            )
        self._done(recoding, found)

    def _done(self, recoding: Recoding, found: Retagged) -> None:
        step = step_of(recoding, found)
        if step is None:
            self.tell(
                "nothing to change" if not found.others else "only others use this tag: it stays as it is"
            )
            return
        self.app.steps.take(step)
        self._fill(recoding.named)
        self.tell(step.said)

    def row_chosen(self, row: TagRow) -> None:
        """Ask what the tag means."""
        self.press(Press("codebook.describe"))
