"""The terminal under the app: taken over where the first screen stands already, read when asked, given back.

Textual's driver for terminals is extended here by what is public of it: it enters the second screen again
though that is shown, begins to read keys before there is anything to have them, waits a tenth of a second and
more for its own thread when it ends, and leaves a mode behind.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import termios
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.start.terminal import TERMINAL
from reader.tui.typed import together

ENTER = "\x1b[?1049h"
"""Shows the second screen, and remembers the place on the first one."""
PIXELS_OFF = "\x1b[?1016l"
"""Ends reports of the mouse in pixels, which Textual begins with reports of the size in the input."""
LONGEST_TICK = 0.1
"""Seconds between two looks whether an escape is a key of its own."""


class Gate:
    """Opens once; whoever waits for it is told then."""

    def __init__(self) -> None:
        self.is_open = False
        self._waiting: Callable[[], object] | None = None

    def open(self) -> None:
        """Let everything through from now on."""
        self.is_open = True
        if self._waiting is not None:
            self._waiting()

    def wait(self, told: Callable[[], object]) -> None:
        """Have a function called when it opens, at once where it is open."""
        self._waiting = told
        if self.is_open:
            told()


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, which takes over what stands on the screen."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._gate: Gate = getattr(app, "keys", None) or _opened()
        self._woken, self._waker = os.pipe()
        self._is_leaving = False
        self._is_taken_over = TERMINAL.is_ours
        self._reader = app
        self._app_loop = asyncio.get_running_loop()
        self._together: list[Message] | None = None
        self._arrived: deque[Message] = deque()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Have what is sent to the app meanwhile come there together: keys typed ahead have one frame.

        Called in the thread that reads keys, the only one that sends anything.
        """
        together: list[Message] = []
        self._together = together
        try:
            yield
        finally:
            self._together = None
            if together:
                self._arrived.extend(together)
                self._app_loop.call_soon_threadsafe(self._post_all)

    def send_message(self, message: Message) -> None:
        """Send a message to the app, or keep it for those that come with it."""
        if self._together is None:
            super().send_message(message)
        else:
            self._together.append(message)

    def _post_all(self) -> None:
        """Hand on all that has come by now: with what was waited for, what came behind it meanwhile."""
        arrived = [self._arrived.popleft() for _ in range(len(self._arrived))]
        for message in together(arrived):
            self._reader.post_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal, but do not enter the screen that is shown already."""
        if data == ENTER and self._is_taken_over:
            self._is_taken_over = False
            return
        super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, with the first screen on it where that is shown."""
        self._is_leaving = False
        with suppress(termios.error, OSError):
            TERMINAL.watch_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if TERMINAL.before is not None:
            self.attrs_before = TERMINAL.before
        TERMINAL.hand_over()

    def disable_input(self) -> None:
        """End the reading of keys, at once."""
        self._is_leaving = True
        self._wake()
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.write(PIXELS_OFF)
        super().stop_application_mode()

    def moments(self) -> Iterator[bool]:
        """Yield from time to time whether there are keys to read; called in the thread that reads them.

        Nothing is yielded before keys may be read, and it ends when the input is to end.
        """
        with selectors.SelectSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            self._gate.wait(self._wake)
            is_reading = False
            while not self._is_leaving:
                if self._gate.is_open and not is_reading:
                    selector.register(self.fileno, selectors.EVENT_READ)
                    is_reading = True
                ready = {key.fd for key, _ in selector.select(LONGEST_TICK if is_reading else None)}
                if self._woken in ready:
                    os.read(self._woken, 1024)
                if is_reading:
                    yield self.fileno in ready

    def _wake(self) -> None:
        with suppress(OSError):
            os.write(self._waker, b".")


def _opened() -> Gate:
    gate = Gate()
    gate.open()
    return gate
