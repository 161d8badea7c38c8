"""What a command printed, printed again as long as everything that it was made of is as it was.

The answer of a command that reads a library is kept with the state of every file and folder that it was read
from, of the settings, and of Reader's own modules. The next time, those are looked at, which takes some
microseconds each, and not read. Only answers without a complaint are kept, and none while one of those files
is so young that it could change once more without showing it.
"""

from __future__ import annotations

import os
import sys
import time
from zlib import crc32

from reader import __version__
from reader.start.context import file_of, size_of_terminal
from reader.start.picture import MOST_BYTES, keep, read_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COMMANDS = frozenset({"list", "show"})
"""The commands whose answers are kept."""
MOST_FILES = 5_000
"""Of more files it is not looked whether they have changed."""
SETTLED = 2_000_000_000
"""After this many nanoseconds a file that changes once more shows it: file systems count in steps."""

_FORMAT = "reader printed 1"
_State = tuple[int, int, int, int, int]


class Printed:
    """The answer of this process."""

    def __init__(self) -> None:
        self._asked: str | None = None

    def again(self, words: Sequence[str]) -> bool:
        """Print what was printed the last time, where nothing has changed; tell whether it was.

        Args:
            words: The command line behind the program's name.

        Raises:
            OSError: when it cannot be written.
        """
        self._asked = _context(words) if words and words[0] in COMMANDS else None
        path = file_of(self._asked, "printed") if self._asked is not None else None
        content = read_own(path) if path is not None else None
        output = _still_true(content, self._asked) if content is not None and self._asked else None
        if output is None:
            return False
        sys.stdout.flush()
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
        return True

    def keep(self, output: bytes, read: Iterable[str]) -> None:
        """Keep what was printed; where that cannot be done, it is made anew the next time.

        Args:
            output: All of it, with nothing complained of.
            read: Every file and folder that it was read from; one that is not there counts, too.
        """
        path = file_of(self._asked, "printed") if self._asked is not None else None
        if path is None or self._asked is None or len(output) > MOST_BYTES:
            return
        files = sorted({*read, *_own_modules()})
        states = [_state(file) for file in files]
        young = time.time_ns() - SETTLED
        if len(files) > MOST_FILES or any(state[0] > young or state[1] > young for state in states):
            return
        lines = (" ".join(map(str, (*state, file))) for file, state in zip(files, states, strict=True))
        made_of = "\0".join((self._asked, *lines)).encode("utf-8", "surrogateescape")
        body = made_of + output
        try:
            keep(path, f"{_FORMAT} {crc32(body)} {len(made_of)}\n".encode() + body)
        except OSError:
            return


def _context(words: Sequence[str]) -> str:
    """Return everything outside of files that an answer depends on."""
    environment = (f"{name}={value}" for name, value in sorted(os.environ.items()) if _counts(name))
    where = (os.getcwd(), sys.executable, sys.stdout.encoding, str(os.isatty(1)), str(size_of_terminal(1)))
    return "\n".join((__version__, *where, *environment, *words))


def _counts(name: str) -> bool:
    return name.startswith(("LC_", "XDG_", "PYTHON")) or name in {
        *(
            "HOME",
            "USER",
            "LOGNAME",
            "LNAME",
            "USERNAME",
            "LANG",
            "TERM",
            "COLORTERM",
            "NO_COLOR",
            "FORCE_COLOR",
            "COLUMNS",
        )
    }


def _still_true(content: bytes, context: str) -> bytes | None:
    """Return the output of what was kept for a context, if it is whole and nothing has changed."""
    head, _, body = content.partition(b"\n")
    try:
        *name, checksum, length = head.decode().split(" ")
        if " ".join(name) != _FORMAT or int(checksum) != crc32(body):
            return None
        made_for, *files = body[: int(length)].decode("utf-8", "surrogateescape").split("\0")
        if made_for != context:
            return None
        for line in files:
            *state, file = line.split(" ", 5)
            if _state(file) != tuple(map(int, state)):
                return None
    except ValueError:
        return None
    return body[int(length) :]


def _state(path: str) -> _State:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return (-1, -1, -1, -1, -1)
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)


def _own_modules() -> Iterable[str]:
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "reader"]
    return [file for module in modules if (file := getattr(module, "__file__", None))]


PRINTED = Printed()
