"""Keeping the library's list as it is on the disk, whoever changes it, off the screen's thread."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.session.opening import Listing
    from reader.tui.app import ReaderApp
    from reader.tui.screens.library import LibraryScreen

SECONDS = 0.5
"""How often it is looked."""


class Watching:
    """Looks while the list is on the screen.

    Args:
        app: Whose.
        screen: The list's.
    """

    def __init__(self, app: ReaderApp, screen: LibraryScreen) -> None:
        self._app = app
        self._screen = screen
        self._surroundings = Surroundings(app.library)
        self._looking = False

    def begin(self) -> None:
        """Look from time to time."""
        self._screen.set_interval(SECONDS, self.look)

    def look(self) -> None:
        """Look now, unless that is being done or the list is not on the screen."""
        screen = self._screen
        if self._app.screen is not screen or self._looking:
            return
        self._looking = True
        work = partial(self._look, screen.listings, screen.shown)
        self._app.run_worker(work, thread=True, group="surroundings", description="look at the files")

    def _look(self, rows: Sequence[Listing], shown: tuple[Listing, ...]) -> None:
        """Look; called in a thread of its own."""
        # What cannot be read is said when something of it is opened; what is on the screen stays.
        with contextlib.suppress(ReaderError, OSError):
            fresh = self._surroundings.look(rows, shown)
            # A list that was read meanwhile is newer.
            if fresh is not None and self._screen.listings == rows:
                self._show(fresh)
        self._looking = False

    def _show(self, fresh: Sequence[Listing]) -> None:
        try:
            self._screen.take_up(fresh)
        except RuntimeError:
            # Nothing to show it in is left when the app has ended meanwhile.
            if self._screen.is_attached and self._app.is_running:
                raise
