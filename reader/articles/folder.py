"""A library as a folder: which of its files are articles."""

from __future__ import annotations

import os

from reader.articles.walk import Walk
from reader.start.printed import PRINTED
from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class ArticleFile(Value):
    """One file of a library, as the file system knows it."""

    path: str
    """Relative to the library's folder, with ``/`` between the parts."""
    size: int
    """In bytes."""
    mtime_ns: int
    """When it was last written, in nanoseconds since 1970."""


class FolderContents(Value):
    """What a folder holds."""

    files: tuple[ArticleFile, ...]
    """In natural order: ``2.txt`` before ``10.txt``."""
    unreadable: tuple[str, ...]
    """The folders inside it that could not be looked into, relative to it."""
    folders: tuple[str, ...] = ("",)
    """The folders that were looked into, relative to it; it itself is empty."""
    documents: tuple[str, ...] = ()
    """The files that are documents and no articles, relative to it, in no order."""
    state: bytes = b""
    """The number of all that: see `Walk.state`."""


def find_articles(root: Path) -> FolderContents:
    """Find the article files of a folder and of the folders inside it: see `Walk`.

    Raises:
        OSError: when the folder itself cannot be read.
    """
    from reader.articles.order import natural_key

    files: list[ArticleFile] = []
    problems: dict[str, str] = {}
    documents: list[str] = []
    walk = Walk(os.fspath(root), PRINTED.saw if PRINTED.is_being_made else None)
    for piece in walk:
        before = f"{piece.inside}/" if piece.inside else ""
        paths = [before + name for name in piece.names] if before else piece.names
        files += map(ArticleFile, paths, piece.sizes, piece.times)
        documents += [before + name for name in sorted(piece.documents)]
        problems[piece.inside] = piece.problem
    files.sort(key=lambda file: natural_key(file.path))
    return FolderContents(
        files=tuple(files),
        unreadable=tuple(inside for inside, problem in problems.items() if problem),
        folders=tuple(inside for inside, problem in problems.items() if problem != "gone"),
        documents=tuple(documents),
        state=walk.state,
    )
