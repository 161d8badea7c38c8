"""Importing a module as it is where Python was built, or installed, without another one.

`asyncio` and `secrets` load OpenSSL, which takes 4 MB and 10 ms, and do without where there is none. The app
asks no network, and what it hashes is short or hashed with OpenSSL by name. `msgspec` asks
`typing_extensions`, which loads `inspect` and all that parses Python, for what `typing` has as well.
"""

from __future__ import annotations

import sys


def import_without(name: str, other: str) -> None:
    """Import a module without another one, unless one of them is imported already.

    Args:
        name: The module; it must be able to do without.
        other: What it does without. It can be imported by others later.
    """
    if name in sys.modules or other in sys.modules:
        return
    sys.modules[other] = None  # type: ignore[assignment]  # as the import system has it for what is not there
    try:
        __import__(name)
    finally:
        del sys.modules[other]
