"""What was found out about long files that were opened by their names: their words are counted once."""

from __future__ import annotations

from reader.session.catalogue import Catalogue
from reader.session.packed import About

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from reader.articles.folder import ArticleFile
    from reader.session.packed import Row

NAMED = "named"
"""Its name among what can be made again."""
MOST = 32
"""So many are kept, those that were opened last."""


class Named:
    """What a list would say of files that were opened by name; see `reader.session.catalogue.LONG_BYTES`.

    Args:
        path: Where it is kept; see `Catalogue`.
    """

    def __init__(self, path: Path) -> None:
        self._catalogue = Catalogue(path)

    def row(self, file: ArticleFile) -> Row | None:
        """Return what is known of a file; None where nothing is, and where it is another one now."""
        return next((row for row in self._catalogue.kept or () if row.file == file), None)

    def say(self, row: Row) -> None:
        """Keep what there is to say of a file."""
        others = [each for each in self._catalogue.kept or () if each.path != row.path]
        self._catalogue.keep(About(), [row, *others[: MOST - 1]])
