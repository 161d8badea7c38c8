"""Reviewing annotations whose text has changed: the old passage and where it could stand, case by case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.worker import get_current_worker

from reader.annotations.candidates import Candidate
from reader.articles.article import Article
from reader.session.effects import Open
from reader.session.keys import Pending, Press
from reader.session.propagating import Hit
from reader.session.reviewing import (
    BY_HAND,
    Case,
    Review,
    Verdict,
    answered,
    by_hand,
    found_more,
    taken_back,
    to_review,
)
from reader.session.reviews import cases_of, cases_of_library
from reader.text.quotes import in_quotes
from reader.tui.questions.prompt import Prompt
from reader.tui.screens.keyed import KeyedScreen, name_of
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.hits import Context, words_in_context
from reader.tui.widgets.rows import Piece, RowList, padded
from reader.values import Value, replace

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen
    from reader.tui.screens.library import LibraryScreen

LOOKING = "looking …"
NO_PLACE = "nothing in the text is like it"
NONE_TO_TAKE = "there is no place to take: ‹review.select› selects one, ‹review.placeless› keeps it without"
NOTHING = "nothing to review: every annotation of yours stands where it should"
VERDICTS: dict[str, Verdict] = {
    "review.take": "taken",
    "review.later": "later",
    "review.placeless": "placeless",
    "review.delete": "deleted",
}
SHARE_WIDTH = 6


class CandidateRow(Value):
    """A place in a text."""

    article: Article
    place: Candidate


class CandidateList(RowList[CandidateRow], can_focus=False):
    """The places that an annotation could have, each with how much of its words stands there."""

    def pieces(self, row: CandidateRow, width: int) -> list[Piece]:
        """The share of the words, then the place in its context."""
        share = padded(f"{row.place.score:.0%} ", SHARE_WIDTH, right=True)
        return [
            (share, "rows--key"),
            *words_in_context(row.article.text, row.place.span, width - SHARE_WIDTH),
        ]


class ReviewScreen(Prompt[None]):
    """Asks for one annotation after the other; what is decided is saved at once, each a step to undo.

    Args:
        home: The screen below, an article's or the library's.
        look: Finds the cases; called in a thread of its own.
    """

    AUTO_FOCUS = ""

    app: ReaderApp

    def __init__(self, home: KeyedScreen, look: Callable[[], Iterable[tuple[Case, ...]]]) -> None:
        super().__init__()
        self._home = home
        self._look = look
        self._review = Review()
        self._pending = Pending()
        self._looking = True
        self._early: list[Press] = []

    def compose(self) -> ComposeResult:
        """What is asked, the passage as it was, the places, one of them at more length, the keys."""
        with Vertical(classes="prompt queue review"):
            yield Titlebar()
            yield Context(id="was")
            yield CandidateList()
            yield Context(id="now")
            yield Footbar("review", self.app.keyboard)

    def on_mount(self) -> None:
        """Look for the cases."""
        self._show()
        self.run_worker(self._find, thread=True, name="review")

    def _find(self) -> None:
        worker = get_current_worker()
        self.app.saver.flush(5)
        for cases in self._look():
            if worker.is_cancelled:
                return
            self.call_later(self._found, cases)
        self.call_later(self._found, (), whole=True)

    def _found(self, cases: tuple[Case, ...], *, whole: bool = False) -> None:
        if self.is_answered:
            return
        self._looking = not whole
        self._review = found_more(self._review, cases)
        self._show()
        early, self._early = self._early, []
        for press in early:
            self._press(press)
        if whole and not self._review.open and not self.is_answered:
            self._end()

    def _give(self, event: events.Key) -> None:
        """Carry out the command that a key completes; what is typed behind the last one goes to the home."""
        if self.is_answered:
            self._came_beyond(event)
            return
        self.query_one(Footbar).tell("")
        self._pending, press = self.app.keyboard.keymaps["review"].feed(self._pending, name_of(event))
        if press is not None:
            self._press(press)

    def _press(self, press: Press) -> None:
        if self._looking and self._review.case is None and press.command != "review.stop":
            self._early.append(press)
            return
        if self.is_answered:
            return
        match press.command:
            case command if command in VERDICTS:
                self._answer(VERDICTS[command])
            case "review.select":
                self.in_front(self._select)
            case "review.back":
                self._take_back()
            case "review.stop":
                self._end()
            case _:
                self.query_one(CandidateList).command(press.command, press.count)

    def _answer(self, verdict: Verdict) -> None:
        if verdict == "taken" and self._review.candidate is None:
            self.query_one(Footbar).tell(NONE_TO_TAKE)
            return
        self._review, step = answered(self._review, verdict)
        if step is not None:
            self.app.steps.take(step)
        self._show()
        if not self._review.open and not self._looking:
            self._end()

    def _take_back(self) -> None:
        self._review, verdict = taken_back(self._review)
        if verdict is None:
            self.query_one(Footbar).tell("nothing was answered yet")
        elif verdict != "later":
            self.app.steps.undo()
        self._show()

    def _select(self) -> None:
        """Go into the text to select the passage there; the review goes on behind that."""
        case, place = self._review.case, self._review.candidate
        if case is None:
            return
        self.dismiss()
        here = self.app.article
        if here is None or here.reading.article.id != case.article.id:
            self.app.articles.open_at(Open(case.article.id, case.annotation.id, ""))
            here = self.app.article
        if here is not None:
            here.call_after_refresh(_begin_by_hand, here, case, place)

    def _show(self) -> None:
        review, case = self._review, self._review.case
        rows = self.query_one(CandidateList)
        rows.EMPTY = LOOKING if case is None else NO_PLACE
        found = [CandidateRow(case.article, each) for each in case.candidates] if case else []
        rows.show(found, cursor=review.pick)
        self.query_one("#was", Context).show(_was(case) if case else None)
        self._show_place()
        asked = ", ".join(case.annotation.tags) or "note" if case else ""
        looking = " …" if self._looking else ""
        facts = f"{review.settled} settled  {len(review.open)} open{looking}"
        self.query_one(Titlebar).update(f"where does it stand now?  {asked}", facts)
        place = f"{review.row + 1}/{len(review.cases)}" if case else ""
        self.query_one(Footbar).update(place=place)

    def _show_place(self) -> None:
        case, place = self._review.case, self._review.candidate
        self.query_one("#now", Context).show(_now(case, place) if case and place else None)

    def _end(self) -> None:
        self.dismiss()
        review = self._review
        if not review.cases:
            self._home.tell(NOTHING)
        else:
            left = len(review.cases) - review.settled
            later = f", {left} left for later" if left else ""
            takes = "; ‹edit.undo› takes the last back" if review.settled else ""
            self._home.tell(f"{review.settled} settled{later}{takes}")
        self._home.saved()

    @on(RowList.Highlighted)
    def _highlighted(self) -> None:
        if self.is_answered:
            return
        row = self.query_one(CandidateList).cursor
        if row != self._review.pick:
            self._review = replace(self._review, pick=row)
            self._show_place()


def _begin_by_hand(screen: ArticleScreen, case: Case, place: Candidate | None) -> None:
    there = by_hand(screen.reading, case.annotation, place.span if place else None)
    screen.take((there, (BY_HAND,)))


def _was(case: Case) -> Hit:
    """Return the passage as it was made, under a line that says what was said of it."""
    text, span = case.made
    annotation = case.annotation
    note = f"  ✎ {' '.join(annotation.note.split())}" if annotation.note else ""
    kept = "" if case.made_on is not None else " (the text was not kept)"
    title = f"made in {in_quotes(case.article.title)}{kept}{note}"
    return Hit(replace(case.article, title=title, text=text), span, ())


def _now(case: Case, place: Candidate) -> Hit:
    """Return a place in the text of today, under a line that says how like the old one it is."""
    title = f"now: {place.score:.0%} of its words, {place.company:.0%} of those around it"
    return Hit(replace(case.article, title=title), place.span, ())


def ask_review(screen: ArticleScreen) -> None:
    """Ask where the annotations of the open article stand, of which that is not sure."""
    reading, store = screen.reading, screen.app.library.store
    unsure = to_review(reading.annotations, reading.article, reading.author)
    screen.tell("", lasting=True)
    found = partial(cases_of, unsure, reading.article, store)
    screen.app.push_screen(ReviewScreen(screen, lambda: [tuple(found())]))


def ask_review_of_library(screen: LibraryScreen) -> None:
    """Ask where the annotations of all articles stand, of which that is not sure."""
    app = screen.app
    app.push_screen(ReviewScreen(screen, partial(cases_of_library, app.library, app.settings.annotator)))
