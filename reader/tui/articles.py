"""Opening and closing articles, and going from one to another."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session import finding
from reader.session.effects import Open
from reader.tui.readings import reading_of
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.keyed import KeyedScreen

if TYPE_CHECKING:
    from reader.articles.findings import Findings
    from reader.session.filters import Noted
    from reader.session.opened import Opened
    from reader.tui.app import ReaderApp
    from reader.tui.screens.annotations import AnnotationsScreen


class Articles:
    """The open article of an app, one at a time.

    Args:
        app: Whose.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._kept: tuple[str, int, int, int] | None = None
        """The place that was written down last."""

    @property
    def shown(self) -> ArticleScreen | None:
        """The open article's screen, whatever is laid over it."""
        return next((s for s in self._app.screen_stack if isinstance(s, ArticleScreen)), None)

    def open(self, article_id: str) -> None:
        """Open an article where it was left; nothing where one is open, the key for it having come twice."""
        if self.shown is not None:
            return
        self._app.flush()
        try:
            opened = self._app.library.open(article_id)
        except ReaderError as error:
            self._app.tell(str(error), warning=True)
            return
        self._show(opened)

    def _show(self, opened: Opened, at: Open | None = None) -> None:
        """Show an article where it was left, or at an annotation."""
        app = self._app
        reading = reading_of(app, opened)
        if reading.article.id == app.first and not reading.findings.complete:
            app.analyst.start()
        screen = ArticleScreen(reading, problems=opened.problems)
        app.push_screen(screen)
        app.beginning.at_rest(partial(self._follow, screen, opened))
        if at is not None:
            screen.call_after_refresh(self._reach, screen, at)

    def _follow(self, screen: ArticleScreen, opened: Opened) -> None:
        """Know what the first screen did without; tell what becomes of the article's files from now on."""
        app = self._app
        if self.shown is not screen:
            return
        if finding.is_guessed_near(screen.reading):
            from reader.tui.guessing import guess_on

            guess_on(screen)
        app.elsewhere.opened(opened)
        screen.call_after_refresh(app.codes.refresh)
        screen.call_after_refresh(app.saves.show_bar, screen)

    def _reach(self, screen: ArticleScreen, at: Open) -> None:
        from reader.session.relating import reached

        screen.take(reached(screen.reading, at.annotation, at.said))

    def close(self, screen: ArticleScreen) -> None:
        """Go back to the list, the place kept."""
        app = self._app
        if screen is not app.screen:
            screen.in_front(partial(self.close, screen))
            return
        screen.desk.keep_note()
        app.analyst.cancel(screen.reading.article.id)
        gc.unfreeze()
        app.first_end = screen.reading.first_end
        app.history, app.last_tag = screen.reading.history, screen.reading.last_tag
        app.codes.end(screen.reading)
        app.folded = screen.reading.folded
        self.keep_place()
        app.flush()
        if screen.reading.article.id == app.first:
            app.pictures.take_again(screen)
        screen.dismiss()
        if isinstance(app.screen, KeyedScreen):
            app.screen.saved()

    def show_annotations(self, typed: str = "") -> None:
        """Show the annotations of the whole library, filtered by what was typed."""
        from reader.tui.screens.annotations import AnnotationsScreen

        self._app.push_screen(AnnotationsScreen(typed))

    def open_noted(self, row: Noted, listed: AnnotationsScreen) -> None:
        """Go to an annotation that was chosen from the list of all."""
        article, annotation = self.shown, row.annotation
        if article is not None and article.reading.article.id == annotation.article:
            listed.dismiss()
            self._reach(article, Open(annotation.article, annotation.id, ""))
            article.desk.view.focus()
        else:
            self.open_at(Open(annotation.article, annotation.id, ""), listed)

    def open_at(self, where: Open, listed: AnnotationsScreen | None = None) -> None:
        """Open an article at one of its annotations, what is open closed; one list at most stays below it.

        Args:
            where: The annotation.
            listed: The list that lies over the open article, which is to be gone back to from the other one.
        """
        app, here = self._app, self.shown
        front = listed or here
        if front is not None and front is not app.screen:
            front.in_front(partial(self.open_at, where, listed))
            return
        if here is not None:
            here.desk.keep_note()
        app.flush()
        try:
            opened = app.library.open(where.article)
        except ReaderError as error:
            app.tell(str(error), warning=True)
            return
        if here is not None and listed is not None:
            listed.dismiss()
        if here is not None:
            self.close(here)
        if here is not None and listed is not None:
            if isinstance(app.screen, type(listed)):
                app.screen.dismiss()
            app.push_screen(listed.again())
        self._show(opened, where)

    def keep_place(self) -> None:
        """Write down where the open article is read, unless that is done."""
        screen = self.shown
        if screen is None or screen.begins_again:
            return
        reading, progress = screen.reading, self._app.library.progress
        place = (reading.article.id, reading.caret.offset, reading.furthest, len(reading.article.text))
        if place != self._kept:
            id_, offset, furthest, length = place
            self._kept = place if progress.put(id_, offset=offset, furthest=furthest, length=length) else None

    def heard(self, article_id: str, findings: Findings) -> None:
        """Show what the analysis found, once it is in order; called in the thread that heard of it."""
        screen = self.shown
        if screen is None or screen.reading.found != findings:
            from reader.session.highlights import look_through

            look_through(findings)
        if self._app.is_running:
            self._app.call_later(self.found, article_id, findings)

    def found(self, article_id: str, findings: Findings) -> None:
        """Show what the analysis found in an article, if it is still open."""
        screen = self.shown
        if screen is not None and screen.reading.article.id == article_id:
            screen.found(findings)
