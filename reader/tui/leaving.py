"""Leaving in order when the terminal is closed or the system asks for it: Textual does neither.

On SIGTERM and SIGHUP, and when the terminal is gone, what is being written is saved, the terminal is put
back as it was, and the process ends within a second, whatever else hangs.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING, NoReturn

from textual.app import SuspendNotSupported

from reader.start.terminal import TERMINAL

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

GRACE_SECONDS = 0.6
"""How long the app may take to leave by itself."""
READING = "reading the list"
LOOKING = "looking at the files"
UNAWAITED = frozenset((READING, LOOKING))
"""The groups of threads that only make what can be made again: nobody waits for them in the end."""
LOOK_SECONDS = 0.3
"""How often it is looked whether the terminal is still there."""


def end(status: int) -> NoReturn:
    """End the process at once, everything being saved and every thread done with its work.

    The interpreter would look through all there is in memory before it goes.

    Raises:
        SystemExit: where what is written to standard output cannot be.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        raise SystemExit(status) from None
    os._exit(status)


def end_at_once(app: ReaderApp, status: int) -> None:
    """Give the terminal back, close everything and end the process, without taking the app apart.

    Textual removes each widget before it ends, which takes longer than all the rest. Nothing happens where
    something is still done beside the screen, which Textual waits for; only looking at files may be cut off.
    """
    if any(not worker.is_finished and worker.group not in UNAWAITED for worker in app.workers):
        return
    with contextlib.suppress(SuspendNotSupported), app.suspend():
        app.close_down()
        end(status)


class Watch:
    """Looks after signals and the terminal for one app.

    Args:
        app: The app to end.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._leaving = False
        self._input = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
        self._has_terminal = self._is_there()

    def begin(self) -> None:
        """Take the signals over and look at the terminal from time to time."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._leave, 128 + number)
        if self._has_terminal:
            self._app.set_interval(LOOK_SECONDS, self._look)

    def _is_there(self) -> bool:
        try:
            termios.tcgetattr(self._input)
        except (termios.error, OSError):
            return False
        return True

    def _look(self) -> None:
        if not self._is_there():
            self._leave(128 + signal.SIGHUP)

    def _leave(self, status: int) -> None:
        if self._leaving:
            return
        self._leaving = True
        threading.Thread(target=self._end, args=(status,), daemon=True).start()
        self._app.keep_everything()
        self._app.exit(status, return_code=status)

    def _end(self, status: int) -> None:
        time.sleep(GRACE_SECONDS)
        self._app.end_analysis()
        with contextlib.suppress(termios.error, OSError):
            TERMINAL.wrest()
        os._exit(status)
