"""Importing a module as it is where Python was built without another one.

`asyncio` and `secrets` load OpenSSL, which takes 4 MB and 10 ms, and do without where there is none. The app
asks no network, and what it hashes is short or hashed with OpenSSL by name.
"""

from __future__ import annotations

import sys
from importlib import import_module


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
        import_module(name)
    finally:
        del sys.modules[other]
