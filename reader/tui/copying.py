"""Copying: to the terminal's clipboard, to the desktop's, and to a file for terminals that have none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.state import write_state

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

FILE = "clipboard.txt"
PATIENCE = 2.0
"""Seconds that a program for the desktop's clipboard may take."""


def copy(app: ReaderApp, text: str, said: str) -> None:
    """Put text on every clipboard there is, and into a file; then say so.

    The terminal is asked by OSC 52, which many obey and many ignore without a word. The rest is done beside
    the screen.

    Args:
        app: The app.
        text: What to copy.
        said: What to say when it is done.
    """
    app.copy_to_clipboard(text)

    def elsewhere() -> None:
        file = _to_file(text)
        _to_desktop(text)
        app.call_from_thread(app.tell, f"{said}; also in {_short(file)}" if file else said)

    app.run_worker(elsewhere, thread=True, group="copying", exit_on_error=False)


def desktop_program(environment: Mapping[str, str]) -> Sequence[str] | None:
    """Return the command that fills the clipboard of the desktop this terminal is on, if there is one.

    From another machine there is none: its desktop is not the reader's.
    """
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    programs = {
        "wl-copy": ("WAYLAND_DISPLAY", ()),
        "xclip": ("DISPLAY", ("-selection", "clipboard")),
        "xsel": ("DISPLAY", ("--clipboard", "--input")),
        "pbcopy": ("HOME", ()),
    }
    for name, (needed, words) in programs.items():
        path = shutil.which(name, path=environment.get("PATH")) if environment.get(needed) else None
        if path is not None:
            return path, *words
    return None


def _to_file(text: str) -> Path | None:
    try:
        return write_state(FILE, text)
    except OSError:
        return None


def _to_desktop(text: str) -> None:
    command = desktop_program(os.environ)
    if command is None:
        return
    try:
        subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
