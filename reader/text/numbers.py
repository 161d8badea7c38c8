"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural where it is one: ``2 annotations``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
