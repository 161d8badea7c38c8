"""The UK Sanctions List as CSV: a line with its date, a header, then one row a name and address.

Rows are grouped by ``Unique ID``. ``Name 6`` is a surname or the name of an entity, ``Name 1`` to ``Name 5``
stand in front of it. Aliases of low quality are left out. (From 28 January 2026 this is the UK's one list.)
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, iso_date, label_of, tidy
from reader.analysis.gazetteers.lines import records_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARTS = tuple(f"name {number}" for number in range(1, 7))
_HEADER_LINES = 5


def recognises(head: str) -> bool:
    """Tell whether a file that begins so has the header of such a list."""
    return _header_line(head) is not None


def _header_line(head: str) -> int | None:
    """Return which of the first lines is the header, from 0; None where none is."""
    for number, line in enumerate(head.lower().split("\n")[:_HEADER_LINES]):
        if "unique id" in line and "name 6" in line and "name type" in line:
            return number
    return None


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries.

    Raises:
        ReaderError: at the first row that cannot be read or names nobody.
    """
    with path.open("rb") as file:
        skipping = _header_line(file.read(1 << 16).decode("utf-8-sig", errors="replace")) or 0
    names: dict[str, dict[str, bool]] = {}
    records: dict[str, dict[str, str]] = {}
    for number, record in records_of(path, skipping=skipping):
        id_ = record["unique id"].strip()
        if not id_:
            raise ReaderError(
                "the row has no Unique ID", where=f"{path}, line {number}", remedy="fetch the file again"
            )
        name = tidy(" ".join(record.get(part, "") for part in _PARTS))
        records.setdefault(id_, record)
        own = names.setdefault(id_, {})
        if "low" not in record.get("alias strength", "").lower():
            for each in filter(None, (name, tidy(record.get("name non-latin script", "")))):
                own[each] = own.get(each, False) or record["name type"].strip().lower() == "primary name"
    for id_, own in names.items():
        if own:
            name = next((each for each, is_primary in own.items() if is_primary), next(iter(own)))
            others = tuple(each for each in own if each != name)
            yield _entry(id_, name, others, records[id_])


def _entry(id_: str, name: str, aliases: tuple[str, ...], record: dict[str, str]) -> Entry:
    kind = record.get("designation type", "") or record.get("individual, entity, ship", "")
    since = ""
    with suppress(ValueError):
        since = iso_date(record.get("date designated", ""), last=False)
    return Entry(id_, name, aliases, label_of(kind), since, source=tidy(record.get("regime name", "")))
