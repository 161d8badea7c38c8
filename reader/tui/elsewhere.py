"""Looking for what was changed elsewhere in the open article's files, off the screen's thread."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.elsewhere import fresh_of, is_held_back, taken_up
from reader.session.open_file import OpenFile, open_file
from reader.tui.suggesting import look_again

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.session.opened import Opened
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen

SECONDS = 0.5
"""How often the files are looked at."""
MOST_PASSED_OVER = 8
"""How many times in a row that is left out since this Reader has just written them itself."""


class Elsewhere:
    """Keeps the open article as it is saved, whoever saves it.

    Args:
        app: Whose article.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._seen: Hashable = None
        self._looking = False
        self._told: tuple[str, ...] = ()
        self._file: OpenFile | None = None
        self._saved = 0
        self._passed_over = 0

    def begin(self) -> None:
        """Look from time to time."""
        self._app.set_interval(SECONDS, self._look_at_rest)

    def _look_at_rest(self) -> None:
        """Look, but not between two saves: all that is annotated is read again, and the next key feels it."""
        saved, self._saved = self._saved, self._app.saver.done
        if saved != self._saved and self._passed_over < MOST_PASSED_OVER:
            self._passed_over += 1
        else:
            self._passed_over = 0
            self.look()

    def opened(self, opened: Opened) -> None:
        """Take note of what an article was opened with."""
        self._seen, self._told = opened.state, opened.problems
        with suppress(OSError):
            self._file = open_file(self._app.library.root, opened.article)

    def look(self) -> None:
        """Look now, unless that is being done."""
        screen = self._app.article
        if screen is None or self._looking:
            return
        self._app.codes.refresh()
        self._looking = True
        work = partial(self._look, screen, self._app.saver.done)
        self._app.run_worker(work, thread=True, group="elsewhere", description="look for changes")

    def _look(self, screen: ArticleScreen, done: int) -> None:
        """Read what has changed; called in a thread of its own."""
        library, article = self._app.library, screen.reading.article
        opened = None
        before = file = self._file
        with suppress(OSError):
            file = file and file.now()
        try:
            if library.state(article) != self._seen:
                opened = library.again(article)
        except (ReaderError, OSError):
            # Said when it is saved or opened again; what is on the screen stays.
            opened = None
        finally:
            self._app.call_later(self._looked_at, screen, before, file)
            self._app.call_later(self._arrived, screen, done, opened)

    def _looked_at(self, screen: ArticleScreen, before: OpenFile | None, file: OpenFile | None) -> None:
        """Say once, to stay, what became of the article's file; take it back when the file is as it was."""
        if before is None or file is None or self._file is not before or self._app.article is not screen:
            return
        self._file = file
        if before.said not in ("", file.said):
            screen.take_back(before.said)
        if file.said not in ("", before.said):
            screen.tell(file.said, lasting=True)

    def _arrived(self, screen: ArticleScreen, done: int, opened: Opened | None) -> None:
        self._looking = False
        app = self._app
        if opened is None or app.article is not screen or app.saver.done != done:
            return
        before, fresh = screen.reading, fresh_of(opened)
        reading = taken_up(before, fresh, app.saver.unsaved)
        self._seen = None if is_held_back(before, fresh) else opened.state
        if reading != before:
            screen.show_reading(reading)
            look_again(screen)
        changed = _changed(before, reading)
        if changed:
            app.tell(f"changed elsewhere: {changed} annotation{'s' if changed != 1 else ''}")
        new = [problem for problem in opened.problems if problem not in self._told]
        self._told = opened.problems
        if new:
            screen.tell(new[0], lasting=True)


def _changed(before: Reading, after: Reading) -> int:
    """Return how many annotations are new, gone, or say something else."""
    if before.annotations is after.annotations:
        return 0
    one, other = ({(each.id, each.modified) for each in r.annotations} for r in (before, after))
    return len({id_ for id_, _ in one ^ other})
