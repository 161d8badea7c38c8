"""What a list says of each file, kept so that a file that has not changed is not read again."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.articles.folder import ArticleFile
from reader.errors import ReaderError
from reader.storage.durable import write_durably

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.articles.article import Article

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
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


def load_catalogue(path: Path) -> dict[ArticleFile, Entry]:
    """Return what is kept; nothing where the file is missing, damaged or from another version.

    A file with another size or time of writing is another key: what was said of it no longer holds.
    """
    try:
        stored = json.loads(path.read_bytes())
        if stored["format"] != _FORMAT:
            return {}
        return dict(_pair(row) for row in stored["articles"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def save_catalogue(path: Path, entries: Mapping[ArticleFile, Entry]) -> None:
    """Keep the entries; a disk that is full or read-only is no error, since they can be made again."""
    rows = [
        [file.path, file.size, file.mtime_ns, entry.title, entry.outlet, entry.words, entry.sha256]
        for file, entry in entries.items()
    ]
    content = json.dumps({"format": _FORMAT, "articles": rows}, separators=(",", ":"))
    with contextlib.suppress(ReaderError):
        write_durably(path, content.encode())


def _pair(row: list[Any]) -> tuple[ArticleFile, Entry]:
    path, size, mtime_ns, title, outlet, words, sha256 = row
    texts, numbers = (path, title, outlet, sha256), (size, mtime_ns, words)
    if not all(isinstance(one, str) for one in texts) or not all(isinstance(one, int) for one in numbers):
        raise TypeError("not a row of the catalogue")
    return ArticleFile(path, size, mtime_ns), Entry(title, outlet, words, sha256)
