"""Which files a screen shows, so that a picture of it is known to be true or not (`reader.start.picture`)."""

from __future__ import annotations

import os
from pathlib import Path

from reader.config.paths import data_folder, settings_file, state_folder
from reader.config.private import HOME_NAME
from reader.start.picture import Stamp, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.session.opening import Library


def stamps_of_articles(library: Library, article_ids: Iterable[str]) -> tuple[Stamp, ...]:
    """Return the files of some articles as they were when they were found last.

    What is shown of an article that has gone meanwhile is true of no file.
    """
    return tuple(_stamp_of(library, article_id) for article_id in article_ids)


def _stamp_of(library: Library, article_id: str) -> Stamp:
    file = library.file(article_id)
    return (os.fspath(library.root / file.path), file.mtime_ns, file.size) if file else ("", 0, 0)


def stamps_of_saved(library: Library) -> tuple[Stamp, ...]:
    """Return what is saved in a library, as it is now: annotations, corrections, codebook and progress.

    Files are replaced, never written in place, so their folders tell of any change.
    """
    home = library.home
    folders = [home / name for name in ("annotations", "corrections", "reading")]
    inside = sorted(path for path in folders[0].glob("*") if path.is_dir())
    return tuple(stamp(os.fspath(path)) for path in (home / "codebook.toml", *folders, *inside))


def read_for_a_list(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the files that the list of a folder of articles is made of, and the folders of which all are.

    Args:
        root: The library's folder.

    Returns:
        Their paths; None where they are not all known: with links inside, or with what is the user's own
        somewhere else.
    """
    home = root / HOME_NAME
    if not os.access(root, os.W_OK) or home.is_symlink():
        return None
    read = [settings_file(), state_folder() / "last-library.json", data_folder() / "libraries", home]
    kept = [home / name for name in ("annotations", "corrections", "reading")]
    folders: list[str] = []
    for each in (root, *kept):
        if each == root or each.exists():
            below = _folders_below(os.fspath(each))
            if below is None:
                return None
            folders += below
    return (*map(os.fspath, (*read, *kept)),), tuple(folders)


def _folders_below(folder: str) -> list[str] | None:
    """Return a folder and those inside it that are not hidden; None where one is a link or cannot be read."""
    found = [folder]
    for each in found:
        try:
            with os.scandir(each) as entries:
                inside = [entry for entry in entries if entry.is_dir() and entry.name[0] != "."]
        except OSError:
            return None
        if any(entry.is_symlink() for entry in inside):
            return None
        found += (entry.path for entry in inside)
    return found
