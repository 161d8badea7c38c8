"""Which library was opened last, kept from one start to the next."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import state_folder

if TYPE_CHECKING:
    from collections.abc import Sequence


def remember_library(paths: Sequence[Path]) -> None:
    """Keep the folder or files of a library as the last ones opened.

    Where the state folder cannot be written, nothing is kept: the next start opens what it knows.
    """
    content = json.dumps({"paths": [str(path.absolute()) for path in paths]})
    with contextlib.suppress(OSError):
        _replace(_file(), content)


def last_library() -> tuple[Path, ...]:
    """Return the absolute paths last remembered; none where there are none or the file is damaged."""
    try:
        kept = json.loads(_file().read_bytes())["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    if not isinstance(kept, list) or not all(isinstance(path, str) for path in kept):
        return ()
    return tuple(Path(path) for path in kept)


def _file() -> Path:
    return state_folder() / "last-library.json"


def _replace(path: Path, content: str) -> None:
    """Write a file so that a reader sees the old content or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
