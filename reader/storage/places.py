"""Where the files of a library's ``.reader`` folder lie."""

from __future__ import annotations

from reader.config.private import folder_name
from reader.errors import ReaderError
from reader.text.late import late
from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARTICLE_ID = late(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")


class Places(Value):
    """The paths of one annotator's files, and the way to those of others.

    Args:
        home: The library's ``.reader`` folder.
        annotator: Any name; `folder_name` makes it safe.

    Raises:
        ReaderError: when the name cannot name a file.
    """

    home: Path
    annotator: str

    def __post_init__(self) -> None:
        folder_name(self.annotator)

    @property
    def folder(self) -> Path:
        """The annotator's own folder of annotations."""
        return self.home / "annotations" / folder_name(self.annotator)

    @property
    def lock(self) -> Path:
        """What a process holds while it changes the annotator's files."""
        return self.home / "locks" / f"{folder_name(self.annotator)}.lock"

    @property
    def reading(self) -> Path:
        """The annotator's reading progress."""
        return self.home / "reading" / f"{folder_name(self.annotator)}.json"

    @property
    def reading_lock(self) -> Path:
        """What a process holds while it changes the reading progress."""
        return self.lock.with_suffix(".reading.lock")

    @property
    def corrections(self) -> Path:
        """The annotator's corrections of what was found."""
        return self.home / "corrections" / f"{folder_name(self.annotator)}.json"

    @property
    def corrections_lock(self) -> Path:
        """What a process holds while it changes the corrections."""
        return self.lock.with_suffix(".corrections.lock")

    def own(self, article: str) -> Path:
        """Return the annotator's file of an article.

        Raises:
            ReaderError: when the id could lead out of the folder.
        """
        return self.folder / _file_name(article)

    def text(self, sha256: str) -> Path:
        """Return where a text that was annotated is kept."""
        return self.home / "texts" / f"{sha256}.gz"

    def others(self, article: str) -> Iterator[Path]:
        """Find what other annotators have written on an article, in the order of their names."""
        name = _file_name(article)
        found = sorted((self.home / "annotations").glob(f"*/{name}"))
        return (path for path in found if path.parent != self.folder)


def _file_name(article: str) -> str:
    if not _ARTICLE_ID.fullmatch(article):
        raise ReaderError(
            f"“{article[:40]}” cannot name an article's annotations",
            where="article id",
            remedy="use letters, digits, - and _ only",
        )
    return f"{article}.json"
