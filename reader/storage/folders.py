"""Folders of files that are whole at every instant: made beside, flushed to the disk, then put into place."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.private import leads_out
from reader.errors import ReaderError
from reader.storage.durable import make_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIST = ".reader-export"
"""The file of such a folder that names the others, so that they can be replaced without a fear."""

_FROM_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, see renameat2(2)


def write_folder_durably(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of files, which a crash at any instant leaves whole, old or new.

    One that is there already is replaced as a whole, where nothing is in it but what was written so before.
    On systems that cannot exchange two folders, a crash may leave the old one under a hidden name beside it.

    Args:
        folder: The folder; it has to be on one file system with the one that it is in.
        files: Their contents by their names, with ``/`` between the parts.

    Raises:
        ReaderError: when it cannot be written, or something else is in it; nothing has changed then.
    """
    if leads_out(folder):
        raise unwritable(folder, OSError(errno.ELOOP, "a link leads out of the library"))
    try:
        folder = folder.resolve()
        _check_replaceable(folder)
        make_folder(folder.parent)
        made = folder.with_name(f".{folder.name[:100]}.{secrets.token_hex(8)}.tmp")
        try:
            listed = "".join(f"{name}\n" for name in sorted(files)).encode("utf-8", "surrogateescape")
            _fill(made, {**files, LIST: listed})
            _put(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        _flush(folder.parent)
    except (OSError, RuntimeError) as error:
        raise unwritable(folder, error) from error


def _check_replaceable(folder: Path) -> None:
    """Refuse a folder that holds what was not written here.

    Raises:
        ReaderError: naming a file of it.
        OSError: when it is no folder, or cannot be looked at.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise OSError(errno.ENOTDIR, "a file is in its place")
    try:
        listed = (folder / LIST).read_bytes().decode("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError:
        listed = []
    known = {*listed, LIST}
    # The first one will do: it may be a home with a million files.
    other = next((name for name in _names(folder) if name not in known), None)
    if other is not None:
        raise ReaderError(
            f"the folder has files that are no export's, such as {other}",
            where=str(folder),
            remedy="name a new folder, or an empty one",
        )


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the files of a folder and of the folders in it, links among them."""
    for parent, folders, files in os.walk(folder):
        links = (each for each in folders if Path(parent, each).is_symlink())
        for name in (*files, *links):
            yield Path(parent, name).relative_to(folder).as_posix()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files, all of it known to the disk."""
    folder.mkdir()
    folders = {folder}
    for name, data in files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder):
            raise OSError(errno.EINVAL, f"{name} is not in it")
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.update(parent for parent in path.parents if parent.is_relative_to(folder))
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for each in sorted(folders, reverse=True):
        _flush(each)


def _put(made: Path, folder: Path) -> None:
    """Let a folder have the place of another one, which has its place afterwards, if there is one."""
    if not folder.exists() or not any(folder.iterdir()):
        made.replace(folder)
    elif not _exchanged(made, folder):
        aside = made.with_suffix(".old")
        folder.replace(aside)
        made.replace(folder)
        aside.replace(made)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders at once, where the system can; tell whether it did."""
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    failed = rename(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE)
    return not failed


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)
