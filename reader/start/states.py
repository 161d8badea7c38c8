"""The state of files, by which it is known that none has changed: nothing here is imported for it."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

State = tuple[int, int, int, int, int]
"""When a file was written and changed last, in nanoseconds, its size, and the two numbers that name it."""


def state(path: str) -> State:
    """Return the state of a file; -1 for each number where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return (-1, -1, -1, -1, -1)
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)


class Inside:
    """All that is in a folder and not hidden, in the order in which the system tells it.

    Args:
        entries: What there is; of a link what it leads to counts, if that is there.
    """

    def __init__(self, entries: Sequence[os.DirEntry[str]]) -> None:
        self._entries = entries
        try:
            self._found = [*map(os.DirEntry.stat, entries)]
        except OSError:
            self._found = [*map(_status, entries)]

    @property
    def number(self) -> int:
        """What tells it from what it was or will be.

        Names are not in it: the folder's own state tells of those. A folder that does not change lists its
        files in one order. The number is the same in every process of one interpreter.
        """
        return hash(
            tuple([(each.st_mtime_ns, each.st_ctime_ns, each.st_size, each.st_ino) for each in self._found])
        )

    @property
    def youngest(self) -> int:
        """When the last of them was written or changed; 0 where there is none."""
        return max((max(each.st_mtime_ns, each.st_ctime_ns) for each in self._found), default=0)

    @property
    def modes(self) -> dict[str, int]:
        """What kind of file each is, by name: `os.stat_result.st_mode`."""
        return {entry.name: each.st_mode for entry, each in zip(self._entries, self._found, strict=True)}

    @property
    def told(self) -> list[str]:
        """Each in words, its name behind its state."""
        return [
            f"{each.st_mtime_ns} {each.st_ctime_ns} {each.st_size} {each.st_ino} {entry.name}"
            for entry, each in zip(self._entries, self._found, strict=True)
        ]


def look_inside(folder: str) -> Inside | None:
    """Return what is in a folder; None where it cannot be read."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        # Names are looked up from the open folder, which is quicker than from the root.
        with os.scandir(handle) as entries:
            return Inside([entry for entry in entries if not entry.name.startswith(".")])
    except OSError:
        return None
    finally:
        os.close(handle)


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the status of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)
