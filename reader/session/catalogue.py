"""What a list says of each file, kept so that a file that has not changed is not read again."""

from __future__ import annotations

import contextlib
from functools import cached_property

from reader.errors import ReaderError
from reader.session.packed import HEAD, Packed, Row, first_part, pack
from reader.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from reader.articles.article import Article
    from reader.articles.folder import ArticleFile
    from reader.session.ahead import Ahead
    from reader.session.packed import About

CATALOGUE = "catalogue"
"""Its name among what can be made again."""
LONG_BYTES = 1 << 18
"""How large a file is of which it is kept even where it was opened by its name."""
_BEFORE = "catalogue.json"
"""The name of one in another format, which nothing reads."""


def read_article(
    root: Path,
    file: ArticleFile,
    article_id: str,
    known: tuple[str, int] | None = None,
    *,
    beside: bool = False,
    ahead: Ahead | None = None,
) -> Article:
    """Read an article of a library.

    Args:
        root: The library's folder.
        file: The article's.
        article_id: What to call it.
        known: Identity and number of words of its text, where they are known; they count while the file is
            as it was listed.
        beside: Whether another process finds out the identity of a long text, which spares this one memory.
        ahead: A file that was read already, maybe this one.

    Raises:
        ReaderError: when it cannot be read.
    """
    from reader.articles.describe import describe
    from reader.session.ahead import begun_identity
    from reader.sources.textfile import read_text

    path = f"{root}/{file.path}"
    taken = ahead.take(path) if ahead is not None else None
    if taken is None:
        text = read_text(path)
        taken = text, begun_identity(text) if beside else None
    text, identity = taken
    if known is not None:
        status = (root / file.path).stat()
        known = known if (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns) else None
    return describe(file.path, text, id_=article_id, known=known, identity=identity)


def read_row(root: Path, file: ArticleFile) -> Row:
    """Return what a list says of a file, or why it cannot be read."""
    try:
        return row_of(file, read_article(root, file, ""))
    except ReaderError as error:
        from reader.articles.describe import outlet_of

        name, problem = outlet_of(file.path), f"{error.what}; {error.remedy}"
        return Row(file.path, file.size, file.mtime_ns, name, name, 0, b"", problem=problem)


def row_of(file: ArticleFile, article: Article) -> Row:
    """Return what a list says of a file that was read."""
    said, digest = (article.title, article.outlet, article.words), bytes.fromhex(article.sha256)
    return Row(file.path, file.size, file.mtime_ns, *said, digest, article.id)


class Catalogue:
    """What was said last of the files of a library.

    A file with another size or time of writing is another one: what was said of it no longer holds.

    Args:
        path: Where it is kept; a file that is missing, damaged or from another version holds nothing. None
            where it is not kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @cached_property
    def kept(self) -> Packed | None:
        """What it holds."""
        if self._path is None:
            return None
        try:
            with self._path.open("rb") as file:
                length = first_part(file.read(HEAD))
                file.seek(0)
                return Packed(file.read(length), self._behind)
        except (OSError, ValueError):
            return None

    def _behind(self) -> bytes:
        """Read what stands in the file behind what is kept of it here."""
        try:
            if self._path is None:
                return b""
            with self._path.open("rb") as file:
                file.seek(first_part(file.read(HEAD)))
                return file.read()
        except OSError:
            return b""

    def keep(self, about: About, rows: list[Row]) -> Packed:
        """Return a list packed, and keep it where it is another one than is kept.

        A disk that is full or read-only is no error, since all of it can be made again.
        """
        kept = self.kept
        if kept is None or kept.about != about or list(kept) != rows:
            kept = self._keep(*pack(about, rows))
        return kept

    def number(self, folders: tuple[str, ...], state: bytes) -> None:
        """Keep by which number the files of the list are known again, where that is another one.

        Args:
            folders: Those that were looked into.
            state: The number.
        """
        kept = self.kept
        if kept is not None and (kept.about.folders, kept.about.state) != (folders, state):
            self._keep(kept.again(replace(kept.about, folders=folders, state=state)), self._behind())

    def _keep(self, content: bytes, behind: bytes) -> Packed:
        if self._path is None:
            self.kept = kept = Packed(content, lambda: behind)
        else:
            self.kept = kept = Packed(content, self._behind)
            _write(self._path, content + behind)
        return kept


def _write(path: Path, content: bytes) -> None:
    from reader.storage.durable import write_durably

    with contextlib.suppress(OSError):
        # What was being written when a process ended; whoever is writing it now tries again another time.
        for part in path.parent.glob(f".{path.name}.*.tmp"):
            part.unlink(missing_ok=True)
        path.with_name(_BEFORE).unlink(missing_ok=True)
    with contextlib.suppress(ReaderError):
        write_durably(path, content)
