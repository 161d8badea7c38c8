"""The first moments of the app: nothing is drawn and no key is read before the first screen is complete.

So what stood on the screen before the app, the picture of that first screen, is followed by the screen
itself, and what was typed meanwhile finds everything there that it is meant for.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from reader.tui.driver import Gate
from reader.tui.inside import ready_to_draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

LONGEST_SECONDS = 1.0
"""After this, what there is of the first screen is shown, and keys are read."""
REST_SECONDS = 0.2
"""How long what can wait leaves the first screen to the keys that were typed by then."""


class Beginning:
    """Holds frames and keys back until the first screen stands.

    Args:
        app: Whose.
        keys: Opened when keys may be read.
        complete: Called once, when the first screen stands with everything there is to it.
        holds: Whether anything is held back; else the app is live from the start, and nothing is told.
    """

    def __init__(self, app: App[int], keys: Gate, *, complete: Callable[[], object], holds: bool) -> None:
        self._app = app
        self._keys = keys
        self._complete: Callable[[], object] | None = complete if holds else None
        self._is_complete = False
        self._frames = ExitStack()
        self._waiting: list[Callable[[], object]] = []
        self._resting: list[Callable[[], object]] = []
        self._is_at_rest = not holds
        self.is_over = not holds
        """Whether the first screen stands and keys are read."""
        if holds:
            self._frames.enter_context(app.batch_update())
        else:
            keys.open()

    def begin(self) -> None:
        """Wait no longer than for a while; called when the app runs."""
        if not self.is_over:
            ready_to_draw(self._app.screen)
            self._app.set_timer(LONGEST_SECONDS, self._waited)

    def _waited(self) -> None:
        if not self.is_over:
            self.stands()

    def then(self, call: Callable[[], object]) -> None:
        """Have something done as soon as the first screen is live, now if it is."""
        if self.is_over:
            call()
        else:
            self._waiting.append(call)

    def at_rest(self, call: Callable[[], object]) -> None:
        """Have something done a moment after the first screen is live, now if that is past."""
        if self._is_at_rest:
            call()
        else:
            self._resting.append(call)

    def stands(self, screen: Screen[None] | None = None) -> None:
        """Show the screen, which is complete now, and read keys from then on; again it does nothing.

        Args:
            screen: The one that is complete; with another one over it, nothing is done.
        """
        if not self._app.is_running or screen not in (None, self._app.screen) or self._complete is None:
            return
        self._is_complete = screen is not None
        self._frames.close()
        self._app.screen.refresh(layout=True)
        self._app.screen.call_after_refresh(self._live)

    def _live(self) -> None:
        if not self.is_over:
            self.is_over = True
            self._keys.open()
            waiting, self._waiting = self._waiting, []
            for call in waiting:
                call()
            self._app.set_timer(REST_SECONDS, self._rest)
        if self._is_complete and self._complete is not None:
            complete, self._complete = self._complete, None
            complete()

    def _rest(self) -> None:
        self._is_at_rest = True
        resting, self._resting = self._resting, []
        for call in resting:
            call()
