"""The formats of lists, told apart by what stands in the file, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.gazetteers import columns, eu, names, ofac, opensanctions, uk, un
from reader.analysis.gazetteers.lines import head_of
from reader.errors import ReaderError
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.analysis.gazetteers.entry import Entry


class Format(NamedTuple):
    """A format of lists."""

    name: str
    recognises: Callable[[str], bool]
    """Tells by the beginning of a file."""
    read: Callable[[Path], Iterator[Entry]]


FORMATS = (
    Format("UN consolidated list (XML)", un.recognises, un.read),
    Format("UK sanctions list (CSV)", uk.recognises, uk.read),
    Format("EU financial sanctions (CSV)", eu.recognises, eu.read),
    Format("OpenSanctions targets.simple.csv", opensanctions.recognises, opensanctions.read),
    Format("OFAC sdn.csv", ofac.recognises, ofac.read),
    Format("CSV with a header", columns.recognises, columns.read),
    Format("one name a line", names.recognises, names.read),
)


def entries_of(path: Path, *, label: str = "") -> tuple[str, Iterator[Entry]]:
    """Return the name of a list's format and its entries, read as they are asked for.

    Args:
        path: The list.
        label: The type of the entries for which the list tells none.

    Raises:
        ReaderError: when the file cannot be read or is of no known format; while it is read, at the first
            place that cannot be.
    """
    head = head_of(path)
    for format_ in FORMATS:
        if format_.recognises(head):
            entries = format_.read(path)
            return format_.name, (each if each.label else replace(each, label=label) for each in entries)
    raise ReaderError(
        "this is no list of names that Reader knows",
        where=str(path),
        remedy='give one name a line, or a CSV file whose first line has a column "name"',
    )
