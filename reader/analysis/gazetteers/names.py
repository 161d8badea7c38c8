"""A list of names, one a line; empty lines and lines that begin with ``#`` are left out.

A first line that says ``name`` is a heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, tidy
from reader.analysis.gazetteers.lines import lines_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_TABLES = (".csv", ".tsv")
_SEPARATORS = re.compile("[,;\t]")


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
        if not name or name.startswith("#") or (number == 1 and name.lower() == "name"):
            continue
        where = f"{path}, line {number}"
        if number == 1 and path.suffix.lower() in _TABLES and _SEPARATORS.search(name):
            raise ReaderError('no column is called "name"', where=where, remedy="give the table a header")
        if "\t" in line.strip():
            raise ReaderError(
                "there is a tab in the name",
                where=where,
                remedy='give the table a header with a column "name"',
            )
        yield Entry(f"line {number}", name)
