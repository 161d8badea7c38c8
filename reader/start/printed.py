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

from reader import __version__
from reader.start.context import file_of, size_of_terminal
from reader.start.picture import keep, read_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.start.kept import Left, Lines
    from reader.start.states import Inside

MOST_FILES = 5_000
"""Of more files that are named one by one it is not looked whether they have changed."""
MOST_OUTPUT = 16_000_000
"""So many bytes are kept of an answer, and of all that it was made of."""
SETTLED = 2_000_000_000
"""After this many nanoseconds a file that changes once more shows it: file systems count in steps."""


class Printed:
    """The answer of this process."""

    def __init__(self) -> None:
        self._asked: str | None = None
        self._began = 0
        self._seen: dict[str, Inside] = {}
        self.left: Left | None = None
        """What was printed the last time, where only articles have changed since."""

    def again(self, words: Sequence[str]) -> bool:
        """Print what was printed the last time, where nothing has changed; tell whether it was.

        Args:
            words: The command line behind the program's name.

        Raises:
            OSError: when it cannot be written.
        """
        self._began, self._seen, self.left = time.time_ns(), {}, None
        self._asked = _context(words)
        path = file_of(self._asked, "printed")
        content = read_own(path, most=MOST_OUTPUT) if path is not None else None
        if content is None:
            return False
        from reader.start.kept import Kept

        try:
            kept = Kept(content, self._asked)
            if not kept.is_true:
                self.left = kept.left()
                return False
        except ValueError:
            return False
        sys.stdout.flush()
        # Past the stream's buffer, where what cannot be written would stay.
        rest = memoryview(kept.output)
        while rest:
            rest = rest[os.write(sys.stdout.fileno(), rest) :]
        if kept.said:
            print(kept.said, end="", file=sys.stderr)
        return True

    def end(self) -> None:
        """Let go of the answer; what is read from now on is for another one."""
        self._asked, self._seen, self.left = None, {}, None

    @property
    def is_being_made(self) -> bool:
        """Whether an answer is being made that could be kept."""
        return self._asked is not None

    def saw(self, folder: str, shown: Sequence[os.DirEntry[str]]) -> None:
        """Take note of a folder of articles that is being read, if an answer is made that could be kept.

        Args:
            folder: Its path; the library's own comes first.
            shown: All that is in it and not hidden, in the order in which it came.
        """
        from reader.start.states import Inside

        if self._asked is not None:
            self._seen[folder] = Inside(shown)

    def keep(
        self,
        output: bytes,
        read: Iterable[str],
        *,
        folders: Iterable[str] = (),
        said: str = "",
        lines: Lines | None = None,
    ) -> bool:
        """Keep what was printed; where that cannot be done, it is made anew the next time.

        Args:
            output: All of it, with nothing wrong.
            read: Every file that it was read from; one that is not there counts, too.
            folders: Folders of which every file that is not hidden counts, beside those that were seen.
            said: What was said beside it, on standard error.
            lines: Of which article each line is, where there is one for each.

        Returns:
            Whether it was kept: all of that had stayed as it was for long enough when the answer was begun.
        """
        path = file_of(self._asked, "printed") if self._asked is not None else None
        insides = self._insides(folders)
        if path is None or insides is None:
            return False
        content = self._content(output, {*read, *insides, *_own_modules()}, insides, said, lines)
        if content is None or len(content) > MOST_OUTPUT:
            return False
        try:
            keep(path, content)
        except OSError:
            return False
        return True

    def _insides(self, folders: Iterable[str]) -> dict[str, Inside] | None:
        """Return what is in some folders and in those that were seen; None where one cannot be read."""
        from reader.start.states import look_inside

        found = {folder: look_inside(folder) for folder in folders}
        sure = {folder: inside for folder, inside in found.items() if inside is not None}
        return {**sure, **self._seen} if len(sure) == len(found) else None

    def _content(
        self, output: bytes, read: Iterable[str], insides: dict[str, Inside], said: str, lines: Lines | None
    ) -> bytes | None:
        """Return what is to be kept; None where one of the files could change once more unseen."""
        from reader.start.kept import encode
        from reader.start.states import state

        files = {file: state(file) for file in sorted(read)}
        changed = [max(each[:2]) for each in files.values()]
        changed += [inside.youngest for inside in insides.values()]
        if len(files) > MOST_FILES or max(changed, default=0) > self._began - SETTLED:
            return None
        rows = (lines, self._seen) if lines is not None and self._seen else None
        return encode(self._asked or "", said, output, files, insides, rows)

    def keep_again(self, left: Left, output: bytes, paths: Sequence[str]) -> None:
        """Keep an answer that was made of the last one.

        Args:
            left: The last one.
            output: What was printed.
            paths: Of which article each line is.
        """
        self._seen = {**left.now}
        lines = left.lines.again(paths)
        self.keep(output, left.files, folders=left.others, said=left.said, lines=lines)


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


def _own_modules() -> Iterable[str]:
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "reader"]
    return [file for module in modules if (file := getattr(module, "__file__", None))]


PRINTED = Printed()
