"""Saving off the screen's thread: in order, one at a time, nothing forgotten when a save fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from reader.errors import ConflictError, ReaderError
from reader.session.effects import Save
from reader.session.history import Part


@dataclass(frozen=True, slots=True)
class Saved:
    """How a save ended."""

    save: Save
    trouble: ReaderError | None
    waiting: int
    """How many parts of steps are kept in memory because they could not be saved."""


class Saver:
    """Keeps what was done, part by part, in the order it was done.

    A part that cannot be saved is kept, and tried again before the next one; one that conflicts with what
    is saved is told and let go, since it would never succeed.

    Args:
        keep: Makes a part durable; called in the saving thread.
        told: Called from the saving thread when all parts of a save were tried, and for each in trouble.
    """

    def __init__(self, keep: Callable[[Part], None], told: Callable[[Saved], None]) -> None:
        self._keep = keep
        self._told = told
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saving")
        self._waiting: deque[tuple[Part, Save, bool]] = deque()
        self._latest: Future[None] | None = None

    @property
    def waiting(self) -> int:
        """How many parts of steps are not on disk yet."""
        return len(self._waiting)

    def save(self, save: Save) -> None:
        """Hand over a step; returns at once."""
        last = len(save.parts) - 1
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
        self._thread.shutdown(wait=True)

    def _work(self) -> None:
        while self._waiting:
            part, save, last = self._waiting[0]
            try:
                self._keep(part)
            except ConflictError as conflict:
                self._waiting.popleft()
                self._told(Saved(save, conflict, len(self._waiting)))
                continue
            except ReaderError as trouble:
                self._told(Saved(save, trouble, len(self._waiting)))
                return
            self._waiting.popleft()
            if last:
                self._told(Saved(save, None, len(self._waiting)))
