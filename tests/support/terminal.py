"""A terminal of our own: the installed program in a pseudo-terminal, its screen read back by pyte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b\[\?[0-9;]*u")
"""Questions and settings that pyte takes for other sequences."""

TRUE_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}

KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "ctrl+r": "\x12", "ctrl+o": "\x0f", "down": "\x1b[B"}


class Terminal:
    """The program in a pseudo-terminal of a given size, with what tells it the kind of terminal."""

    def __init__(
        self,
        command: list[str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path,
        kind: Mapping[str, str] = TRUE_COLOURS,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.pid, self.fd = os.forkpty()
        if self.pid == 0:
            os.chdir(cwd)
            # An environment of its own: readline, once imported, sets LINES and COLUMNS behind Python's back.
            kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "COLORTERM")}
            os.execve(command[0], command, {**kept, **kind, "LANG": "C.UTF-8"})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._rest = b""

    def read(self, seconds: float) -> bool:
        """Take in what the program wrote within some seconds; tell whether there was anything."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        data = PRIVATE.sub(b"", self._rest + data)
        cut = data.rfind(b"\x1b", max(0, len(data) - 32))
        self._rest = data[cut:] if cut >= 0 and not re.search(rb"[a-zA-Z]", data[cut + 2 :]) else b""
        self.stream.feed(data[: len(data) - len(self._rest)])
        return bool(data)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, wanted: str | Callable[[str], bool], *, seconds: float = 30) -> str:
        """Wait until words stand on the screen, or something holds of it."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        deadline = time.monotonic() + seconds
        while not holds(self.text):
            if time.monotonic() > deadline:
                raise AssertionError(f"never came: {wanted!r}; the screen shows\n{self.text}")
            self.read(0.1)
        return self.text

    def type(self, *keys: str) -> None:
        """Press keys, by name or as they are."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())
            # A lone escape is told from the start of a sequence by the pause behind it.
            while self.read(0.3 if key == "escape" else 0.03):
                pass

    def wait_end(self, *, seconds: float = 15) -> int:
        """Wait until the program has ended and return its exit status."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                while self.read(0.05):
                    pass
                return os.waitstatus_to_exitcode(status)
            self.read(0.05)
        raise AssertionError(f"the program does not end; the screen shows\n{self.text}")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self.fd)
        self.fd = -1

    def close(self) -> None:
        """End whatever is left."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)
