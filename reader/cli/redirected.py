"""Where the shell has put standard output."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def file_behind_output() -> Path | None:
    """Return the file that standard output is sent to; None where it is no file, or holds something already.

    Linux tells its name by a link, macOS by a call (``fcntl.F_GETPATH``); elsewhere there is none.
    """
    try:
        handle = sys.stdout.fileno()
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size:
            return None
        path = _named(handle)
        return path if path.is_absolute() and os.path.samestat(path.stat(), state) else None
    except (OSError, ValueError, AttributeError):
        return None


def _named(handle: int) -> Path:
    import fcntl

    get_path: int | None = getattr(fcntl, "F_GETPATH", None)
    if get_path is None:
        return Path(f"/proc/self/fd/{handle}").readlink()
    return Path(os.fsdecode(fcntl.fcntl(handle, get_path, bytes(1024)).rstrip(b"\0")))
