"""Small files in the user's state folder: what a later start should know."""

from __future__ import annotations

import os

from reader.config.paths import state_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def read_state(name: str) -> bytes | None:
    """Return what a file of the state folder holds; None where it cannot be read."""
    try:
        return (state_folder() / name).read_bytes()
    except OSError:
        return None


def write_state(name: str, content: str) -> Path:
    """Write a file of the state folder so that a reader sees the old content or the new, never a part.

    Only the user may read it.

    Raises:
        OSError: when it cannot be written; the old content stays.
    """
    import tempfile

    path = state_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{name}-")
    written = path.parent / scratch
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(content)
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise
    return path
