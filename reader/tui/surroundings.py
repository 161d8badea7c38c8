"""Keeping the library's list as it is on the disk, whoever changes it, off the screen's thread."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.surroundings import Surroundings
from reader.tui.leaving import LOOKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.session.opening import Listing
    from reader.tui.app import ReaderApp
    from reader.tui.screens.library import LibraryScreen

SECONDS = 0.5
"""How often it is looked."""
SOON_SECONDS = 0.15
"""How long after the start, where the list is only remembered: what was typed ahead comes first."""
MOMENT_SECONDS = 0.4
"""A first look that takes longer is told."""


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
        """Look from time to time, and soon where no file was looked at yet."""
        self._screen.set_interval(SECONDS, self.look)
        if not self._app.library.is_sure:
            self._screen.set_timer(SOON_SECONDS, self.look)

    def look(self) -> None:
        """Look now, unless that is being done or the list is not on the screen."""
        screen = self._screen
        if self._app.screen is not screen or self._looking:
            return
        self._looking = True
        if not self._app.library.is_sure:
            screen.set_timer(MOMENT_SECONDS, self._tell)
        work = partial(self._look, screen.listings, screen.shown)
        self._app.run_worker(work, thread=True, group=LOOKING, description="look at the files")

    def _look(self, rows: Sequence[Listing], shown: tuple[Listing, ...]) -> None:
        """Look; called in a thread of its own."""
        try:
            self._take_up(rows, shown)
        except RuntimeError:
            # Nothing to show it in is left when the app has ended meanwhile.
            if self._screen.is_attached and self._app.is_running:
                raise
        self._looking = False
        self._app.call_later(self._tell)

    def _take_up(self, rows: Sequence[Listing], shown: tuple[Listing, ...]) -> None:
        # What cannot be read is said when something of it is opened; what is on the screen stays.
        with contextlib.suppress(ReaderError, OSError):
            fresh = self._surroundings.look(rows, shown)
            if fresh is not None and self._screen.listings != rows:
                # A list that was read meanwhile is newer, unless it was only remembered.
                fresh = self._app.library.rows()
            if fresh is not None:
                self._screen.take_up(fresh)

    def _tell(self) -> None:
        """Say that all files are looked at, as long as they are."""
        is_first = self._looking and not self._app.library.is_sure
        self._screen.say_beside("looking at the files …  " if is_first else "")
