"""One program in a pseudo-terminal: what it writes is stamped on arrival and looked at later, in silence.

Reading a screen back is slow, so nothing is parsed while the program writes: each piece keeps the time at
which it came, and the words it put on the screen are as old as that. Silence is 0.1 s without output in which
the main process is idle too, as a program that computes without a word is not done; one that would compute
but gets no core is not idle.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

QUIET = 0.1
"""Seconds of silence after which a program has settled."""
IDLE = 0.3
"""The share of a core below which the main process counts as idle."""
BREATH = 0.004
"""Seconds of silence before what came is parsed."""
SLICE = 2048

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+f": "\x06",
}
_UNREAD = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1bP.*?\x1b\\", re.DOTALL
)
"""Questions and settings that pyte takes for something else."""
_BEGUN = re.compile(rb"\x1b(?:[^a-zA-Z\x07\\]*|P[^\x1b]*)\Z", re.DOTALL)
_ASKED = re.compile(rb"\x1b\[(?P<what>c|0c|>c|>0c|6n|\?(?P<mode>\d+)\$p)|\x1b\](?P<colour>1[01]);\?")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_LEFT_OFF = {
    b"1049": "alternate screen",
    b"1000": "mouse",
    b"1002": "mouse drags",
    b"1003": "mouse moves",
    b"1006": "mouse as text",
    b"1016": "mouse in pixels",
    b"1004": "focus",
    b"2004": "marked pastes",
    b"2026": "held frames",
    b"2048": "sizes in band",
}


@dataclass(frozen=True, slots=True)
class Waited:
    """What came while somebody waited; times are those of `time.perf_counter`, None for what did not come."""

    first: float | None
    """When the first byte came."""
    seen: float | None
    """When the words that were waited for stood on the screen."""
    settled: float | None
    """When the last byte before the silence came."""
    pieces: tuple[tuple[float, int], ...]
    """When each piece came, and its bytes."""

    @property
    def size(self) -> int:
        """The bytes in all."""
        return sum(size for _, size in self.pieces)


class Session:
    """A program in a pseudo-terminal of its own.

    Args:
        command: Its words, the first a path.
        env: What it has beside the environment.
        cwd: Where it runs.
        columns, rows: The size of the terminal.
    """

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path, columns: int = 120, rows: int = 40
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._rest = b""
        self._modes: dict[bytes, bytes] = {}
        self.pieces: list[tuple[float, int]] = []
        self.master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._before = termios.tcgetattr(self._slave)
        unset = {"COLUMNS", "LINES", "TMUX", "TERM_PROGRAM", "NO_COLOR", "VIRTUAL_ENV"}
        # Without compiled modules a Python program compiles all of them at each start.
        unset.add("PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(command, kept | terminal | dict(env), cwd)
        self.ended: tuple[float, int] | None = None

    def _become(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        try:
            os.setsid()
            fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(self._slave, number)
            os.closerange(3, 256)
            os.chdir(cwd)
            os.execve(command[0], list(command), dict(env))
        except OSError as error:
            os.write(2, f"{command[0]}: {error}\n".encode())
        os._exit(127)

    @property
    def text(self) -> str:
        """What stands on the screen, as far as it was parsed."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, key: str) -> float:
        """Press a key, by name or as it is, and return when."""
        at = time.perf_counter()
        with suppress(OSError):
            os.write(self.master, KEYS.get(key, key).encode())
        return at

    def wait(self, words: str | None = None, *, since: float | None = None, seconds: float = 30) -> Waited:
        """Wait until words (a pattern) stand on the screen, and then for silence."""
        since = self.began if since is None else since
        start, deadline = len(self.pieces), time.perf_counter() + seconds
        wanted = re.compile(words) if words else None
        seen = since if wanted is not None and wanted.search(self.text) else None
        idle_from, used = time.perf_counter(), self._processor()
        while (now := time.perf_counter()) < deadline:
            last = self.pieces[-1][0] if self.pieces else self.began
            if self._waiting:
                if not self.take(max(0.0, BREATH - (now - last))) and time.perf_counter() - last >= BREATH:
                    at = self._parse()
                    if wanted is not None and seen is None and wanted.search(self.text):
                        seen = at
                continue
            if self.ended is not None and not self.take(0):
                break
            silent = now - max(last, since, idle_from)
            if silent < QUIET or (wanted is not None and seen is None):
                self.take(max(0.001, min(QUIET - silent, QUIET)) if silent < QUIET else 0.02)
                continue
            busy = self._processor() - used
            if busy < IDLE * (now - idle_from) and not self._waits_for_a_core():
                break
            idle_from, used = now, self._processor()
        came = tuple(self.pieces[start:])
        return Waited(came[0][0] if came else None, seen, came[-1][0] if came else None, came)

    def take(self, seconds: float) -> bool:
        """Take in what comes within some seconds, and tell whether anything did."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            self._look_for_end()
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            self._look_for_end()
            return False
        at = time.perf_counter()
        self.pieces.append((at, len(data)))
        self._waiting.append((at, data))
        self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        """Answer what a program asks of its terminal as xterm does."""
        for modes, state in _MODES.findall(data):
            self._modes |= dict.fromkeys(modes.split(b";"), state)
        for asked in _ASKED.finditer(data):
            if asked["mode"]:
                answer = b"\x1b[?%b;0$y" % asked["mode"]
            elif asked["colour"]:
                answer = b"\x1b]%b;rgb:0000/0000/0000\x1b\\" % asked["colour"]
            elif asked["what"] == b"6n":
                answer = b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1)
            else:
                answer = b"\x1b[>41;380;0c" if b">" in asked["what"] else b"\x1b[?64;1;2;6;22c"
            os.write(self.master, answer)

    def _parse(self) -> float:
        """Parse a slice of what came, and return when it had come."""
        at, data = self._waiting.popleft()
        if len(data) > SLICE:
            self._waiting.appendleft((at, data[SLICE:]))
        data = self._rest + data[:SLICE]
        begun = _BEGUN.search(data)
        self._rest = data[begun.start() :] if begun else b""
        self._stream.feed(_UNREAD.sub(b"", data[: begun.start()] if begun else data))
        return at

    def _processor(self) -> float:
        """Return the seconds of processor time that the main process has used."""
        with suppress(OSError):
            return time.clock_gettime((~self.pid << 3) | 2)
        return 0.0

    def _waits_for_a_core(self) -> bool:
        """Tell whether the main process would compute if others left it a core."""
        with suppress(OSError):
            tasks = Path(f"/proc/{self.pid}/task").glob("*/stat")
            return any(task.read_text().rpartition(")")[2].split()[0] == "R" for task in tasks)
        return False

    def _look_for_end(self) -> None:
        if self.ended is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.ended = time.perf_counter(), os.waitstatus_to_exitcode(status)

    def memory(self) -> float:
        """Return the most memory that the main process has had, in MB."""
        with suppress(OSError):
            found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
            if found:
                return int(found[1]) / 1024
        return 0.0

    def leave(self, keys: Sequence[str], *, seconds: float = 10) -> tuple[float | None, tuple[str, ...]]:
        """Quit by keys; return the seconds it took, None where it had to be killed, and what stayed set."""
        at = time.perf_counter()
        for key in keys:
            at = self.press(key)
            deadline = at + (seconds if key == keys[-1] else 0.5)
            while self.ended is None and time.perf_counter() < deadline:
                self.take(0.001)
        took = self.ended[0] - at if self.ended else None
        if self.ended is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        while self.take(0.02):
            pass
        left = [name for mode, name in _LEFT_OFF.items() if self._modes.get(mode) == b"h"]
        left += ["cursor"] if self._modes.get(b"25") == b"l" else []
        left += ["line settings"] if termios.tcgetattr(self._slave) != self._before else []
        os.close(self.master)
        os.close(self._slave)
        return took, tuple(left)
