"""``reader [PATH ...]``: the app on a library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import ReaderError


def run(paths: Sequence[Path]) -> int:
    """Open the app on folders or files, or on the last library; return the exit status.

    Raises:
        ReaderError: when the library cannot be opened, or there is no terminal.
    """
    from reader.config.last_library import last_library, remember_library
    from reader.config.settings import load_settings
    from reader.session.opening import open_library

    settings = load_settings()
    library = open_library(paths, settings, at_once=True)
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ReaderError(
            "the app needs a terminal", where="", remedy="use `reader list` and `reader show` elsewhere"
        )
    from reader.start.without import import_without

    import_without("shutil", "bz2", "lzma")
    if paths:
        remember_library(paths)
    opened = tuple(str(path.absolute()) for path in paths or last_library())
    import_without("asyncio", "ssl")
    from reader.tui.apart import import_app
    from reader.tui.frames import draw_often

    draw_often()
    import_app()
    from reader.tui.app import run_app

    return run_app(library, settings, opened=opened, first=library.only)
