"""The terminal while no application has it yet: taken over, painted on, and given back whatever happens.

What is typed meanwhile stays in the terminal's own queue, in the form that the application will read it in,
and is not echoed. `TERMINAL` is the one there is. Nothing here imports more than a bare interpreter has
loaded; `_signal` is what the standard library's `signal` is made of, without its enumerations.
"""

from __future__ import annotations

import os
import sys
import termios
from _signal import SIG_DFL, SIGHUP, SIGINT, SIGSTOP, SIGTERM, SIGTSTP  # type: ignore[import-not-found]
from _signal import default_int_handler as interrupt
from _signal import signal as on_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.start.picture import Row

SCREEN = 2
"""The handle that is painted on; Textual's is the same."""
KEYS = 0

_TAKE = "\x1b[?1049h\x1b[?25l\x1b[?7l"
_GIVE_BACK = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_INPUT, _LOCAL = 0, 3

RESTORE = (
    "".join(f"\x1b[?{mode}l" for mode in (2004, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 2048))
    + "\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Ends what an application can have begun: reports of pastes, mouse, focus and size, the kitty keys; wraps
lines; main screen; cursor."""


class Terminal:
    """A terminal that is taken over at most once."""

    def __init__(self) -> None:
        self.before: list[object] | None = None
        """The settings as they were, once it was taken or watched over; for whoever restores them."""
        self.is_ours = False
        """Whether the second screen is shown with nobody else to leave it."""
        self._is_begun = False
        self._frame = b""

    def take(self, rows: Iterable[Row]) -> bool:
        """Show rows on the second screen and keep what is typed; tell whether that could be done."""
        try:
            self.before = termios.tcgetattr(KEYS)
        except (termios.error, OSError):
            return False
        self.is_ours = True
        self._frame = _bytes_of(rows)
        self._watch()
        self._paint()
        return True

    def watch_over(self) -> None:
        """Have the application's terminal put back when the process is ended before it sees to that itself.

        Called before it writes anything. What was taken over is watched over already.

        Raises:
            termios.error: when there is no terminal.
        """
        self._is_begun = True
        if self.before is None:
            self.before = termios.tcgetattr(KEYS)
            for number in (SIGTERM, SIGHUP):
                on_signal(number, self._end)

    def hand_over(self) -> None:
        """Let the application look after the terminal from now on."""
        self.is_ours = False
        self._frame = b""

    def leave_interrupts(self) -> None:
        """Leave Ctrl-C to the application's loop, which takes it over where Python would raise it."""
        if self.before is not None:
            on_signal(SIGINT, interrupt)

    def give_back(self) -> None:
        """Put the terminal back as it was, unless the application has done that."""
        if not self.is_ours:
            return
        self.is_ours = False
        self.leave_interrupts()
        for number in (SIGTERM, SIGHUP, SIGTSTP):
            on_signal(number, SIG_DFL)
        try:
            _write(_GIVE_BACK.encode())
            self.restore()
        except (OSError, termios.error):
            return

    def wrest(self) -> None:
        """Put the terminal back, whoever writes to it: nothing reaches it behind that by its usual handle.

        Textual writes in a thread of its own, which may hold more than it has written.

        Raises:
            OSError: when nothing can be written.
            termios.error: when the terminal is gone.
        """
        terminal = os.dup(SCREEN)
        os.dup2(os.open(os.devnull, os.O_WRONLY), SCREEN)
        _write(RESTORE.encode(), terminal)
        self.restore()

    def restore(self) -> None:
        """Put the settings back as they were.

        Raises:
            termios.error: when the terminal is gone.
        """
        if self.before is not None:
            termios.tcsetattr(KEYS, termios.TCSANOW, self.before)  # type: ignore[arg-type]  # as it gave them

    def _hush(self) -> None:
        """Have keys kept as they are typed, as Textual does; Ctrl-C and Ctrl-Z stay what they are."""
        settings = termios.tcgetattr(KEYS)
        settings[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        settings[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        termios.tcsetattr(KEYS, termios.TCSANOW, settings)

    def _end(self, number: int, _frame: object) -> None:
        """Restore the terminal, whoever has it, and end as the signal asks for.

        The application takes the signals over a moment after the terminal.
        """
        if self._is_begun:
            try:
                self.wrest()
            except (OSError, termios.error):
                pass
        else:
            self.give_back()
        on_signal(number, SIG_DFL)
        os.kill(os.getpid(), number)

    def _pause(self, _number: int, _frame: object) -> None:
        """Stop as the shell asks for, and go on where it was."""
        if not self.is_ours:
            return
        frame = self._frame
        self.give_back()
        os.kill(os.getpid(), SIGSTOP)
        # From here on it goes on.
        self.is_ours, self._frame = True, frame
        self._watch()
        self._paint()

    def _watch(self) -> None:
        # Raised in the middle of an import, Ctrl-C can be lost there, or crash what is being made.
        on_signal(SIGINT, self._end)
        on_signal(SIGTERM, self._end)
        on_signal(SIGHUP, self._end)
        on_signal(SIGTSTP, self._pause)

    def _paint(self) -> None:
        try:
            self._hush()
            _write(self._frame)
        except (OSError, termios.error):
            return


def is_terminal() -> bool:
    """Tell whether keys come from a terminal and everything goes to one."""
    return all(map(os.isatty, (KEYS, 1, SCREEN))) and sys.platform != "win32"


def _bytes_of(rows: Iterable[Row]) -> bytes:
    lines = (
        f"\x1b[{number}H"
        + "".join(f"\x1b[0;{sgr}m{words}" if sgr else f"\x1b[0m{words}" for sgr, words in row)
        for number, row in enumerate(rows, 1)
    )
    return f"{_TAKE}{''.join(lines)}\x1b[0m\x1b[H".encode()


def _write(data: bytes, handle: int = SCREEN) -> None:
    while data:
        data = data[os.write(handle, data) :]


TERMINAL = Terminal()
