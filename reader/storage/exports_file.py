"""Which files in a library's folder were written as exports, so that they are not taken for its articles."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from reader.config.private import EXPORTS_NAME
from reader.storage.durable import write_durably
from reader.storage.exported import FORMAT, holds
from reader.storage.locks import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Content: TypeAlias = tuple[int, str]

_VERSIONS = 2
"""The one that is about to be written, and the one before, which stays where that goes wrong."""


class ExportsFile:
    """The file that tells what was exported into a library's folder: paths, and what was written there.

    A file with other content is no export any more. A file of it that is damaged tells nothing.

    Args:
        root: The library's folder.
        home: Its ``.reader``.
    """

    def __init__(self, root: Path, home: Path) -> None:
        self._root = root
        self._path = home / EXPORTS_NAME

    def remember(self, exports: Mapping[str, bytes]) -> None:
        """Remember what is about to be written; what is gone meanwhile is forgotten.

        Args:
            exports: The content of files by their paths, relative to the library's folder.

        Raises:
            ReaderError: when it cannot be saved.
        """
        with held(self._path.with_suffix(".lock")):
            known = {path: kept for path, kept in self._read().items() if (self._root / path).exists()}
            for path, data in exports.items():
                content = (len(data), sha256(data).hexdigest())
                before = (each for each in known.get(path, ()) if each != content)
                known[path] = (content, *before)[:_VERSIONS]
            record = {"format": FORMAT, "files": known}
            write_durably(self._path, json.dumps(record, indent=1).encode())

    def among(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of some files that are as they were exported."""
        known = self._read()
        return frozenset(
            path for path in paths if path in known and holds(f"{self._root}/{path}", known[path])
        )

    def _read(self) -> dict[str, tuple[Content, ...]]:
        try:
            stored = json.loads(self._path.read_bytes())
            if stored["format"] != FORMAT:
                return {}
            return {
                str(path): tuple((int(size), str(digest)) for size, digest in contents)
                for path, contents in stored["files"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}
