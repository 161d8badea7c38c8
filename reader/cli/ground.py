"""What a list or an article of a library lies on beside its files, where nothing of it needs the library."""

from __future__ import annotations

import os
from stat import S_ISDIR

from reader.cli.annotator import Annotator, is_there, own
from reader.cli.lines import Unsure
from reader.config.private import EXPORTS_NAME, HOME_NAME, folder_name

MADE_BY_HAND = ("annotations", "corrections")


class Ground:
    """What there is of a library, and of its user, beside articles.

    Args:
        word: The library's folder, as it was named.

    Raises:
        OSError: when something cannot be looked at.
        Unsure: when there is more to mind.
    """

    def __init__(self, word: str) -> None:
        self.root = os.path.realpath(word, strict=True)
        """The library's folder."""
        self.home = f"{self.root}/{HOME_NAME}"
        self.annotator = Annotator()
        apart, exports = f"{own('data')}/libraries", f"{self.home}/{EXPORTS_NAME}"
        if is_there(apart):
            raise Unsure
        if not (_can_write(self.root) and (not is_there(self.home) or _can_write(self.home))):
            raise Unsure
        saved = [f"{self.home}/{name}" for name in (*MADE_BY_HAND, "reading")]
        self.exports = exports if is_there(exports) else None
        """The file that tells what was exported into the folder, where there is one."""
        self.is_annotated, self.is_corrected, _ = map(is_there, saved)
        self.files = (word, self.annotator.settings, apart, self.home, exports, *saved)
        """What it would show in if there was more to mind."""

    @property
    def progress(self) -> str:
        """The file that says how far each article was read.

        Raises:
            ReaderError: when the annotator's name cannot name a file.
        """
        return f"{self.home}/reading/{folder_name(self.annotator.name)}.json"

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of which all files count for a list.

        Raises:
            OSError: when one cannot be looked at.
            Unsure: when one is a link, or a file.
        """
        saved = (f"{self.home}/{name}" for name in (*MADE_BY_HAND, "reading"))
        folders = [*filter(is_there, saved)]
        if not all(S_ISDIR(os.lstat(folder).st_mode) for folder in folders):
            raise Unsure
        return (*folders, *(inside for folder in folders for inside in folders_in(folder)))


def folders_in(folder: str) -> list[str]:
    """Return the folders in a folder.

    Raises:
        OSError: when it cannot be read.
    """
    with os.scandir(folder) as entries:
        return [entry.path for entry in entries if entry.is_dir()]


def _can_write(folder: str) -> bool:
    """Tell whether it is a folder, and no link to one, in which files can be made."""
    return S_ISDIR(os.lstat(folder).st_mode) and os.access(folder, os.W_OK | os.X_OK)
