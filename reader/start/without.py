"""Importing a module as it is where Python was built, or installed, without others.

`asyncio` and `secrets` load OpenSSL, which takes 4 MB and 10 ms, and do without where there is none. The app
asks no network, and what it hashes is short or hashed with OpenSSL by name. `shutil` loads `bz2` and `lzma`
for archives, of which Reader makes none with it. `msgspec` asks `typing_extensions`, which loads `inspect`
and all that parses Python, for what `typing` has as well.
"""

from __future__ import annotations

import sys


def import_without(name: str, *others: str) -> None:
    """Import a module without others, unless it is imported already.

    Args:
        name: The module; it must be able to do without.
        others: What it does without, as far as that is not imported already. Others can import them later.
    """
    if name in sys.modules:
        return
    missing = [other for other in others if other not in sys.modules]
    for other in missing:
        sys.modules[other] = None  # type: ignore[assignment]  # as the import system has it for what is not there
    try:
        __import__(name)
    finally:
        for other in missing:
            del sys.modules[other]
