"""The codebook as the app has it: read from its file when that changes, and held by the open session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.codebook import Codebook
from reader.values import replace

if TYPE_CHECKING:
    from reader.errors import ReaderError
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen


class Codes:
    """The library's tags.

    Args:
        app: Whose library.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._told: ReaderError | None = None
        self._recent: tuple[str, ...] = ()
        self.own = Codebook()
        """The codebook while no article is open; an open one's session holds it."""
        self.in_use: tuple[str, ...] = ()
        """The tags of annotations, the most used first, as they stood when the list was read."""

    @property
    def book(self) -> Codebook:
        """The codebook with everything that was done, though it may not be saved yet."""
        return self._app.article.reading.codebook if self._app.article else self.own

    @property
    def refusal(self) -> str | None:
        """Why the codebook cannot be changed; None where it can."""
        problem = self._app.library.codebook.read().problem
        if problem is not None:
            return str(problem)
        return None if self._app.library.writable else "this library cannot be written, nor can its codebook"

    def show(self) -> None:
        """Show the codebook's screen."""
        from reader.tui.screens.codebook import CodebookScreen

        self._app.push_screen(CodebookScreen())

    def begin(self, reading: Reading) -> Reading:
        """Return a session that begins, with the codebook and the tags used last."""
        if self.own != Codebook() or self._app.library.is_coded:
            self._take_up()
        return replace(reading, codebook=self.own, recent_tags=self._recent, tags_in_use=self.in_use)

    def end(self, reading: Reading) -> None:
        """Take over from a session that ends."""
        self.own, self._recent = reading.codebook, reading.recent_tags

    def refresh(self) -> None:
        """Take over what was changed in the file by hand or by another Reader; tell once of damage."""
        problem = self._app.library.codebook.read().problem
        if problem is not None and problem is not self._told:
            self._app.tell(str(problem), warning=True)
        self._told = problem
        self._take_up()

    def _take_up(self) -> None:
        book = self._app.library.codebook.read().book
        is_saving = "saver" in vars(self._app) and self._app.saver.waiting
        if is_saving or book == self.book:
            return
        article = self._app.article
        if article is None:
            self.own = book
        else:
            article.show_reading(replace(article.reading, codebook=book))


def show_codebook(screen: ArticleScreen) -> None:
    """Show the tags over an article."""
    screen.app.codes.show()
