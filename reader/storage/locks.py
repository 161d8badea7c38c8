"""One writer at a time, among threads and among processes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.storage.durable import make_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""How long to wait for another writer, in seconds; one save takes a few hundredths of one."""


@contextlib.contextmanager
def held(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file at ``path``, which dies with the process that holds it.

    Raises:
        ReaderError: when the lock file cannot be made, or somebody else keeps it longer than ``patience``.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        make_folder(path.parent)
        lock.acquire(timeout=patience, poll_interval=0.005)
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
