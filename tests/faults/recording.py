"""The system calls by which saves change a folder, recorded while real code makes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from unittest.mock import patch

Kind = Literal["mkdir", "create", "write", "flush", "flush folder", "link", "rename", "unlink", "confirm"]


@dataclass(frozen=True)
class Call:
    """A system call that changed something, or a save that was confirmed."""

    kind: Kind
    path: str = ""
    """Relative to the folder; of a link and of a renaming the name that was there before."""
    to: str = ""
    data: bytes = b""


@dataclass
class Recorder:
    """What is done below a folder through ``os``, in its order.

    Locks and caches are left out: nobody needs them after a crash.
    """

    root: Path
    calls: list[Call] = field(default_factory=list)
    _open: dict[int, str] = field(default_factory=dict)

    def confirm(self) -> None:
        """Note that a save has returned."""
        self.calls.append(Call("confirm"))

    def _name(self, path: object) -> str | None:
        """Return a path relative to the folder, None where it is none of ours."""
        try:
            name = str(Path(os.fspath(path)).relative_to(self.root))  # type: ignore[call-overload]
        except (TypeError, ValueError):
            return None
        return None if name.endswith(".lock") or "/cache" in name else name

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Record what is done within."""
        open_, write, fsync, close = os.open, os.write, os.fsync, os.close

        def opened(path, flags, *rest, **named):
            name = self._name(path)
            is_new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
            descriptor = open_(path, flags, *rest, **named)
            if name is not None:
                self._open[descriptor] = name
                if is_new:
                    self.calls.append(Call("create", name))
            return descriptor

        def written(descriptor, data):
            count = write(descriptor, data)
            if descriptor in self._open:
                self.calls.append(Call("write", self._open[descriptor], data=bytes(data[:count])))
            return count

        def flushed(descriptor):
            fsync(descriptor)
            if (name := self._open.get(descriptor)) is not None:
                kind: Kind = "flush folder" if (self.root / name).is_dir() else "flush"
                self.calls.append(Call(kind, name))

        def closed(descriptor):
            self._open.pop(descriptor, None)
            close(descriptor)

        with (
            patch.multiple(os, open=opened, write=written, fsync=flushed, close=closed),
            self._names_changing(),
        ):
            yield

    @contextmanager
    def _names_changing(self) -> Iterator[None]:
        def noting(kind: Kind, call, parts: int):
            def noted(*arguments, **named):
                result = call(*arguments, **named)
                names = [self._name(argument) for argument in arguments[:parts]]
                if None not in names:
                    self.calls.append(Call(kind, *names))
                return result

            return noted

        with patch.multiple(
            os,
            mkdir=noting("mkdir", os.mkdir, 1),
            link=noting("link", os.link, 2),
            replace=noting("rename", os.replace, 2),
            rename=noting("rename", os.rename, 2),
            unlink=noting("unlink", os.unlink, 1),
            remove=noting("unlink", os.remove, 1),
        ):
            yield
