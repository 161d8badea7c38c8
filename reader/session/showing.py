"""Which files a screen shows, so that a picture of it is known to be true or not (`reader.start.picture`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.start.picture import Stamp, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.session.opening import Library


def stamps_of_articles(library: Library, article_ids: Iterable[str]) -> tuple[Stamp, ...]:
    """Return the files of some articles as they were when the library was opened."""
    files = (library.file(article_id) for article_id in article_ids)
    return tuple((os.fspath(library.root / file.path), file.mtime_ns, file.size) for file in files)


def stamps_of_saved(library: Library) -> tuple[Stamp, ...]:
    """Return what is saved in a library, as it is now: annotations, corrections, codebook and progress.

    Files are replaced, never written in place, so their folders tell of any change.
    """
    home = library.home
    folders = [home / name for name in ("annotations", "corrections", "reading")]
    inside = sorted(path for path in folders[0].glob("*") if path.is_dir())
    return tuple(stamp(os.fspath(path)) for path in (home / "codebook.toml", *folders, *inside))
