"""Propagating a tag: the queue of places that could have it as well, each asked for in its context."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.worker import get_current_worker

from reader.session.annotating import passage
from reader.session.keys import Pending, Press
from reader.session.library_hits import Searched, hits_of_library
from reader.session.propagating import hits_here, propagation_here
from reader.session.queueing import (
    Outcome,
    Queue,
    all_answered,
    answered,
    found_more,
    moved,
    taken_back,
    widened,
)
from reader.text.numbers import counted
from reader.text.quotes import in_quotes
from reader.tui.questions.prompt import Prompt
from reader.tui.questions.tagging import ask_tag
from reader.tui.screens.keyed import name_of
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.hits import Context, HitList, HitRow
from reader.tui.widgets.rows import RowList
from reader.values import replace

if TYPE_CHECKING:
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen

TELLING_SECONDS = 0.1
"""How often the search through the library says how far it is."""
LOOKING = "looking …"
NOT_HERE = "no other place in this article: ‹queue.widen› looks through the library"
NOWHERE_ELSE = "no other place in the library"
ALL_LATER = "all the rest when the library has been looked through; any other key takes that back"


class QueueScreen(Prompt[None]):
    """Asks for one place after the other; each yes is saved at once, all of them are one step to undo.

    Args:
        article: The screen of the open article.
        queue: The places in it.
    """

    AUTO_FOCUS = ""

    app: ReaderApp

    def __init__(self, article: ArticleScreen, queue: Queue) -> None:
        super().__init__()
        self._article = article
        self._queue = queue
        self._pending = Pending()
        self._searched: Searched | None = None
        self._troubles: list[str] = []
        self._all_later = False

    def compose(self) -> ComposeResult:
        """What is asked, the places, one of them at more length, the keys."""
        with Vertical(classes="prompt queue"):
            yield Titlebar()
            yield HitList()
            yield Context()
            yield Footbar("queue", self.app.keyboard)

    def on_mount(self) -> None:
        """Show the places in this article."""
        self._show()

    def _give(self, event: events.Key) -> None:
        """Carry out the command that a key completes; what is typed behind the last one is the article's."""
        if self.is_answered:
            self._came_beyond(event)
            return
        self.query_one(Footbar).tell("")
        self._all_later = False
        self._pending, press = self.app.keyboard.keymaps["queue"].feed(self._pending, name_of(event))
        if press is not None:
            self._press(press)

    def _press(self, press: Press) -> None:
        reading, queue = self._article.reading, self._queue
        match press.command:
            case "queue.yes" | "queue.no":
                self._take(answered(reading, queue, yes=press.command == "queue.yes"))
            case "queue.all" if self._searching:
                self._all_later = True
                self.query_one(Footbar).tell(ALL_LATER)
            case "queue.all":
                self._take(all_answered(reading, queue))
            case "queue.back":
                self._take(taken_back(reading, queue), ending=False)
            case "queue.widen":
                self._widen()
            case "queue.stop":
                self._end()
            case _:
                self.query_one(HitList).command(press.command, press.count)

    def _take(self, outcome: Outcome, *, ending: bool = True) -> None:
        reading, self._queue, effects = outcome
        self._article.take((reading, effects))
        self._show()
        if ending and not self._queue.open and not self._searching:
            self._end()

    def _show(self) -> None:
        queue = self._queue
        said = queue.said
        rows = self.query_one(HitList)
        none = LOOKING if self._searching else NOWHERE_ELSE if queue.wide else NOT_HERE
        rows.EMPTY = self.app.keyboard.worded(none)
        rows.show([HitRow(hit, said.get(row)) for row, hit in enumerate(queue.hits)], cursor=queue.row)
        self.query_one(Context).show(rows.current.hit if rows.current else None)
        wanted = f"tag as {queue.propagation.tag}: {in_quotes(queue.propagation.shown)}"
        self.query_one(Titlebar).update(wanted, self._facts())
        place = f"{queue.row + 1}/{len(queue.hits)}" if queue.hits else ""
        self.query_one(Footbar).update(place=place)

    def _facts(self) -> str:
        queue = self._queue
        facts = [f"{queue.tagged} tagged", f"{len(queue.open)} open"]
        if not queue.wide:
            facts.append("this article")
        elif self._searching and self._searched:
            facts.append(f"library: {self._searched.done} of {counted(self._searched.articles, 'article')}")
        else:
            facts.append("whole library")
        if queue.wide and self._troubles:
            facts.append(f"{len(self._troubles)} not read")
        return "  ".join(facts)

    @property
    def _searching(self) -> bool:
        """Whether more hits may come."""
        searched = self._searched
        return self._queue.wide and (searched is None or searched.done < searched.articles)

    def _widen(self) -> None:
        first = self._searched is None and not self._queue.wide
        self._queue = widened(self._queue)
        if first:
            self.run_worker(self._search, thread=True, name="library")
        self._show()

    def _search(self) -> None:
        """Look through the library; in a thread of its own."""
        worker = get_current_worker()
        self.app.saver.flush(5)
        told, waiting = 0.0, []
        here = self._article.reading.article.id
        for searched in hits_of_library(self.app.library, self._queue.propagation, besides=here):
            if worker.is_cancelled:
                return
            waiting.append(searched)
            if monotonic() > told + TELLING_SECONDS:
                self.call_later(self._found, tuple(waiting))
                told, waiting = monotonic(), []
        self.call_later(self._found, (*waiting, Searched(0, 0)))

    def _found(self, found: tuple[Searched, ...]) -> None:
        if self.is_answered:
            return
        *_, self._searched = found
        self._troubles += [each.trouble for each in found if each.trouble]
        self._queue = found_more(self._queue, (hit for each in found for hit in each.hits))
        self._show()
        if self._searching:
            return
        if self._troubles:
            self.query_one(Footbar).tell(self._troubles[0], warning=True)
        if self._all_later:
            self._take(all_answered(self._article.reading, self._queue))

    def _end(self) -> None:
        tagged = self._queue.tagged
        self.dismiss()
        if tagged:
            self._article.tell(
                f"{self._article.reading.history.past[-1].said}; ‹edit.undo› takes it all back"
            )
        else:
            self._article.tell("nothing tagged")

    @on(RowList.Highlighted)
    def _highlighted(self) -> None:
        if self.is_answered:
            return
        row = self.query_one(HitList).cursor
        if row != self._queue.row:
            self._queue = moved(self._queue, row)
            self._show()


def ask_propagate(screen: ArticleScreen) -> None:
    """Ask where else the tag of the passage goes; first for the tag, where it has none."""
    span = passage(screen.reading)
    if propagation_here(screen.reading) is None:
        ask_tag(
            screen,
            then=lambda: _begin(screen, replace(screen.reading, aside=span)),
            further=", then its other mentions",
        )
    else:
        _begin(screen, screen.reading)


def _begin(screen: ArticleScreen, reading: Reading) -> None:
    propagation = propagation_here(reading)
    if propagation is not None:
        hits = hits_here(reading, propagation)
        screen.app.push_screen(QueueScreen(screen, Queue(propagation, reading.history, hits)))
