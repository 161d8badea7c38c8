"""Collecting garbage while nobody waits.

Python looks for garbage in the middle of whatever runs, through everything that lives: in a long article
with many names a key now and then would take ten times as long as the others. So it is left to moments in
which no key was pressed for a while, and what has been looked through is not looked through again while the
screens that were there then are there. Prompts come and go: each is garbage in a circle when it has gone.
"""

from __future__ import annotations

import gc
import sys
import time
import weakref
from typing import TYPE_CHECKING, Any

from reader.tui.inside import forget_drawn

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

YOUNGEST = 20_000
"""How many objects are made before Python looks through those by itself; it takes a millisecond or two."""
MADE = 2_000
"""How many objects must have been made for it to be worth a look."""
SWITCH_SECONDS = 0.0005
"""How long a thread beside the screen's goes on before that gets its turn."""
LOOK_SECONDS = 1.0
SOON_SECONDS = 0.15
"""How long after a prompt has gone it is looked for: until then it is being taken down."""
BREATH_SECONDS = 0.05
"""For how long no key must have been pressed for a look at what is new, and the old where that is little."""
FEW = 30_000
"""How many old objects, not left out, are looked through in such a breath: a hundredth of a second's work."""
REST_SECONDS = 0.7
"""The same for a look at all that was not left out."""
LONG_REST_SECONDS = 60.0
"""The same for one at everything, once: widgets may have gone from a screen that stays."""


class Sweeping:
    """Looks for garbage when no key was pressed for a while.

    Args:
        app: Whose keys.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._pressed = 0.0
        self._looked_through = 0.0
        self._standing: list[weakref.ref[Screen[Any]]] = []
        self._begun = False

    def begin(self) -> None:
        """Take it over from Python, and leave out what lives already: it stays until the end.

        What saves and what takes up findings, in threads of their own, gives way sooner than usual as well.
        """
        self._leave_out()
        gc.enable()
        gc.set_threshold(YOUNGEST, 50, 100)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._app.set_interval(LOOK_SECONDS, self.look)
        self._begun = True

    def pressed(self) -> None:
        """Take note that a key was pressed."""
        self._pressed = time.monotonic()

    def uncovered(self) -> None:
        """Look soon, for what lay over a screen and has gone."""
        if self._begun:
            self._app.set_timer(SOON_SECONDS, self.look)

    def look(self) -> None:
        """Look for garbage, as far as there is time for it."""
        rest = time.monotonic() - self._pressed
        young, middle, old = gc.get_count()
        if rest < BREATH_SECONDS or not (middle or old or young > MADE or self._is_due(rest)):
            return
        forget_drawn()
        if rest < REST_SECONDS:
            # A prompt that was looked through while it stood counts as old when it goes.
            gc.collect(2 if len(gc.get_objects(2)) < FEW else 1)
            return
        if self._has_gone or self._is_due(rest):
            gc.unfreeze()
            self._standing = []
            self._looked_through = time.monotonic()
        gc.collect()
        if not any(screen.is_modal for screen in self._app.screen_stack):
            self._leave_out()

    def _is_due(self, rest: float) -> bool:
        """Tell whether everything is to be looked through after so many seconds."""
        return rest >= LONG_REST_SECONDS and self._looked_through < self._pressed

    @property
    def _has_gone(self) -> bool:
        """Whether a screen that was left out is there no more."""
        stack = self._app.screen_stack
        screens = (each() for each in self._standing)
        return any(screen is not None and screen not in stack for screen in screens)

    def _leave_out(self) -> None:
        """Leave out from now on what lives."""
        gc.freeze()
        self._standing = [weakref.ref(screen) for screen in self._app.screen_stack]
