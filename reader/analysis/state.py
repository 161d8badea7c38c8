"""What findings depend on besides a text and who read it: our own code and words, and the user's."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import reader
from reader.config.paths import data_folder, designation_rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("analysis", "articles", "text")
"""What of Reader has a say in what is found."""
_SUFFIXES = frozenset((".py", ".toml", ".txt"))


def state_of_layers() -> str:
    """Return a hash that is another one whenever the same readings of a text may come to other findings.

    That is when Reader is another one, when the user's rules or gazetteers have changed, and for the
    gazetteers, whose entries may end, on another day.
    """
    rules = tuple(_files(designation_rules_folder()))
    lists = tuple(_files(data_folder() / "gazetteers"))
    today = datetime.now().astimezone().date().isoformat() if lists else ""
    return hashlib.sha256(repr((_own_state(), rules, lists, today)).encode()).hexdigest()


@cache
def _own_state() -> str:
    """Return a hash of Reader's own files that have a say; some milliseconds, once a process."""
    known = hashlib.sha256(f"{reader.__version__} {sys.version}".encode())
    root = Path(reader.__file__).parent
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _SUFFIXES:
                known.update(f"\0{path.relative_to(root)}\0".encode())
                with suppress(OSError):
                    known.update(path.read_bytes())
    return known.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of the files of a folder that may be missing, by name."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            status = path.stat()
            yield path.name, status.st_mtime_ns, status.st_size
