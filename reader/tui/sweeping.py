"""Collecting garbage while nobody waits.

Python looks for garbage in the middle of whatever runs, through everything that lives: in a long article
with many names a key now and then would take ten times as long as the others. So it is left to moments in
which no key was pressed for a while, and what has been looked through is not looked through again.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

YOUNGEST = 20_000
"""How many objects are made before Python looks through those by itself; it takes a millisecond or two."""
MADE = 2_000
"""How many objects must have been made for it to be worth a look."""
SWITCH_SECONDS = 0.0005
"""How long a thread beside the screen's goes on before that gets its turn."""
LOOK_SECONDS = 1.0
REST_SECONDS = 0.7
"""For how long no key must have been pressed."""


class Sweeping:
    """Looks for garbage when no key was pressed for a while.

    Args:
        app: Whose keys.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._pressed = 0.0

    def begin(self) -> None:
        """Take it over from Python, and leave out what lives already: it stays until the end.

        What saves and what takes up findings, in threads of their own, gives way sooner than usual as well.
        """
        gc.freeze()
        gc.enable()
        gc.set_threshold(YOUNGEST, 50, 100)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._app.set_interval(LOOK_SECONDS, self._look)

    def pressed(self) -> None:
        """Take note that a key was pressed."""
        self._pressed = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._pressed < REST_SECONDS:
            return
        young, middle, _ = gc.get_count()
        if middle or young > MADE:
            gc.collect()
            gc.freeze()
