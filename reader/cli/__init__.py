"""The command line: one module a command."""

from __future__ import annotations

import sys

from reader import __version__
from reader.cli.names import KEPT, paths_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``reader``; return its exit status and never raise.

    Where the app is asked for and there is a picture of its first screen, that is shown before anything else
    is imported.

    Args:
        argv: The words behind the command's name; those of the process when left out.
    """
    # `list` is a module of this folder.
    words = [*(sys.argv[1:] if argv is None else argv)]
    paths = paths_of(words)
    try:
        if paths is not None:
            return _open(words, paths)
        if words[0] not in KEPT:
            return _printed(words)
        status = _undisturbed(words)
    except KeyboardInterrupt:
        return 130
    if argv is None:
        _end(status)
    return status


def _open(words: Sequence[str], paths: Sequence[str]) -> int:
    import gc

    from reader.start.first_screen import show_first_screen
    from reader.start.terminal import TERMINAL

    # Nothing that is imported is garbage; the app looks for some when no key is pressed (`tui/sweeping.py`).
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        show_first_screen(paths)
        from reader.cli import program

        return program.main(words)
    finally:
        TERMINAL.give_back()
        if was_enabled:
            gc.enable()


def _undisturbed(words: Sequence[str]) -> int:
    """Run a command that makes hardly any garbage and ends, without looking for some among all it made."""
    import gc

    from reader.start.printed import PRINTED

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _printed(words)
    finally:
        PRINTED.end()
        if was_enabled:
            gc.enable()


def _end(status: int) -> None:
    """End the process without what the interpreter does at its end, where nobody else waits for that.

    All is written; taking modules apart takes as long as importing some dozens of them.
    """
    if "threading" in sys.modules or sys.gettrace() is not None or sys.getprofile() is not None:
        return
    import os

    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        return
    os._exit(status)


def _printed(words: Sequence[str]) -> int:
    if sys.stdout is not None and _printed_at_once(words):
        return 0
    from reader.cli import program

    return program.main(words)


def _printed_at_once(words: Sequence[str]) -> bool:
    """Print what needs next to nothing to be imported; tell whether it was that.

    What cannot be written is tried in the usual way, which says why.
    """
    try:
        if words == ["--version"]:
            sys.stdout.write(f"Reader {__version__}\n")
            return True
        if words[0] not in KEPT:
            return False
        from reader.start.printed import PRINTED

        return PRINTED.again(words)
    except OSError:
        return False
