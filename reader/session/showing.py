"""Which files a screen shows, so that a picture of it is known to be true or not (`reader.start.picture`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import data_folder, settings_file, state_folder
from reader.config.private import HOME_NAME
from reader.start.picture import Stamp, stamp

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


def read_for_a_list(root: Path, articles: Iterable[str]) -> tuple[str, ...] | None:
    """Return every file and folder that the list of a folder of articles is made of.

    Args:
        root: The library's folder.
        articles: The paths of its articles.

    Returns:
        Their paths; None where they are not all known: with links inside, or with what is the user's own
        somewhere else.
    """
    home = root / HOME_NAME
    if not os.access(root, os.W_OK) or home.is_symlink():
        return None
    found = [settings_file(), state_folder() / "last-library.json", data_folder() / "libraries", home]
    for folder, inside, _ in os.walk(root):
        inside[:] = [name for name in inside if not name.startswith(".")]
        if any(Path(folder, name).is_symlink() for name in inside):
            return None
        found.append(Path(folder))
    for name in ("annotations", "corrections", "reading"):
        found += (home / name, *(home / name).rglob("*"))
    return (*map(os.fspath, found), *(os.fspath(root / path) for path in articles))
