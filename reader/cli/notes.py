"""How many annotations articles have, of what is kept of each annotation file while that has not changed."""

from __future__ import annotations

import os

from reader.articles.identity import article_id
from reader.cli.lines import Unsure
from reader.storage.summary_rows import NAME, article_in, read_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def notes_of(home: str, paths: Collection[str]) -> dict[str, int]:
    """Return how many annotations articles have, by their ids.

    Args:
        home: The ``.reader`` folder of their library, without links in its path.
        paths: Of all articles in the library, relative to its folder.

    Raises:
        OSError: when an annotation file cannot be looked at.
        Unsure: when one was not looked at before, has changed since, or was made on an article at another
            path, which has to be looked for.
        ValueError: when what was seen of them cannot be read.
    """
    files = dict(_annotation_files(f"{home}/annotations"))
    counts = dict[str, int]()
    if not files:
        return counts
    kept = f"{home}/cache/{NAME}"
    if not os.path.isfile(kept) or os.path.realpath(kept) != kept:  # noqa: PTH113 - imports nothing
        raise Unsure
    known = {name: about for name, *about in read_rows(kept)}
    for name, state in files.items():
        inode, size, changed, count, path, *_ = known.get(name) or [None] * 5
        if (inode, size, changed) != state:
            raise Unsure
        article = article_in(name)
        if path is not None and (path not in paths or article_id(path) != article):
            raise Unsure
        counts[article] = counts.get(article, 0) + count
    return counts


def _annotation_files(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield the name of each, with its folder's, and its number, size and time of writing."""
    with os.scandir(folder) as annotators:
        names = [entry.name for entry in annotators if entry.is_dir()]
    for name in names:
        with os.scandir(f"{folder}/{name}") as entries:
            for entry in entries:
                if entry.name.endswith(".json"):
                    found = entry.stat()
                    yield f"{name}/{entry.name}", (found.st_ino, found.st_size, found.st_mtime_ns)
