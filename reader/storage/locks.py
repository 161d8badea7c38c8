"""One writer at a time, among threads and among processes."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.storage.durable import make_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""How long to wait for another writer, in seconds; one save takes a few hundredths of one."""

POLL = 0.002
"""How long who is next waits before looking again, in seconds."""

TURN_POLL = 0.008
"""How long the others do: a save lasts as long, and looking more often takes the processor's time from it."""

NEXT = ".next.lock"
"""What the file of who is next ends in."""


def locks_in(folder: Path) -> list[Path]:
    """Return the locks that anybody has ever held in a folder."""
    return sorted(path for path in folder.glob("*.lock") if not path.name.endswith(NEXT))


@contextlib.contextmanager
def held(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file at ``path``, which dies with the process that holds it.

    Who is the next to have it holds a second file meanwhile: so a writer that has just finished does not go
    before those who waited, however quickly it comes again.

    Raises:
        ReaderError: when the lock file cannot be made, or somebody else keeps it longer than ``patience``.
    """
    from filelock import FileLock, Timeout

    lock, turn = FileLock(path), FileLock(path.with_suffix(NEXT))
    deadline = time.monotonic() + patience
    try:
        make_folder(path.parent)
        with turn.acquire(timeout=patience, poll_interval=TURN_POLL):
            lock.acquire(timeout=max(0.0, deadline - time.monotonic()), poll_interval=POLL)
    except Timeout as error:
        raise ReaderError(
            "somebody else is saving and does not finish",
            where=str(path),
            remedy="close the other Reader and try again",
        ) from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()
