"""A table of the user's own: CSV with a header that has a column ``name``.

Other columns, all optional, in any order and case: ``id``; ``aliases`` (or ``alias``), names between ``;``
or ``|``; ``label`` (or ``type``, ``schema``); ``from`` (or ``since``) and ``until`` (or ``to``), dates;
``source``. Others are left out. The separator is a comma, a semicolon or a tab.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import LABELS, Entry, iso_date, label_of, tidy
from reader.analysis.gazetteers.lines import records_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALIASES = re.compile(r"[;|]")


def recognises(head: str) -> bool:
    """Tell whether a file that begins so has a header with a column ``name`` and others."""
    return len(_header(head)) > 1 and "name" in _header(head)


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries.

    Raises:
        ReaderError: at the first row that cannot be read, or has no name, or a date or type that is none.
    """
    with path.open("rb") as file:
        delimiter = _delimiter(file.readline(1 << 16).decode("utf-8-sig", errors="replace"))
    for number, record in records_of(path, delimiter=delimiter):
        where = f"{path}, line {number}"
        name = tidy(record["name"])
        if not name:
            raise ReaderError("the row has no name", where=where, remedy="give it one, or delete the row")
        aliases = _ALIASES.split(_first(record, "aliases", "alias"))
        yield Entry(
            id=_first(record, "id") or f"line {number}",
            name=name,
            aliases=tuple(dict.fromkeys(tidy(alias) for alias in aliases if alias.strip())),
            label=_label(_first(record, "label", "type", "schema"), where),
            since=_date(_first(record, "from", "since"), where, last=False),
            until=_date(_first(record, "until", "to"), where, last=True),
            source=tidy(_first(record, "source")),
        )


def _header(head: str) -> list[str]:
    line = head.split("\n", 1)[0]
    return [cell.strip().strip('"').lower() for cell in line.split(_delimiter(line))]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _first(record: dict[str, str], *columns: str) -> str:
    """Return the first of some cells that holds something, without the spaces around it."""
    return next((record[column].strip() for column in columns if record.get(column, "").strip()), "")


def _label(written: str, where: str) -> str:
    label = label_of(written)
    if written and not label:
        raise ReaderError(
            f"the type {written!r} is not known", where=where, remedy=f"write one of {', '.join(LABELS)}"
        )
    return label


def _date(written: str, where: str, *, last: bool) -> str:
    try:
        return iso_date(written, last=last)
    except ValueError as problem:
        raise ReaderError(
            f"{written!r} is not a date", where=where, remedy="write it as 2020-12-31, 2020-12 or 2020"
        ) from problem
