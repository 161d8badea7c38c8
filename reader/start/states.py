"""The state of files, by which it is known that none has changed: nothing here is imported for it."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

State = tuple[int, int, int, int, int]
"""When a file was written and changed last, in nanoseconds, its size, and the two numbers that name it."""

_BYTES, _LARGEST = 8, 0xFFFF_FFFF_FFFF_FFFF
LENGTH = 4 * _BYTES
"""How many bytes the state of a file in a folder has: the times of its writing and changing, size, number."""
_BLOCK = 64 * LENGTH


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
        self._states = [
            (each.st_mtime_ns, each.st_ctime_ns, each.st_size, each.st_ino) for each in self._found
        ]
        self._packed = b""

    @property
    def number(self) -> int:
        """What tells it from what it was or will be.

        Names are not in it: the folder's own state tells of those. A folder that does not change lists its
        files in one order. The number is the same in every process of one interpreter.
        """
        return hash(tuple(self._states))

    @property
    def youngest(self) -> int:
        """When the last of them was written or changed; 0 where there is none."""
        if not self._states:
            return 0
        written, changed = max(self._states)[0], [each[1] for each in self._states]
        return max(written, *changed)

    @property
    def names(self) -> list[str]:
        """What each is called."""
        return [entry.name for entry in self._entries]

    @property
    def packed(self) -> bytes:
        """The state of each, `LENGTH` bytes long."""
        if not self._packed:
            from itertools import chain
            from struct import error, pack

            numbers = [*chain.from_iterable(self._states)]
            try:
                self._packed = pack(f"{len(numbers)}q", *numbers)
            except error:
                self._packed = pack(f"{len(numbers)}Q", *(number & _LARGEST for number in numbers))
        return self._packed

    def since(self, names: Sequence[str], packed: bytes) -> list[tuple[str, int | None, bool]]:
        """Return what is in another state than it was, in the order of their names.

        Args:
            names: What each was called.
            packed: The state of each, as it was.

        Returns:
            Of each its name, what kind of file it is now (`os.stat_result.st_mode`; None where it is gone),
            and whether it is the same one in another state.
        """
        now = self.names
        places: Iterable[tuple[int | None, int | None]]
        places = _differing(packed, self.packed) if now == names else _paired(names, now)
        changed = list[tuple[str, int | None, bool]]()
        for was, at in places:
            states = _state_at(packed, was), _state_at(self.packed, at)
            if states[0] != states[1]:
                name = now[at] if at is not None else names[was or 0]
                mode = self._found[at].st_mode if at is not None else None
                changed.append((name, mode, states[0][-_BYTES:] == states[1][-_BYTES:]))
        return sorted(changed)


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


def _paired(names: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield where each name was and is; None where it is missing."""
    before, after = ({name: at for at, name in enumerate(each)} for each in (names, now))
    return ((before.get(name), after.get(name)) for name in before.keys() | after.keys())


def _differing(before: bytes, now: bytes) -> Iterator[tuple[int, int]]:
    """Yield the places around states that are not the same, among as many in one order."""
    for block in range(0, len(now), _BLOCK):
        if before[block : block + _BLOCK] != now[block : block + _BLOCK]:
            ends = min(block + _BLOCK, len(now)) // LENGTH
            yield from ((at, at) for at in range(block // LENGTH, ends))


def _state_at(packed: bytes, at: int | None) -> bytes:
    return packed[at * LENGTH : (at + 1) * LENGTH] if at is not None else b""
