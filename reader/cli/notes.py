"""What annotations and corrections mean for a list, told of their files, and of what is kept of those."""

from __future__ import annotations

import os

from reader.articles.identity import article_id
from reader.cli.lines import Unsure
from reader.storage.summary_rows import NAME, article_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    State = tuple[int, int, int]

MOST_BYTES = 100_000
"""Up to this size together, reading annotation files takes less than what reads what is kept of them."""
MOST_NEW_BYTES = 400_000
"""Of larger ones that have changed since something was kept of them, it is kept anew."""


def notes_of(home: str, paths: Collection[str]) -> dict[str, int]:
    """Return how many annotations articles have, by their ids.

    Args:
        home: The ``.reader`` folder of their library, without links in its path.
        paths: Of all articles in the library, relative to its folder.

    Raises:
        OSError: when an annotation file cannot be looked at.
        Unsure: when too many were not looked at before, or have changed since; when one was made on an
            article at another path, which has to be looked for.
        ValueError: when it is not sure that one is sound, or what was seen of them cannot be read.
    """
    folder = f"{home}/annotations"
    files = dict(_annotation_files(folder))
    counts = dict[str, int]()
    known = _known(home, files)
    if sum(size for name, (_, size, _) in files.items() if name not in known) > MOST_NEW_BYTES:
        raise Unsure
    for name in files:
        count, path = known[name] if name in known else _counted(f"{folder}/{name}")
        article = article_in(name)
        if path is not None and (path not in paths or article_id(path) != article):
            raise Unsure
        counts[article] = counts.get(article, 0) + count
    return counts


def _known(home: str, files: Mapping[str, State]) -> dict[str, tuple[int, str | None]]:
    """Return the counts and paths that are kept of files that are as they were."""
    if sum(size for _, size, _ in files.values()) <= MOST_BYTES:
        return {}
    kept = f"{home}/cache/{NAME}"
    if not os.path.isfile(kept) or os.path.realpath(kept) != kept:  # noqa: PTH113 - imports nothing
        raise Unsure
    from reader.storage.summary_rows import read_rows

    rows = read_rows(kept)
    return {
        name: (count, path)
        for name, inode, size, changed, count, path, *_ in rows
        if files.get(name) == (inode, size, changed)
    }


def _counted(path: str) -> tuple[int, str | None]:
    from reader.storage.sound_files import count_in

    return count_in(path)


def check_corrected(home: str, paths: Collection[str]) -> None:
    """Make sure that no article that was corrected is at another path, so that it has to be looked for.

    Args:
        home: The ``.reader`` folder of the library.
        paths: Of all articles in the library, relative to its folder.

    Raises:
        OSError: when a file of corrections cannot be looked at.
        Unsure: when one may be at another path, or there is much to look through.
        ValueError: when it is not sure that a file is sound.
    """
    from reader.storage.sound_files import corrected_in

    with os.scandir(f"{home}/corrections") as entries:
        files = [entry for entry in entries if entry.name.endswith(".json")]
    if sum(entry.stat().st_size for entry in files) > MOST_NEW_BYTES:
        raise Unsure
    for file in files:
        for article, path in corrected_in(file.path):
            if path not in paths or article_id(path) != article:
                raise Unsure


def _annotation_files(folder: str) -> Iterator[tuple[str, State]]:
    """Yield the name of each, with its folder's, and its number, size and time of writing."""
    with os.scandir(folder) as annotators:
        names = [entry.name for entry in annotators if entry.is_dir()]
    for name in names:
        with os.scandir(f"{folder}/{name}") as entries:
            for entry in entries:
                if entry.name.endswith(".json"):
                    found = entry.stat()
                    yield f"{name}/{entry.name}", (found.st_ino, found.st_size, found.st_mtime_ns)
