"""The order of a list."""

from __future__ import annotations

import re

_NUMBER = re.compile("([0-9]+)")


def natural_key(path: str) -> tuple[list[str | int], str]:
    """Return a key that sorts paths as people do: numbers by value, letters without case."""
    pieces: list[str | int] = [*_NUMBER.split(path.casefold())]
    # Every other piece is a number, in every path.
    pieces[1::2] = map(int, pieces[1::2])
    return pieces, path
