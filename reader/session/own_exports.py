"""Telling what Reader itself exported into a library's folder from the articles in it."""

from __future__ import annotations

import contextlib
import os

from reader.articles.identity import article_id
from reader.articles.walk import DOCUMENTS, SUFFIXES
from reader.config.private import HOME_NAME
from reader.errors import ReaderError
from reader.storage.exports_file import ExportsFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SIGNS = ("annotations", "corrections", "reading", "cache")
"""What tells a ``.reader`` of a library from a folder of this name that another program made."""


def exports_among(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Return those of some files that were exported, are as they were written, and nobody has annotated.

    Args:
        root: The library's folder.
        paths: Relative to it.
    """
    home = root / HOME_NAME
    found = ExportsFile(root, home).among(paths)
    return frozenset(path for path in found if not _is_annotated(home, path))


def remember_exports(files: Mapping[Path, bytes]) -> None:
    """Remember files that are about to be written, in each library around them.

    A library that cannot be written to lists them as articles.

    Args:
        files: What is to be written, by absolute paths.
    """
    found = {
        path: data for path, data in files.items() if path.name.lower().endswith((*SUFFIXES, *DOCUMENTS))
    }
    around = dict.fromkeys(folder for path in found for folder in path.parents)
    for root in filter(_is_library, around):
        inside = {path.relative_to(root).as_posix(): found[path] for path in found if root in path.parents}
        with contextlib.suppress(ReaderError):
            ExportsFile(root, root / HOME_NAME).remember(inside)


def _is_library(folder: Path) -> bool:
    home = folder / HOME_NAME
    return os.access(home, os.W_OK) and any((home / sign).is_dir() for sign in _SIGNS)


def _is_annotated(home: Path, path: str) -> bool:
    return any((home / "annotations").glob(f"*/{article_id(path)}.json"))
