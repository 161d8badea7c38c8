"""What a disk may hold after the power went, by the system calls that had been made until then.

After Pillai and others, "All File Systems Are Not Created Equal" (OSDI 2014), in its weakest form: a file
keeps for certain what was flushed; of what was written since, nothing, a half, zeros in its place or all of
it. A folder keeps for certain the names it had when it was flushed; of the changes since, any of them may
be lost, in any combination. A renaming is one change, seen whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePosixPath

from faults.recording import Call

TEMPORARY = ".tmp"
"""How the names end of what nobody reads; it may be left behind."""
FOLDER = -1
"""Stands for a folder where a file has its number."""
MOST_PENDING = 8
"""More changes of names than this are not combined: a save that needs so many is wrong by itself."""

State = tuple[tuple[str, bytes | None], ...]
"""Every name with its content, None for a folder."""


@dataclass
class _File:
    flushed: bytes = b""
    written: bytes = b""

    def contents(self) -> tuple[bytes, ...]:
        """What may stand in it after a crash."""
        if self.written == self.flushed:
            return (self.flushed,)
        new = self.written[len(self.flushed) :]
        ends = (b"", new[: len(new) // 2], bytes(len(new)), new)
        return tuple(dict.fromkeys(self.flushed + end for end in ends))


Change = tuple[tuple[str, int | None], ...]
"""Names that are given (to which file) and taken away by one call."""


@dataclass
class Disk:
    """Files by number, names for certain, and the changes of names that are not flushed yet."""

    files: list[_File] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)

    def do(self, call: Call) -> None:
        """Make a call."""
        match call.kind:
            case "mkdir":
                self._change((call.path, FOLDER))
            case "create":
                self.files.append(_File())
                self._change((call.path, len(self.files) - 1))
            case "write":
                self.files[self.now[call.path]].written += call.data
            case "flush":
                file = self.files[self.now[call.path]]
                file.flushed = file.written
            case "flush folder":
                self._flush(PurePosixPath(call.path))
            case "link":
                self._change((call.to, self.now[call.path]))
            case "rename":
                self._change((call.to, self.now[call.path]), (call.path, None))
            case "unlink":
                self._change((call.path, None))

    def states(self) -> Iterator[State]:
        """Return everything that may be there if the power goes now."""
        pending = [change for change in self.pending if any(_is_read(name) for name, _ in change)]
        assert len(pending) <= MOST_PENDING, pending
        for kept in product((True, False), repeat=len(pending)):
            names = dict(self.names)
            for change, is_kept in zip(pending, kept, strict=True):
                if is_kept:
                    _apply(names, change)
            found = sorted(name for name in names if _is_read(name) and _reachable(name, names))
            unsure = sorted({names[name] for name in found} - {FOLDER})
            for contents in product(*(self.files[number].contents() for number in unsure)):
                by_number: dict[int, bytes | None] = dict(zip(unsure, contents, strict=True))
                yield tuple((name, by_number.get(names[name])) for name in found)

    def _change(self, *change: tuple[str, int | None]) -> None:
        _apply(self.now, change)
        self.pending.append(change)

    def _flush(self, folder: PurePosixPath) -> None:
        left = []
        for change in self.pending:
            if PurePosixPath(change[0][0]).parent == folder:
                _apply(self.names, change)
            else:
                left.append(change)
        self.pending = left


def _apply(names: dict[str, int], change: Change) -> None:
    for name, number in change:
        if number is None:
            names.pop(name, None)
        else:
            names[name] = number


def _is_read(name: str) -> bool:
    return not name.endswith(TEMPORARY)


def _reachable(name: str, names: dict[str, int]) -> bool:
    return all(str(parent) in names for parent in PurePosixPath(name).parents if str(parent) != ".")


def crash_states(calls: Sequence[Call]) -> Iterator[tuple[int, State]]:
    """Return what a crash at any instant may leave, each once, with how many saves were confirmed by then."""
    disk, confirmed, seen = Disk(), 0, set()
    for call in (*calls, None):
        for state in disk.states():
            if (confirmed, state) not in seen:
                seen.add((confirmed, state))
                yield confirmed, state
        if call is not None:
            disk.do(call)
            confirmed += call.kind == "confirm"


def final_state(calls: Sequence[Call]) -> State:
    """Return what is there when nothing is lost."""
    disk = Disk()
    for call in calls:
        disk.do(call)
    files = ((name, None if n == FOLDER else disk.files[n].written) for name, n in disk.now.items())
    return tuple(sorted(files))


def materialise(state: State, root: Path) -> None:
    """Make the files of a state in an empty folder."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in state:
        if content is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(content)
