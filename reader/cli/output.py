"""What goes to the terminal: errors in one line, nothing from a file unseen to by the sanitiser."""

from __future__ import annotations

import os
import sys

from reader.errors import ReaderError

FINE, NOT_FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: all is well; something was not found or an article has a problem; wrong usage or bad
input; stopped by Ctrl-C."""
WIDEST = 72
"""Text is typeset at most this wide, in columns."""

_USUAL = 80


def complain(problem: ReaderError | str) -> None:
    """Say in one line on standard error what is wrong."""
    print(f"reader: {plain(str(problem))}", file=sys.stderr)


def plain(text: str) -> str:
    """Return a text as `reader.page.visible` has it drawn, and import that only for a text that needs it."""
    if text.isascii() and text.isprintable():
        return text
    import re

    from reader.page.classes import WESTERN

    if re.fullmatch(f"[{WESTERN}]*+", text):
        return text
    from reader.page.visible import visible

    return visible(text)


def columns() -> int:
    """Return the terminal's width; ``COLUMNS`` has the last word.

    As `shutil.get_terminal_size` has it, whose import brings three compressors along.
    """
    named = os.environ.get("COLUMNS", "")
    try:
        wanted = int(named) if named else 0
    except ValueError:
        wanted = 0
    if wanted > 0:
        return wanted
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or _USUAL
    except (ValueError, OSError):
        return _USUAL


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour() -> bool:
    """Tell whether colours are welcome (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def obeys_escapes() -> bool:
    """Tell whether the terminal understands escape sequences at all."""
    return os.environ.get("TERM", "") not in ("", "dumb")


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output, all of them.

    Under ``python -u`` the stream's own buffer is none, and writes no more than a pipe holds.
    """
    sys.stdout.flush()
    with open(sys.stdout.fileno(), "wb", closefd=False) as output:
        output.write(data)
