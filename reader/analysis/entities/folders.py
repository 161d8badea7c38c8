"""Models in folders of the user's: who they are, and whether they changed."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

_NOT_A_WORD = re.compile(r"[^\w.+-]+")


def read_description(folder: Path, name: str, *, needs: str, remedy: str) -> dict[str, Any]:
    """Read the JSON object that describes a model.

    Args:
        folder: The model's folder.
        name: The description's file name.
        needs: What the folder is to hold, in words.
        remedy: What to do where it does not.

    Raises:
        ReaderError: when there is no such file, or it is no JSON object.
    """
    try:
        description = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        description = None
    if not isinstance(description, dict):
        raise ReaderError(f"no {needs} here", where=str(folder / name), remedy=remedy)
    return description


def state_of(folder: Path) -> str:
    """Return a word that changes when a file of the folder does, from names, sizes and times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listing = [(str(p.relative_to(folder)), p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return hashlib.sha256(repr(listing).encode()).hexdigest()[:12]


def as_word(name: str) -> str:
    """Return a name as `Identity` wants it: without spaces and slashes."""
    return _NOT_A_WORD.sub("-", name).strip("-") or "unnamed"
