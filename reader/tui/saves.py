"""What the screen says of saves: done, in trouble, met by others; and leaving without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ConflictError
from reader.session.conflicts import said_of
from reader.session.history import Notes
from reader.tui.screens.keyed import KeyedScreen
from reader.values import replace

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.session.history import Part
    from reader.tui.app import ReaderApp
    from reader.tui.saving import Saved

SAVE_ELSEWHERE = "‹save.elsewhere› saves to another file"


class Saves:
    """Tells how saves go.

    Args:
        app: Whose saves.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._bar = ""
        self._asked_to_leave = False
        self._put_aside = 0

    def told(self, saved: Saved) -> None:
        """Say how a save goes."""
        if isinstance(saved.trouble, ConflictError):
            self._app.tell(f"not saved: {saved.trouble}", warning=True)
            self._app.elsewhere.look()
        elif saved.trouble is not None:
            kept = f"not saved ({saved.waiting} kept in memory), tried again by itself: {saved.trouble}"
            self._insist(self._asking() if self._asked_to_leave else f"{kept} {SAVE_ELSEWHERE}")
        else:
            self._done(saved)

    def _done(self, saved: Saved) -> None:
        self._asked_to_leave = False
        conflict = ""
        if saved.part is not None and isinstance(saved.became, Notes):
            self._amend(saved.part, saved.became)
            self._app.elsewhere.look()
            conflict = said_of(saved.became.edit)
        if conflict or self._bar:
            self._insist(conflict)
        for screen in self._app.screen_stack[-1:]:
            if isinstance(screen, KeyedScreen):
                screen.saved()
        if not conflict:
            self._app.tell(f"saved: {saved.save.said}")

    def show_bar(self, screen: Screen[object]) -> None:
        """Show what is in trouble on a screen that was opened later."""
        if self._bar and isinstance(screen, KeyedScreen):
            screen.tell(self._bar, lasting=True)

    def put_aside(self) -> None:
        """Take note that everything that is not saved was written to another file."""
        self._put_aside = self._app.saver.handed

    def may_leave(self) -> bool:
        """Tell whether everything is saved, or is to be left unsaved; ask for that where it is not."""
        saver = self._app.saver
        if saver.flush(timeout=5) or self._asked_to_leave or self._put_aside == saver.handed:
            return True
        self._asked_to_leave = True
        self._insist(self._asking())
        return False

    def _asking(self) -> str:
        count = self._app.saver.waiting
        changes = "1 change is" if count == 1 else f"{count} changes are"
        return f"{changes} not saved: leave again to lose {'it' if count == 1 else 'them'}; {SAVE_ELSEWHERE}"

    def _insist(self, line: str) -> None:
        self._bar = self._app.keyboard.worded(line)
        for screen in self._app.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.tell(self._bar, lasting=True)

    def _amend(self, part: Part, became: Part) -> None:
        """Have the history undo what was done instead of what was to be done."""
        app, article = self._app, self._app.article
        app.history = app.history.amended(part, became)
        if article is not None:
            history = article.reading.history.amended(part, became)
            article.show_reading(replace(article.reading, history=history))
