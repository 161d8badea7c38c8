"""What a command printed, printed again as long as everything that it was made of is as it was.

The answer of a command that reads a library is kept with the state of every file and folder that it was read
from, of the settings, and of Reader's own modules. The next time, those are looked at, which takes some
microseconds each, and not read; the files of a folder are gone through in one pass, and one number is kept
of them all. Only answers with nothing wrong are kept, and none while one of those files is so young that it
could change once more without showing it.
"""

from __future__ import annotations

import os
import sys
import time
from zlib import crc32

from reader import __version__
from reader.start.context import file_of, size_of_terminal
from reader.start.picture import keep, read_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_FILES = 5_000
"""Of more files that are named one by one it is not looked whether they have changed."""
MOST_OUTPUT = 16_000_000
"""So many bytes are kept of an answer, and of all that it was made of."""
SETTLED = 2_000_000_000
"""After this many nanoseconds a file that changes once more shows it: file systems count in steps."""

_FORMAT = "reader printed 3"
_State = tuple[int, int, int, int, int]
_Inside = tuple[tuple[int, int, int, int], ...]


class Printed:
    """The answer of this process."""

    def __init__(self) -> None:
        self._asked: str | None = None
        self._began = 0
        self._seen: dict[str, _Inside] = {}

    def again(self, words: Sequence[str]) -> bool:
        """Print what was printed the last time, where nothing has changed; tell whether it was.

        Args:
            words: The command line behind the program's name.

        Raises:
            OSError: when it cannot be written.
        """
        self._began, self._seen = time.time_ns(), {}
        self._asked = _context(words)
        path = file_of(self._asked, "printed")
        content = read_own(path, most=MOST_OUTPUT) if path is not None else None
        kept = _still_true(content, self._asked) if content is not None else None
        if kept is None:
            return False
        output, said = kept
        sys.stdout.flush()
        # Past the stream's buffer, where what cannot be written would stay.
        rest = memoryview(output)
        while rest:
            rest = rest[os.write(sys.stdout.fileno(), rest) :]
        if said:
            print(said, end="", file=sys.stderr)
        return True

    @property
    def is_being_made(self) -> bool:
        """Whether an answer is being made that could be kept."""
        return self._asked is not None

    def saw(self, folder: str, shown: Sequence[os.DirEntry[str]]) -> None:
        """Take note of a folder that is being read, if an answer is being made that could be kept.

        Args:
            folder: Its path.
            shown: All that is in it and not hidden, in the order in which it came.
        """
        if self._asked is not None:
            self._seen[folder] = _states(shown)

    def keep(
        self, output: bytes, read: Iterable[str], *, folders: Iterable[str] = (), said: str = ""
    ) -> None:
        """Keep what was printed; where that cannot be done, it is made anew the next time.

        Args:
            output: All of it, with nothing wrong.
            read: Every file that it was read from; one that is not there counts, too.
            folders: Folders of which every file that is not hidden counts, beside those that were seen.
            said: What was said beside it, on standard error.
        """
        path = file_of(self._asked, "printed") if self._asked is not None else None
        if path is None or self._asked is None:
            return
        insides = {**{folder: _inside(folder) for folder in folders}, **self._seen}
        files = sorted({*read, *insides, *_own_modules()})
        states = [*map(_state, files)]
        changed = [
            *(max(state[:2]) for state in states),
            *(max(state[:2]) for inside in insides.values() for state in inside),
        ]
        if len(files) > MOST_FILES or max(changed, default=0) > self._began - SETTLED:
            return
        lines = (" ".join(map(str, (*state, file))) for file, state in zip(files, states, strict=True))
        totals = (f"{hash(inside)} {folder}" for folder, inside in insides.items())
        made_of = "\0".join((self._asked, said, str(len(files)), *lines, *totals)).encode(
            "utf-8", "surrogateescape"
        )
        body = made_of + output
        if len(body) > MOST_OUTPUT:
            return
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


def _still_true(content: bytes, context: str) -> tuple[bytes, str] | None:
    """Return what was printed and said for a context, if it was kept whole and nothing has changed."""
    head, _, body = content.partition(b"\n")
    try:
        *name, checksum, length = head.decode().split(" ")
        if " ".join(name) != _FORMAT or int(checksum) != crc32(body):
            return None
        made_for, said, files, *lines = body[: int(length)].decode("utf-8", "surrogateescape").split("\0")
        if made_for != context:
            return None
        is_true = all(map(_is_as_it_was, lines[: int(files)])) and all(
            map(_holds_the_same, lines[int(files) :])
        )
    except ValueError:
        return None
    return (body[int(length) :], said) if is_true else None


def _is_as_it_was(line: str) -> bool:
    *state, file = line.split(" ", 5)
    return _state(file) == tuple(map(int, state))


def _holds_the_same(line: str) -> bool:
    total, folder = line.split(" ", 1)
    return hash(_inside(folder)) == int(total)


def _state(path: str) -> _State:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return (-1, -1, -1, -1, -1)
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)


def _inside(folder: str) -> _Inside:
    """Return the states of all that is in a folder and not hidden; of nothing where it cannot be read.

    Names are not in it: the folder's own state tells of those. A folder that does not change lists its files
    in one order. The hash is the same in every process of one interpreter, which is part of what is asked.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ()
    try:
        # Names are looked up from the open folder, which is quicker than from the root.
        with os.scandir(handle) as entries:
            return _states([entry for entry in entries if not entry.name.startswith(".")])
    except OSError:
        return ()
    finally:
        os.close(handle)


def _states(entries: Sequence[os.DirEntry[str]]) -> _Inside:
    try:
        found = [*map(os.DirEntry.stat, entries)]
    except OSError:
        found = [*map(_status, entries)]
    return tuple([(each.st_mtime_ns, each.st_ctime_ns, each.st_size, each.st_ino) for each in found])


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the status of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _own_modules() -> Iterable[str]:
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "reader"]
    return [file for module in modules if (file := getattr(module, "__file__", None))]


PRINTED = Printed()
