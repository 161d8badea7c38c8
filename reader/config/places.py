"""The user's own folders where the environment says them without any doubt; nothing is imported for it.

They are those of the XDG Base Directory Specification.
"""

from __future__ import annotations

import os
import sys

APP = "reader-tui"
"""What they are called: the distribution's name, since ``~/.config/reader`` is another program's."""

_USUAL = {"data": ".local/share", "config": ".config", "cache": ".cache", "state": ".local/state"}


def certain_folder(kind: str) -> str | None:
    """Return the user's folder of a kind; None where another platform, or an odd name, leaves a doubt.

    Args:
        kind: ``data``, ``config``, ``cache`` or ``state``.
    """
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return None
    named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), os.environ.get("HOME", "")
    if named.startswith("/") and named == named.strip():
        return f"{named}/{APP}"
    if not named and home.startswith("/"):
        return f"{home}/{_USUAL[kind]}/{APP}"
    return None
