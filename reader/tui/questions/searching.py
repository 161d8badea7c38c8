"""Asking what to search for: matches are marked while it is typed, and nothing ever waits for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.errors import ReaderError
from reader.session import searching
from reader.session.reading import Reading, Search
from reader.tui.questions.line import LinePrompt
from reader.tui.widgets.article_view import ArticleView
from reader.values import replace

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

Reach = Callable[[Reading, Search], searching.Outcome]
WAIT = 0.1
"""How many seconds the screen may wait for what was searched for last."""
THREADS = 2
"""How many search at once: one may be at a pattern that takes long and that nobody waits for any more."""
HINT = "words   = whole words   / regular expression (ctrl+r)   ↑ earlier"


class Seeker:
    """Searches a text beside the screen's thread.

    Args:
        text: The article's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="searching")
        self._latest: tuple[str, Future[Search]] | None = None

    def seek(self, query: str) -> Future[Search]:
        """Begin to search, unless that very query is being searched for already; the last one is dropped.

        It goes on if it has begun, and is cancelled else.
        """
        if self._latest is None or self._latest[0] != query:
            if self._latest is not None:
                self._latest[1].cancel()
            self._latest = query, self._threads.submit(searching.seek, self._text, query)
        return self._latest[1]

    def close(self) -> None:
        """Begin nothing more; what has begun ends by itself."""
        self._threads.shutdown(wait=False)


class SearchPrompt(LinePrompt):
    """Asks for a query and shows where it stands.

    Args:
        article: The screen it is asked over.
        seeker: Searches its text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "pattern", show=False, priority=True),
        Binding("up,ctrl+p", "recall('older')", show=False, priority=True),
        Binding("down,ctrl+n", "recall('newer')", show=False, priority=True),
    ]

    def __init__(self, article: ArticleScreen, seeker: Seeker) -> None:
        super().__init__("/", HINT)
        self._article = article
        self._seeker = seeker
        self._before = article.reading
        self._shown_page = article.reading.page
        view = article.query_one(ArticleView)
        self._top, self._height = view.top, view.size.height
        latest = article.reading.search
        self._recall = article.app.searches.kept(latest.query) if latest else article.app.searches

    def typed(self, line: str) -> None:
        """Search for what is typed so far."""
        if not line:
            self.put_back()
            self.say("")
            return
        kind = searching.kind_of(line)
        self.say("" if kind == "words" else kind)
        self._seeker.seek(line).add_done_callback(partial(self._from_thread, line))

    def _from_thread(self, line: str, found: Future[Search]) -> None:
        self._article.app.call_later(self._answered, line, found)

    def _answered(self, line: str, found: Future[Search]) -> None:
        if self not in self._article.app.screen_stack or line != self.line or found.cancelled():
            return
        kind = searching.kind_of(line)
        try:
            search = found.result()
        except ReaderError as error:
            self.say(f"{error.what} ", warning=True)
            return
        shown = searching.previewed(self._restored(), search)
        self._shown_page = shown.page
        self._article.show_reading(shown)
        told = searching.counted(search, self._before.caret.offset)
        self.say(told if kind == "words" else f"{kind}   {told}", warning=not search.matches)

    def _restored(self) -> Reading:
        """Return the session as it was before the first letter, with whatever else has come since."""
        now, before = self._article.reading, self._before
        page = before.page if now.page is self._shown_page else now.page
        return replace(
            now,
            page=page,
            caret=before.caret,
            search=before.search,
            pointed=before.pointed,
            furthest=before.furthest,
        )

    def put_back(self) -> None:
        """Show the text as it was before the first letter."""
        self._article.show_reading(self._restored())
        self._shown_page = self._article.reading.page
        view = self._article.query_one(ArticleView)
        if view.size.height == self._height:
            view.top = self._top
            view.refresh()

    def action_pattern(self) -> None:
        """Make the query a regular expression, or plain words again."""
        self.write(searching.toggled(self.line))

    def action_recall(self, which: str) -> None:
        """Write an earlier query there, or a later one."""
        step = self._recall.older if which == "older" else self._recall.newer
        self._recall, line = step(self.line)
        self.write(line)


def ask_search(screen: ArticleScreen) -> None:
    """Ask for words and go to the next place they stand."""
    seeker = Seeker(screen.reading.article.text)
    prompt = SearchPrompt(screen, seeker)

    def answered(query: str | None) -> None:
        prompt.put_back()
        if query:
            screen.app.searches = screen.app.searches.kept(query)
            _go(screen, query, seeker.seek(query))
        elif query is not None:
            screen.take(searching.searched(screen.reading, query))
        seeker.close()

    screen.app.push_screen(prompt, answered)


def find_next(screen: ArticleScreen, query: str) -> None:
    """Search beside the screen's thread, and go to the next match behind the one under the caret."""
    seeker = Seeker(screen.reading.article.text)
    _go(screen, query, seeker.seek(query), searching.next_found)
    seeker.close()


def _go(screen: ArticleScreen, query: str, found: Future[Search], reach: Reach = searching.found) -> None:
    """Go to a match, at once where it is found quickly, else when it is found."""
    try:
        found.exception(timeout=WAIT)
    except TimeoutError:
        screen.tell(f"searching for {query} …")
        found.add_done_callback(lambda _: screen.app.call_later(_arrive, screen, found, reach))
        return
    _arrive(screen, found, reach)


def _arrive(screen: ArticleScreen, found: Future[Search], reach: Reach) -> None:
    if not screen.is_attached:
        return
    try:
        screen.take(reach(screen.reading, found.result()))
    except ReaderError as error:
        screen.tell(str(error), warning=True)
