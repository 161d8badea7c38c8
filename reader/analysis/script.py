"""Guessing a text's language from the letters it is written in; loads nothing."""

from __future__ import annotations

import re

_SAMPLE = 20_000
"""How many code points are looked at."""
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def guess_language(text: str) -> str:
    """Return ``ru`` for a text mostly in Cyrillic letters and ``en`` for every other.

    Args:
        text: Any text; its first 20,000 code points decide.
    """
    sample = text[:_SAMPLE]
    cyrillic = sum(map(len, _CYRILLIC.findall(sample)))
    if not cyrillic:
        return "en"
    latin = sum(map(len, _LATIN.findall(sample)))
    return "ru" if cyrillic > latin else "en"
