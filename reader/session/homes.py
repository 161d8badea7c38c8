"""Where Reader's own files of a library lie: inside it, or beside the user's data where it is read-only."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from reader.articles.identity import digest_of_path, slug
from reader.config.paths import data_folder
from reader.config.private import HOME_NAME
from reader.values import Value

_MADE_BY_HAND = ("annotations", "corrections")
_PRECIOUS = (*_MADE_BY_HAND, "texts", "reading", "codebook.toml")


class Home(Value):
    """A library's ``.reader`` folder, or the one that stands for it; it need not exist yet."""

    path: Path
    writable: bool
    notice: str | None
    """One line that a person should see, when the home is not where one would look for it."""


def find_home(root: Path) -> Home:
    """Choose where the files of the library at ``root`` lie, without writing to it.

    A library that cannot be written gets a folder among the user's data, named by its path. What has been
    annotated in the library is copied there, unless it is there already, so that it is seen and can be
    worked on.
    """
    inside = root / HOME_NAME
    apart = _home_apart(root)
    if _can_write(inside):
        return Home(inside, writable=True, notice=_notice_of_leftovers(apart))
    copied = _copy_missing(inside, apart)
    notice = f"{root} cannot be written, so annotations are kept in {apart}"
    if copied:
        notice += " (with a copy of those that it holds)"
    return Home(apart, writable=_can_write(apart), notice=notice + ".")


def enclosing_library(folder: Path) -> Path | None:
    """Return the nearest folder, this one or one above it, that has been annotated as a library."""
    for candidate in (folder, *folder.parents):
        if _holds_work(candidate / HOME_NAME) and _can_write(candidate / HOME_NAME):
            return candidate
    return None


def _holds_work(home: Path) -> bool:
    """Tell whether something was annotated or corrected in a home."""
    return any((home / name).is_dir() for name in _MADE_BY_HAND)


def _home_apart(root: Path) -> Path:
    digest = digest_of_path(os.fsencode(root.resolve()))[:16]
    return data_folder() / "libraries" / f"{slug(root.name) or 'library'}-{digest}"


def _can_write(folder: Path) -> bool:
    """Tell whether files can be made in a folder, or the folder itself where it is missing."""
    while not folder.exists() and folder != folder.parent:
        if folder.is_symlink():
            return False
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _notice_of_leftovers(apart: Path) -> str | None:
    if not _holds_work(apart):
        return None
    return (
        f"Annotations made while this library could not be written are in {apart}; move them to {HOME_NAME}."
    )


def _copy_missing(inside: Path, apart: Path) -> bool:
    """Copy what is precious and not there yet, file by file; tell whether the library holds annotations."""
    if not _holds_work(inside):
        return False
    with contextlib.suppress(OSError):
        for name in _PRECIOUS:
            for source in (inside / name, *(inside / name).rglob("*")):
                target = apart / source.relative_to(inside)
                if source.is_file() and not target.exists():
                    _copy(source, target)
    return True


def _copy(source: Path, target: Path) -> None:
    import shutil

    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.tmp")
    shutil.copyfile(source, part)
    part.replace(target)
