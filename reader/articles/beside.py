"""Looking at the files of a large folder in another process: the keys of this one wait for none of it."""

from __future__ import annotations

import os
import sys
import time

from reader.articles.walk import state_of

FRESH_SECONDS = 3.0
"""For so long after it began a look says how the files are."""
_PROGRAM = "from reader.articles.walk import main; main()"


class LookBeside:
    """A look that has begun; it ends by itself, or with this process.

    Args:
        root: The folder.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._began = time.monotonic()
        self._pid, self._answer = _begin(root)

    @property
    def is_fresh(self) -> bool:
        """Whether it began a moment ago."""
        return time.monotonic() - self._began < FRESH_SECONDS

    def state(self) -> bytes:
        """Wait for what comes of it: see `Walk.state`; only once.

        Raises:
            OSError: when the folder cannot be read.
        """
        said = b""
        if self._pid is not None:
            with os.fdopen(self._answer, "rb") as answer:
                said = answer.read()
            os.waitpid(self._pid, 0)
        return said or state_of(self._root)


def _begin(root: str) -> tuple[int | None, int]:
    """Start a process, and return its number and where it says what it found; None where it cannot be."""
    answer, said = os.pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, said, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    words = (sys.executable, "-P", "-c", _PROGRAM, root)
    try:
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=actions), answer
    except (OSError, ValueError):
        os.close(answer)
        return None, -1
    finally:
        os.close(said)
