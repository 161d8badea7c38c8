"""Saving off the screen's thread: in order, one at a time, nothing forgotten when a save fails."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from reader.errors import ConflictError, ReaderError
from reader.session.effects import Save
from reader.session.history import Part
from reader.values import Value

LONGEST_WAIT = 30.0
"""Seconds between two tries of what cannot be saved, at most."""


class Saved(Value):
    """How a save goes on or ended."""

    save: Save
    trouble: ReaderError | None
    waiting: int
    """How many parts of steps are kept in memory because they could not be saved."""
    part: Part | None = None
    """The part that met changes made elsewhere, where one did."""
    became: Part | None = None
    """What was done instead of it."""


class Saver:
    """Keeps what was done, part by part, in the order it was done.

    A part that cannot be saved is kept, and tried again before the next one, and by itself after a while
    that doubles each time; one that conflicts with what is saved is told and let go, since it would never
    succeed.

    Args:
        keep: Makes a part durable, and says what it did; called in the saving thread.
        told: Called from the saving thread when all parts of a save were tried, and for each in trouble.
        first_wait: Seconds after which what could not be saved is tried again for the first time.
    """

    def __init__(
        self, keep: Callable[[Part], Part], told: Callable[[Saved], None], *, first_wait: float = 1.0
    ) -> None:
        self._keep = keep
        self._told = told
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saving")
        self._waiting: deque[tuple[Part, Save, bool]] = deque()
        self._latest: Future[None] | None = None
        self._first_wait = self._wait = first_wait
        self._again: threading.Timer | None = None
        self._closed = False
        self.handed = 0
        """How many parts were handed over."""
        self.done = 0
        """How many parts are on disk or were let go; while it stays the same, nothing was written here."""

    @property
    def waiting(self) -> int:
        """How many parts of steps are not on disk yet."""
        return len(self._waiting)

    @property
    def unsaved(self) -> tuple[Part, ...]:
        """The parts of steps that are not on disk yet, in the order in which they were done."""
        return tuple(part for part, _, _ in tuple(self._waiting))

    def save(self, save: Save) -> None:
        """Hand over a step; returns at once."""
        last = len(save.parts) - 1
        self.handed += len(save.parts)
        self._waiting.extend((part, save, index == last) for index, part in enumerate(save.parts))
        self._latest = self._thread.submit(self._work)

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until everything handed over was tried, and try once more what failed.

        Args:
            timeout: Seconds to wait at most.

        Returns:
            Whether everything is on disk.
        """
        if self._waiting:
            self._latest = self._thread.submit(self._work)
        if self._latest is not None:
            try:
                self._latest.result(timeout)
            except TimeoutError:
                return False
        return not self._waiting

    def close(self) -> None:
        """End the saving thread once its work is done."""
        self._closed = True
        if self._again is not None:
            self._again.cancel()
        self._thread.shutdown(wait=True)

    def _work(self) -> None:
        while self._waiting:
            part, save, last = self._waiting[0]
            try:
                became = self._keep(part)
            except ConflictError as conflict:
                self._let_go()
                self._told(Saved(save, conflict, len(self._waiting)))
                continue
            except ReaderError as trouble:
                self._told(Saved(save, trouble, len(self._waiting)))
                self._try_later()
                return
            self._let_go()
            if became is not part:
                self._told(Saved(save, None, len(self._waiting), part, became))
            elif last:
                self._told(Saved(save, None, len(self._waiting)))

    def _let_go(self) -> None:
        self.done += 1
        self._waiting.popleft()
        self._wait = self._first_wait

    def _try_later(self) -> None:
        """Have what waits tried again after a while, one time for all that came meanwhile."""
        if self._closed or (self._again is not None and self._again.is_alive()):
            return
        self._again = threading.Timer(self._wait, self._retry)
        self._again.daemon = True
        self._again.start()
        self._wait = min(2 * self._wait, LONGEST_WAIT)

    def _retry(self) -> None:
        self._again = None
        if not self._closed and self._waiting:
            try:
                self._latest = self._thread.submit(self._work)
            except RuntimeError:
                return
