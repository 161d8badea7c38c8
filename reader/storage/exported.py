"""Telling exports in a library's folder from its articles, with hardly anything imported."""

from __future__ import annotations

import os

from reader.articles.identity import article_id, sha256
from reader.storage.plain_json import read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Content = tuple[int, str]

FORMAT = "reader exports 1"


def holds(path: str, contents: Iterable[Content]) -> bool:
    """Tell whether a file is as it was exported.

    Args:
        path: The file.
        contents: The length in bytes and the SHA-256 of each version that was written there.
    """
    contents = [*contents]
    try:
        size = os.stat(path).st_size  # noqa: PTH116 - imports nothing
        if all(size != each for each, _ in contents):
            return False
        with open(path, "rb") as file:  # noqa: PTH123 - imports nothing
            data = file.read()
    except (OSError, ValueError):
        return False
    return (len(data), sha256(data).hexdigest()) in contents


def exports_in(root: str, home: str, exports: str, paths: Sequence[str]) -> frozenset[str]:
    """Return those of some files that were exported, are as they were written, and nobody has annotated.

    Args:
        root: The library's folder.
        home: Its ``.reader``.
        exports: The file that tells what was exported: see `reader.storage.exports_file`.
        paths: Of the files, relative to the library's folder.

    Raises:
        OSError: when it cannot be looked at.
        ValueError: when it is not sure what it says.
    """
    known = _known(read_json(exports))
    found = {path for path in paths if path in known and holds(f"{root}/{path}", known[path])}
    return frozenset(path for path in found if not _is_annotated(f"{home}/annotations", path))


def _known(stored: object) -> dict[str, list[Content]]:
    if type(stored) is not dict or stored.get("format") != FORMAT:
        raise ValueError("no exports")
    if type(files := stored.get("files")) is not dict:
        raise ValueError("no files")
    for contents in files.values():
        if type(contents) is not list or not all(map(_is_content, contents)):
            raise ValueError("no contents")
    return {path: [(size, digest) for size, digest in contents] for path, contents in files.items()}


def _is_content(written: object) -> bool:
    return (
        type(written) is list
        and len(written) == len(("size", "digest"))
        and type(written[0]) is int
        and type(written[1]) is str
    )


def _is_annotated(annotations: str, path: str) -> bool:
    try:
        folders = os.listdir(annotations)  # noqa: PTH208 - imports nothing
    except FileNotFoundError:
        return False
    names = (f"{annotations}/{folder}/{article_id(path)}.json" for folder in folders)
    return any(map(os.path.exists, names))
