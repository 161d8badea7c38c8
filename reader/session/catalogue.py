"""What a list says of each file, kept so that a file that has not changed is not read again."""

from __future__ import annotations

import contextlib

from reader.errors import ReaderError
from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from reader.articles.article import Article
    from reader.articles.folder import ArticleFile

_FORMAT = 1


class Entry(Value):
    """What a list needs to know of an article's text."""

    title: str
    outlet: str
    words: int
    sha256: str


def read_article(
    root: Path, file: ArticleFile, article_id: str, known: tuple[str, int] | None = None
) -> Article:
    """Read an article of a library.

    Args:
        root: The library's folder.
        file: The article's.
        article_id: What to call it.
        known: Identity and number of words of its text, where they are known; they count while the file is
            as it was listed.

    Raises:
        ReaderError: when it cannot be read.
    """
    from reader.articles.describe import describe
    from reader.sources.textfile import read_text

    text = read_text(root / file.path)
    if known is not None:
        status = (root / file.path).stat()
        known = known if (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns) else None
    return describe(file.path, text, id_=article_id, known=known)


def read_entry(root: Path, file: ArticleFile) -> Entry | ReaderError:
    """Return what a list says of a file, or why it cannot be read."""
    try:
        article = read_article(root, file, "")
    except ReaderError as error:
        return error
    return Entry(article.title, article.outlet, article.words, article.sha256)


class Catalogue:
    """What a list says of the files of a library, by their paths.

    A file with another size or time of writing is another one: what was said of it no longer holds.

    Args:
        path: Where it is kept; a file that is missing, damaged or from another version holds nothing. None
            where it is not kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._rows = _load(path) if path else {}
        self._says_more = False

    def get(self, file: ArticleFile) -> Entry | None:
        """Return what is known of a file as it is; None where nothing is."""
        row = self._rows.get(file.path)
        return Entry(*row[3:]) if row and row[1] == file.size and row[2] == file.mtime_ns else None

    def put(self, file: ArticleFile, entry: Entry | None) -> None:
        """Say something else of a file from now on; nothing where it cannot be read."""
        if entry is None:
            self._rows.pop(file.path, None)
        else:
            texts, numbers = (entry.title, entry.outlet), (entry.words, entry.sha256)
            self._rows[file.path] = [file.path, file.size, file.mtime_ns, *texts, *numbers]
        self._says_more = True

    def keep(self, files: Iterable[ArticleFile]) -> None:
        """Write what is known of these files, where that is not what is written there already.

        A disk that is full or read-only is no error, since all of it can be made again.
        """
        if self._path is None:
            return
        rows = [self._rows[file.path] for file in files if file.path in self._rows]
        if not self._says_more and len(rows) == len(self._rows):
            return
        from json import dumps

        from reader.storage.durable import write_durably

        content = dumps({"format": _FORMAT, "articles": rows}, separators=(",", ":"))
        self._rows, self._says_more = {row[0]: row for row in rows}, False
        with contextlib.suppress(ReaderError):
            write_durably(self._path, content.encode())


def _load(path: Path) -> dict[str, list[Any]]:
    from json import loads

    try:
        stored = loads(path.read_bytes())
        return {_path_of(row): row for row in stored["articles"]} if stored["format"] == _FORMAT else {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def _path_of(row: list[Any]) -> str:
    """Return the path that a row is of.

    Raises:
        TypeError: when it is none.
        ValueError: when it is too short or too long.
    """
    path, size, mtime_ns, title, outlet, words, sha256 = row
    if not (type(path) is type(title) is type(outlet) is type(sha256) is str):
        raise TypeError("not a row of the catalogue")
    if not (type(size) is type(mtime_ns) is type(words) is int):
        raise TypeError("not a row of the catalogue")
    return path
