"""The EU's consolidated list of financial sanctions as CSV, ``csvFullSanctionsList``: ``;``, byte order mark.

One row a name, address, birth date or identity paper; rows are grouped by ``Entity_LogicalId``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, label_of, tidy
from reader.analysis.gazetteers.lines import records_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID, _NAME = "entity_logicalid", "namealias_wholename"
_TYPES = ("entity_subjecttype_classificationcode", "entity_subjecttype")
_PROGRAMME = "entity_regulation_programme"
_STRONG = "namealias_strong"


def recognises(head: str) -> bool:
    """Tell whether a file that begins so has the header of such a list."""
    header = head.split("\n", 1)[0].lower()
    return _ID in header and _NAME in header and ";" in header


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries; names that the list calls weak are left out.

    Raises:
        ReaderError: at the first row that cannot be read or belongs to no entry.
    """
    names: dict[str, dict[str, None]] = {}
    told: dict[str, tuple[str, str]] = {}
    for number, record in records_of(path, delimiter=";"):
        id_ = record[_ID].strip()
        if not id_:
            raise ReaderError(
                "the row has no Entity_LogicalId",
                where=f"{path}, line {number}",
                remedy="fetch the file again",
            )
        label = next(filter(None, (label_of(record.get(column, "")) for column in _TYPES)), "")
        told.setdefault(id_, (label, tidy(record.get(_PROGRAMME, ""))))
        name = tidy(record[_NAME])
        if name and record.get(_STRONG, "").strip().lower() != "false":
            names.setdefault(id_, {})[name] = None
    for id_, own in names.items():
        name, *others = own
        label, source = told[id_]
        yield Entry(id_, name, tuple(others), label, source=source)
