"""The identity of a long text, found out by another process while this one counts its words.

Python's own SHA-256 takes four times as long as OpenSSL's, which takes 4 MB for as long as a process lives.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from reader.articles.article import text_sha256
from reader.text.pieces import pieces

_PROGRAM = "import hashlib, sys; sys.stdout.write(hashlib.file_digest(open(0, 'rb'), 'sha256').hexdigest())"
_DIGITS = 64


class IdentityBeside:
    """Finds out the identity of a text from now on; without another process, once it is asked for.

    Args:
        text: See `text_sha256`.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pid: int | None = None
        self._answer = -1
        with suppress(OSError, ValueError, AttributeError):  # Only Linux has files in memory alone.
            self._begin()

    def sha256(self) -> str:
        """Wait for it, and return it; only once."""
        said = b""
        if self._pid is not None:
            with os.fdopen(self._answer, "rb") as answer:
                said = answer.read()
            self._end(self._pid)
        return said.decode() if len(said) == _DIGITS else text_sha256(self._text)

    def give_up(self) -> None:
        """End the other process, instead of asking for what it finds out."""
        if self._pid is not None:
            os.close(self._answer)
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._end(self._pid)

    def _end(self, pid: int) -> None:
        """Wait for the end of the other process."""
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)
        self._pid = None

    def _begin(self) -> None:
        with os.fdopen(os.memfd_create("text"), "w+b") as file:
            file.writelines(piece.encode("utf-8", "surrogatepass") for piece in pieces(self._text))
            file.seek(0)
            self._pid, self._answer = _spawn(file.fileno())


def _spawn(file: int) -> tuple[int, int]:
    """Start a process with a file for its input, and return its number and where it answers."""
    answer, said = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, file, 0),
        (os.POSIX_SPAWN_DUP2, said, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    words = (sys.executable, "-I", "-S", "-c", _PROGRAM)
    try:
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=actions), answer
    except BaseException:
        os.close(answer)
        raise
    finally:
        os.close(said)
