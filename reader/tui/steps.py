"""Doing, undoing and doing again, wherever one is: in an open article's session, else in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ConflictError
from reader.session import stepping
from reader.session.counting import times
from reader.session.effects import Save, Say
from reader.session.loosening import left_of, loosed

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.session.history import History, Step
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen


class Steps:
    """The way of a step that no article's own command made.

    Args:
        app: Whose steps.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app

    def take(self, step: Step) -> None:
        """Do a new step."""
        article, app = self._app.article, self._app
        step = loosed(step, app.library.store.relations(), author=app.settings.annotator)
        if article is not None:
            article.take(stepping.stepped(article.reading, step))
            return
        self._app.codes.own = stepping.coded(self._app.codes.own, step)
        self._app.first_end = left_of(self._app.first_end, step)
        self._app.history = self._app.history.done(step)
        self._app.saver.save(Save(step.parts, step.said))

    def undo(self, count: int | None = None) -> None:
        """Take the latest step back, or so many of them."""
        self._step(stepping.undone, lambda history: history.undone(), "undone", count)

    def redo(self, count: int | None = None) -> None:
        """Do the step that was undone last again, or so many of them."""
        self._step(stepping.redone, lambda history: history.redone(), "again", count)

    def _step(
        self,
        in_article: Callable[[Reading], stepping.Outcome],
        elsewhere: Callable[[History], tuple[History, Step] | None],
        how: str,
        count: int | None,
    ) -> None:
        article = self._app.article
        if article is not None:
            self._carry_out(article, times(in_article, article.reading, count))
            return
        for number in range(count or 1):
            taken = elsewhere(self._app.history)
            if taken is None and number:
                break
            self._walk(taken, how)

    def _carry_out(self, article: ArticleScreen, outcome: stepping.Outcome) -> None:
        """Have the article's session take an outcome; what it says is told on the screen above it."""
        article.take(outcome)
        for effect in outcome[1]:
            if isinstance(effect, Say):
                self._app.tell(effect.text, warning=effect.warning)

    def _walk(self, taken: tuple[History, Step] | None, how: str) -> None:
        if taken is None:
            self._app.tell(f"nothing {how}: no change was made in this session")
            return
        self._app.history, step = taken
        try:
            self._app.codes.own = stepping.coded(self._app.codes.own, step)
        except ConflictError as conflict:
            self._app.tell(f"not {how}: {conflict}", warning=True)
            return
        self._app.first_end = left_of(self._app.first_end, step)
        self._app.saver.save(Save(step.parts, stepping.said_of(step, how)))
