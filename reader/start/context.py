"""What a picture is made for: what is opened, in which terminal, by which version.

Two starts with the same context show the same first screen, as long as the files that it shows stay the same.
Nothing here imports more than a bare interpreter has loaded.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

from reader import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SCREENS = frozenset({"", "dumb", "unknown", "linux", "cons25", "vt52", "vt100", "vt102", "vt220", "ansi"})
"""Kinds of terminals without a second screen, or of which nothing is known."""

_APP = "reader-tui"
_SHOWING = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "LANG", "LC_ALL", "LC_CTYPE")
_PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def folder_of(kind: str) -> str | None:
    """Return the user's own folder of a kind, as `reader.config.paths` has it.

    Args:
        kind: ``cache`` or ``state``.

    Returns:
        Its path; None where the platform's places are not known here.
    """
    if sys.platform == "darwin":
        folder = {"cache": "~/Library/Caches", "state": "~/Library/Application Support"}[kind]
        return os.path.join(os.path.expanduser(folder), _APP)
    if not sys.platform.startswith("linux") or "ANDROID_ROOT" in os.environ:
        return None
    usual = {"cache": "~/.cache", "state": "~/.local/state"}[kind]
    folder = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip() or os.path.expanduser(usual)
    return os.path.join(folder, _APP)


def size_of_terminal(handle: int) -> tuple[int, int] | None:
    """Return the columns and rows that the app will have; None where there are none."""
    try:
        columns, rows = os.get_terminal_size(handle)
    except OSError:
        return None
    named = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    columns, rows = (
        int(n) if n.isdecimal() and int(n) else had for n, had in zip(named, (columns, rows), strict=True)
    )
    return (columns, rows) if columns and rows else None


def context_of(paths: Sequence[str], size: tuple[int, int]) -> str:
    """Return the context of opening some paths.

    Args:
        paths: Absolute ones, as they are remembered of the last library; none for the sample articles.
        size: The terminal's columns and rows.
    """
    environment = [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _SHOWING or name in _PLACES or name.startswith("TEXTUAL")
    ]
    return "\n".join((__version__, f"{size[0]}x{size[1]}", *environment, *paths))


def file_of(context: str, kind: str = "pictures") -> str | None:
    """Return where the picture for a context is kept, or another kind of thing; None where none are."""
    cache = folder_of("cache")
    name = f"{crc32(context.encode('utf-8', 'surrogateescape')):08x}"
    return None if cache is None else os.path.join(cache, kind, name)


def last_opened() -> tuple[str, ...] | None:
    """Return the paths last opened, as `reader.config.last_library` keeps them; None where unclear."""
    state = folder_of("state")
    if state is None:
        return None
    try:
        with open(os.path.join(state, "last-library.json"), "rb") as file:
            content = file.read(65_536).decode("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        return None
    before, behind = '{"paths": ["', '"]}'
    if not (content.startswith(before) and content.endswith(behind)):
        return None
    if "\\" in content:
        return _unescaped(content)
    return tuple(content[len(before) : -len(behind)].split('", "'))


def _unescaped(content: str) -> tuple[str, ...] | None:
    import json

    try:
        paths = json.loads(content)["paths"]
    except (ValueError, KeyError, TypeError):
        return None
    return tuple(map(str, paths))
