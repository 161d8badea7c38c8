"""The one file that was named: it is read before anybody asks for its article.

What takes long with a long text, its identity, is found out beside the import of the app.
"""

from __future__ import annotations

import os

from reader.articles.article import LONG
from reader.sources.textfile import read_text
from reader.start.states import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from reader.articles.identity_beside import IdentityBeside


class Ahead:
    """A text file that was read.

    Args:
        path: Where it is.

    Raises:
        ReaderError: see `read_text`.
    """

    def __init__(self, path: Path) -> None:
        self._state = state(os.fspath(path))
        text = read_text(path)
        self._read: tuple[str, IdentityBeside | None] | None = (text, begun_identity(text))

    def take(self, path: str) -> tuple[str, IdentityBeside | None] | None:
        """Return its text, with whoever finds out its identity; once, and only while it is the same file.

        Args:
            path: Where the file is that is to be read now.
        """
        read, self._read = self._read, None
        if read is None or state(path) == self._state:
            return read
        if (identity := read[1]) is not None:
            identity.give_up()
        return None


def begun_identity(text: str) -> IdentityBeside | None:
    """Have the identity of a text found out beside this process, where it is long."""
    if len(text) <= LONG:
        return None
    from reader.articles.identity_beside import IdentityBeside

    return IdentityBeside(text)
