"""OpenSanctions ``targets.simple.csv``: one row an entity, several values in a cell as a nested CSV row.

The columns are found by the header, since newer files have more
(github.com/opensanctions/opensanctions, ``zavod/exporters/simplecsv.py``).
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, label_of, tidy
from reader.analysis.gazetteers.lines import records_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = ("id", "schema", "name", "aliases", "countries", "dataset")


def recognises(head: str) -> bool:
    """Tell whether a file that begins so has the header of such a list."""
    header = {cell.strip().strip('"').lower() for cell in head.split("\n", 1)[0].split(",")}
    return header.issuperset(_COLUMNS)


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries; those without a name are left out.

    Raises:
        ReaderError: at the first row that cannot be read.
    """
    for number, record in records_of(path):
        name = tidy(record["name"])
        if name:
            yield Entry(
                id=record["id"],
                name=name,
                aliases=tuple(dict.fromkeys(_values(record["aliases"], f"{path}, line {number}"))),
                label=label_of(record["schema"]),
                source=tidy(record["dataset"]),
            )


def _values(cell: str, where: str) -> Iterator[str]:
    try:
        for row in csv.reader([cell], delimiter=";", strict=True):
            yield from (tidy(value) for value in row if value.strip())
    except csv.Error as problem:
        raise ReaderError(
            f"the aliases cannot be read ({problem})", where=where, remedy="fetch the file again"
        ) from problem
