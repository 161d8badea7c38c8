"""A library as it was listed last, before any of its files is looked at."""

from __future__ import annotations

import os
from itertools import islice

from reader.session.catalogue import CATALOGUE, Catalogue
from reader.session.homes import find_home
from reader.session.locating import Located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOOKED_AT = 40
"""One of so many files at the top of the list must be there, else the folder is taken for another one."""


def recall(paths: Sequence[Path]) -> tuple[Located, Catalogue] | None:
    """Return what a folder held when it was listed last, its files apart, and what holds them.

    Args:
        paths: What is to be opened; only a folder alone is remembered as what it was opened as.

    Returns:
        None where nothing is remembered, or nothing is like it any more.
    """
    if len(paths) != 1 or not paths[0].is_dir():
        return None
    root = paths[0].resolve()
    catalogue = Catalogue(find_home(root).path / "cache" / CATALOGUE)
    kept = catalogue.kept
    if kept is None or kept.about.given != (os.fspath(root),):
        return None
    if not any((root / row.path).is_file() for row in islice(kept, LOOKED_AT)):
        return None
    about = kept.about
    located = Located(root, (), about.notices, True, (root,), about.documents, about.folders, about.state)
    return located, catalogue
