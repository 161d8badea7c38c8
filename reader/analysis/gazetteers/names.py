"""A list of names, one a line; empty lines and lines that begin with ``#`` are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, tidy
from reader.analysis.gazetteers.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def recognises(head: str) -> bool:
    """Tell whether a file that begins so is a list of names: any text that is no markup and no data."""
    return not head.lstrip().startswith(("<", "{", "["))


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries.

    Raises:
        ReaderError: at the first line that cannot be read.
    """
    for number, line in lines_of(path):
        name = tidy(line)
        if name and not name.startswith("#"):
            yield Entry(f"line {number}", name)
