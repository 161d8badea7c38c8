"""A library as a folder: which of its files are articles."""

from __future__ import annotations

import os
import re

from reader.start.printed import PRINTED
from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""The endings, in any case, by which an article's file is known."""

DOCUMENTS = (
    *(".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".pdf", ".doc", ".docx", ".odt", ".rtf"),
    *(".epub", ".mobi", ".azw", ".azw3", ".fb2", ".djvu", ".pages", ".org", ".rst", ".adoc", ".tex"),
)
"""The endings, in any case, of files that hold an article as a rule, but are not read."""

_NUMBER = re.compile("([0-9]+)")


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


def natural_key(path: str) -> tuple[list[str | int], str]:
    """Return a key that sorts paths as people do: numbers by value, letters without case."""
    pieces: list[str | int] = [*_NUMBER.split(path.casefold())]
    # Every other piece is a number, in every path.
    pieces[1::2] = map(int, pieces[1::2])
    return pieces, path


def find_articles(root: Path) -> FolderContents:
    """Find the article files of a folder and of the folders inside it.

    Hidden files and folders (Reader's own ``.reader`` among them) are left out. Links to folders are
    followed, after the real folders, and no folder is entered twice, so that a loop of links ends.

    Raises:
        OSError: when the folder itself cannot be read.
    """
    files: list[ArticleFile] = []
    unreadable: list[str] = []
    documents: list[str] = []
    entered: dict[tuple[int, int], str] = {}
    folders, links = [""], list[str]()
    while folders or links:
        inside = folders.pop() if folders else links.pop(0)
        try:
            status = (root / inside).stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered[status.st_dev, status.st_ino] = inside
            for entry in _shown(root / inside):
                path = f"{inside}/{entry.name}" if inside else entry.name
                if entry.is_dir():
                    (links if entry.is_symlink() else folders).append(path)
                # A broken link or a device is no article.
                elif entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                    status = entry.stat()
                    files.append(ArticleFile(path, status.st_size, status.st_mtime_ns))
                elif entry.name.lower().endswith(DOCUMENTS) and entry.is_file():
                    documents.append(path)
        except OSError:
            if not inside:
                raise
            unreadable.append(inside)
    files.sort(key=lambda file: natural_key(file.path))
    return FolderContents(tuple(files), tuple(unreadable), tuple(entered.values()), tuple(documents))


def _shown(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder and not hidden, by name."""
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not entry.name.startswith(".")]
    PRINTED.saw(os.fspath(folder), shown)
    return sorted(shown, key=lambda entry: entry.name)
