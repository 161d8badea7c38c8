"""What becomes of the file of an open article: another program may change it, move it or delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.article import text_sha256
from reader.errors import ReaderError
from reader.sources.textfile import read_text
from reader.values import Value

if TYPE_CHECKING:
    from pathlib import Path

    from reader.articles.article import Article

STILL_SAVED = "annotations are still saved"


class OpenFile(Value):
    """A file as it was when it was looked at last.

    The text that is read on stays as it was opened; only what there is to say changes.
    """

    path: Path
    name: str
    """Relative to the library's folder."""
    sha256: str
    """The identity of the text that was opened."""
    state: tuple[int, int] | None
    """Its time of writing in nanoseconds and its size; None where it is gone."""
    said: str = ""
    """What there is to say of it, in one line; nothing while it holds the text that was opened."""

    def now(self) -> OpenFile:
        """Return the file as it is now; it is read only where it was written since.

        Raises:
            OSError: when it cannot be looked at.
        """
        state = _state_of(self.path)
        if state == self.state:
            return self
        return OpenFile(self.path, self.name, self.sha256, state, self._told(state))

    def _told(self, state: tuple[int, int] | None) -> str:
        if state is None:
            return f"{self.name} is gone, deleted or moved away; {STILL_SAVED}"
        try:
            same = text_sha256(read_text(self.path)) == self.sha256
        except ReaderError:
            same = False
        return "" if same else f"{self.name} was changed; this is the text as opened, {STILL_SAVED}"


def open_file(root: Path, article: Article) -> OpenFile:
    """Return the file of an article that was just opened.

    Args:
        root: The library's folder.
        article: The article.

    Raises:
        OSError: when it cannot be looked at.
    """
    path = root / article.path
    return OpenFile(path, article.path, article.sha256, _state_of(path))


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_mtime_ns, status.st_size
