"""Which files a screen shows, so that a picture of it is known to be true or not (`reader.start.picture`)."""

from __future__ import annotations

import os
from pathlib import Path

from reader.config.paths import data_folder, settings_file, state_folder
from reader.config.private import EXPORTS_NAME, HOME_NAME
from reader.start.picture import Stamp, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.session.opening import Library
    from reader.start.kept import Lines


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


def read_for_a_list(root: Path, *, is_named: bool) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return what the list of a folder of articles is made of beside its articles.

    Args:
        root: The library's folder.
        is_named: Whether the folder was named, and not found as the last one.

    Returns:
        Files, of which some may not be there, and folders of which all files count; None where they are not
        all known: with what is the user's own somewhere else.
    """
    home = root / HOME_NAME
    if not os.access(root, os.W_OK) or home.is_symlink():
        return None
    read = [settings_file(), data_folder() / "libraries", home, home / EXPORTS_NAME]
    if not is_named:
        read.append(state_folder() / "last-library.json")
    saved = [home / name for name in ("annotations", "corrections", "reading")]
    folders = [os.fspath(each) for each in saved if each.is_dir()]
    for folder in folders:
        with os.scandir(folder) as entries:
            folders += (entry.path for entry in entries if entry.is_dir())
    return (*map(os.fspath, (*read, *saved)),), tuple(folders)


def lines_of_a_list(root: Path, annotator: str, paths: Sequence[str]) -> Lines | None:
    """Return of which article each line of a list is, where its other lines stay when articles change.

    Args:
        root: The library's folder.
        annotator: Whose reading the lines tell of.
        paths: The articles' in it, in the order of the list.

    Returns:
        None where a change may mean something for other articles: where one that was annotated is looked for
        among them, or what was exported has to be told from them.
    """
    from reader.session.catalogue import CATALOGUE, Catalogue
    from reader.start.kept import Lines
    from reader.storage.places import Places

    home = root / HOME_NAME
    kept = Catalogue(home / "cache" / CATALOGUE).kept
    if kept is None or kept.about.odd or (home / EXPORTS_NAME).exists():
        return None
    is_annotated = any((home / name).exists() for name in ("annotations", "corrections"))
    return Lines(paths, os.fspath(Places(home, annotator).reading), is_annotated=is_annotated)
