"""Files that are whole at every instant: written beside, flushed to the disk, then renamed into place."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from reader.config.private import folder_mode, is_own, leads_out
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TEMPORARY = ".tmp"
TEMPORARIES = f".*{_TEMPORARY}"
"""The names of what is not written to its end yet."""
_LEVELS = 3
"""How far above an annotation file the library's own folder is."""

_REMEDIES = {
    errno.ENOSPC: "free some space on the disk and try again",
    errno.EDQUOT: "free some space of your quota and try again",
    errno.EFBIG: "raise the limit on file sizes and try again",
    errno.ELOOP: "remove the link, or put what it leads to in its place",
    errno.EROFS: "the disk is read-only, so choose a place that can be written",
    errno.EACCES: "make the folder writable, or choose another one",
    errno.EPERM: "make the folder writable, or choose another one",
}


class State(NamedTuple):
    """What tells one content of a file from another: each write makes another one."""

    inode: int
    size: int
    """In bytes."""
    changed: int
    """Nanoseconds since 1970."""


def state_of(path: Path | str) -> State | None:
    """Return the state of the file at ``path``; None where there is none or it cannot be told."""
    try:
        return _state(os.stat(path))  # noqa: PTH116 - a hundred thousand paths are quicker as text
    except OSError:
        return None


def write_durably(path: Path, data: bytes | Iterable[bytes], *, backup: bool = False) -> State:
    """Put ``data`` into the file at ``path``, which a crash at any instant leaves whole, old or new.

    When the call returns, the data outlives a crash of the program and of the machine. Missing folders are
    made. A symbolic link is followed, except out of a library's ``.reader``; the file keeps its permissions,
    and a new one in a ``.reader`` that is its owner's alone is its owner's alone too.

    The order of the steps matters (Pillai and others, "All File Systems Are Not Created Equal", OSDI
    2014): the data is flushed before the name points to it, and the folder is flushed after.

    Args:
        path: The file; its folder has to be on one file system with it.
        data: Its whole new content; or parts of it, each written before the next is asked for.
        backup: Keep the version before this one, whole as well, beside it as ``<name>.bak``.

    Returns:
        The state of the file with this content.

    Raises:
        ReaderError: when it cannot be written; the file and its backup are then as they were, and nothing
            is left beside them.
    """
    try:
        _check_inside(path)
        path = path.resolve()
        _check_regular(path)
        make_folder(path.parent)
        if not path.exists():
            _flush_above(path.parent)
        return _replace(path, data, backup=backup)
    except (OSError, RuntimeError) as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: Exception) -> ReaderError:
    """Return the error to show when ``path`` could not be written."""
    reason = getattr(error, "strerror", None) or str(error)
    remedy = _REMEDIES.get(getattr(error, "errno", None) or 0, "check the path and its permissions")
    return ReaderError(f"could not be saved ({reason})", where=str(path), remedy=remedy)


def sweep_temporaries(folder: Path) -> None:
    """Remove what writers that were killed left in ``folder``.

    Call it only while no other process can be writing there.
    """
    with contextlib.suppress(OSError):
        for entry in folder.glob(TEMPORARIES):
            entry.unlink(missing_ok=True)


def backup_path(path: Path) -> Path:
    """Return where the previous version of the file at ``path`` is kept."""
    return path.with_name(path.name + ".bak")


def _check_inside(path: Path) -> None:
    """Refuse to follow a link out of a library."""
    if leads_out(path):
        raise OSError(errno.ELOOP, "a link leads out of the library")


def _check_regular(path: Path) -> None:
    """Refuse to replace a folder, a device or a pipe by a file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OSError(errno.EEXIST, "a folder, or not a regular file, is in its place")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each known to the disk before the next.

    Raises:
        OSError: when it cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=folder_mode(folder), exist_ok=True)
    with _opened(folder.parent, os.O_RDONLY) as parent:
        _flush_folder(parent)


def _flush_above(folder: Path) -> None:
    """Flush the names of the folders a new file is in: whoever made them may not have done it."""
    for above in folder.parents[:_LEVELS]:
        with contextlib.suppress(PermissionError), _opened(above, os.O_RDONLY) as opened:
            _flush_folder(opened)


def _state(status: os.stat_result) -> State:
    return State(status.st_ino, status.st_size, status.st_mtime_ns)


def _replace(path: Path, data: bytes | Iterable[bytes], *, backup: bool) -> State:
    # The folder is opened first: where that is forbidden, nothing has been touched yet.
    with _opened(path.parent, os.O_RDONLY) as folder, _temporary_beside(path) as temporary:
        state = _write_file(temporary, data, mode=_mode_of(path))
        if backup and path.exists():
            _keep(path)
        temporary.replace(path)
        _flush_folder(folder)
        return state


def _write_file(path: Path, data: bytes | Iterable[bytes], *, mode: int | None) -> State:
    with _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
        if mode is not None:
            os.fchmod(file, mode)
        for part in (data,) if isinstance(data, bytes) else data:
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(file, rest) :]
        os.fsync(file)
        return _state(os.fstat(file))


def _keep(path: Path) -> None:
    """Give the present version the backup's name as well: a second name for the same, flushed, file."""
    with _temporary_beside(path) as second:
        try:
            os.link(path, second)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
                raise
            # A file system without hard links.
            _write_file(second, path.read_bytes(), mode=_mode_of(path))
        second.replace(backup_path(path))


@contextlib.contextmanager
def _temporary_beside(path: Path) -> Iterator[Path]:
    """Name a file beside ``path`` that nobody has, and remove it if it is still there in the end."""
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(8).hex()}{_TEMPORARY}")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _flush_folder(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems have nothing to flush for a folder, and say so.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def _mode_of(path: Path) -> int | None:
    """Return the permissions a file has, or shall have where it is new; None for the usual ones."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o600 if is_own(path.parent) else None
