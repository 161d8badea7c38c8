"""A worker process: lines go in, lines come out, and somebody watches that they do."""

from __future__ import annotations

import subprocess
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LAST = "last"
"""Has a worker give way to everything else."""
_LAST_LINES = 20
_LONGEST_REASON = 200
_TICK = 0.25
"""How often the watch looks, in seconds. It counts its own looks, so that a stopped terminal job, in which
neither process runs, is no silence."""


class WorkerProcess:
    """A running worker, ended when it is silent for too long.

    Args:
        command: What to start.
        on_line: Called from a thread with each line it writes.
        on_end: Called from a thread when it has ended by itself or by the watch, with why in a few words.
        patience: Returns how long it may be silent at the moment, in seconds; None for ever, while it owes
            nothing.
        on_rest: Called from a thread, again and again, with how long it has owed nothing, in seconds.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        on_line: Callable[[str], None],
        on_end: Callable[[WorkerProcess, str], None],
        patience: Callable[[], float | None],
        on_rest: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self._on_line = on_line
        self._on_end = on_end
        self._patience = patience
        self._on_rest = on_rest
        self._rested = 0.0
        self._silence = 0.0
        self._queued = 0.0
        self._hung = ""
        self._gone = threading.Event()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            close_fds=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    def write(self, line: str) -> None:
        """Pass a line on; one that is gone is noticed where it is listened to."""
        self._silence = 0.0
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write(line)
                self._process.stdin.flush()

    def stop(self) -> None:
        """Have it end, at once but without waiting until it has."""
        self._process.kill()

    def end(self) -> None:
        """End it; returns when it has gone."""
        self.stop()
        self._process.wait()

    def _listen(self) -> None:
        """Hand on what it writes until it ends."""
        last_words: deque[str] = deque(maxlen=_LAST_LINES)
        errors = threading.Thread(target=_keep_last, args=(self._process.stderr, last_words), daemon=True)
        errors.start()
        for line in self._process.stdout or ():
            self._silence = 0.0
            self._on_line(line)
            del line  # It may be long, and the next one a long time coming.
        self._process.wait()
        self._gone.set()
        errors.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            _close(pipe)
        reason = last_words[-1][:_LONGEST_REASON] if last_words else f"exit status {self._process.returncode}"
        self._on_end(self, self._hung or reason)

    def _watch(self) -> None:
        """Kill it when it is silent for longer than it may."""
        while not self._gone.wait(_TICK):
            patience = self._patience()
            spent = max(0.0, _TICK - self._kept_waiting())
            self._silence = self._silence + spent if patience is not None else 0.0
            if patience is not None and self._silence > patience:
                self._hung = f"no sign of life for {patience:.0f} s"
                self._process.kill()
                return
            self._rested = self._rested + _TICK if patience is None else 0.0
            if self._rested:
                self._on_rest(self._rested)

    def _kept_waiting(self) -> float:
        """Return for how many seconds it has waited for a processor since this was asked last.

        On a busy machine, which it gives way to, that is no silence. Told by Linux (proc(5), schedstat).
        """
        try:
            told = Path(f"/proc/{self._process.pid}/schedstat").read_text()
            queued = int(told.split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0
        before, self._queued = self._queued, queued
        return queued - before


def _keep_last(errors: IO[str] | None, last_words: deque[str]) -> None:
    for line in errors or ():
        if line.strip():
            last_words.append(line.strip())


def _close(pipe: IO[str] | None) -> None:
    """Close a pipe whose other end is gone, with whatever was left to write."""
    if pipe is not None:
        with suppress(OSError):
            pipe.close()
