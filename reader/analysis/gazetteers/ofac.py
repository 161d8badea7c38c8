"""OFAC's ``sdn.csv``: twelve columns without a header, ``-0-`` for nothing; aliases in ``alt.csv`` beside it.

Format: moov-io.github.io/watchman/file-structure. Persons are written ``LAST, First``; they are turned
round. Weak aliases stand only in the remarks and are left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, label_of, tidy
from reader.analysis.gazetteers.lines import rows_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = 12
_ALIAS_COLUMNS = 4
_NOTHING = "-0-"


def recognises(head: str) -> bool:
    """Tell whether a file that begins so is such a list: a number, a name, and ten cells more."""
    try:
        row = next(csv.reader([head.split("\n", 1)[0]]), [])
    except csv.Error:
        return False
    return len(row) == _COLUMNS and row[0].strip().isdecimal()


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries, with the aliases of ``alt.csv`` where it lies beside the list.

    Raises:
        ReaderError: at the first row of either file that cannot be read.
    """
    aliases = _aliases(path)
    for number, row in rows_of(path):
        if row[0].strip() == "\x1a":  # the end of a file, as CP/M marked it
            return
        if len(row) != _COLUMNS:
            raise ReaderError(
                f"the row has {len(row)} cells, not {_COLUMNS}",
                where=f"{path}, line {number}",
                remedy="fetch the file again",
            )
        kind = _value(row[2])
        is_person = kind.lower() == "individual"
        names = [_in_order(each, is_person=is_person) for each in (row[1], *aliases[row[0].strip()])]
        name, *others = names
        if name:
            yield Entry(
                id=row[0].strip(),
                name=name,
                aliases=tuple(dict.fromkeys(other for other in others if other and other != name)),
                label=label_of(kind) or "ORG",
                source=_value(row[3]),
            )


def _aliases(path: Path) -> defaultdict[str, list[str]]:
    """Return the aliases by the number of their entry."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    beside = [path.with_name(name) for name in ("alt.csv", "ALT.CSV")]
    for file in beside:
        if file.is_file() and file != path:
            for number, row in rows_of(file):
                if row[0].strip() == "\x1a":
                    break
                if len(row) < _ALIAS_COLUMNS:
                    raise ReaderError(
                        f"the row has {len(row)} cells, fewer than {_ALIAS_COLUMNS}",
                        where=f"{file}, line {number}",
                        remedy="fetch the file again, or move it away",
                    )
                found[row[0].strip()].append(row[3])
            break
    return found


def _value(cell: str) -> str:
    cell = tidy(cell)
    return "" if cell == _NOTHING else cell


def _in_order(cell: str, *, is_person: bool) -> str:
    """Return a name as it is written in texts: ``LAST, First`` turned round."""
    name = _value(cell)
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if is_person and comma else name
