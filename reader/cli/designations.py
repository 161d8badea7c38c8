"""``reader designations``: what the texts of a library call whom, as a table."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.cli.tables import Column, Sheet, add_table_arguments, print_sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from reader.articles.findings import Designation
    from reader.cli.tables import Found

NAME = "designations"
HELP = "list what the texts of a library call whom: banned, sanctioned, foreign agent and so on"

_COLUMNS = (
    Column("statement", may_shrink=True),
    Column("kind"),
    Column("jurisdiction"),
    Column("polarity"),
    Column("entities", may_shrink=True),
    Column("place", may_shrink=True),
)
_CSV_COLUMNS = (
    "statement",
    "kind",
    "also",
    "jurisdictions",
    "authority",
    "polarity",
    "source",
    "marker",
    "confidence",
    "entities",
    "path",
    "paragraph",
    "start",
    "end",
)


class _Row(NamedTuple):
    """A designation and where it stands."""

    found: Designation
    path: str
    paragraph: int

    @property
    def statement(self) -> str:
        """The text's own words, on one line."""
        return " ".join(self.found.text.split())

    @property
    def names(self) -> tuple[str, ...]:
        """Whom it is said of."""
        return tuple(designated.name for designated in self.found.entities)

    def as_json(self) -> dict[str, Any]:
        """Return it for programs; places are code points, [start, end)."""
        found = self.found
        return {
            "statement": found.text,
            "kind": found.kind,
            "also": list(found.also),
            "jurisdictions": list(found.jurisdictions),
            "authority": found.authority,
            "polarity": found.polarity,
            "source": found.source,
            "marker": found.marker,
            "confidence": found.confidence,
            "entities": list(self.names),
            "path": self.path,
            "paragraph": self.paragraph,
            "start": found.span.start,
            "end": found.span.end,
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_table_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the table and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    return print_sheet(arguments, _sheet)


def _sheet(found: Iterable[Found]) -> Sheet:
    rows = list(_rows(found))
    return Sheet(
        objects=(row.as_json() for row in rows),
        csv_columns=_CSV_COLUMNS,
        csv_rows=map(_csv_cells, rows),
        columns=_COLUMNS,
        rows=map(_cells, rows),
    )


def _rows(found: Iterable[Found]) -> Iterator[_Row]:
    """Yield every designation in the order of the articles and their texts."""
    from reader.text.segments import paragraphs

    for article, findings in found:
        starts = [paragraph.start for paragraph in paragraphs(article.text)]
        for designation in findings.designations:
            yield _Row(designation, article.path, max(1, bisect_right(starts, designation.span.start)))


def _cells(row: _Row) -> tuple[str, ...]:
    found = row.found
    return (
        row.statement,
        ", ".join((found.kind, *found.also)),
        ", ".join(found.jurisdictions) or "–",
        found.polarity,
        ", ".join(row.names) or "–",
        f"{row.path}, paragraph {row.paragraph}",
    )


def _csv_cells(row: _Row) -> list[str]:
    told = row.as_json() | {"statement": row.statement}
    return [
        "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
        for value in (told[column] for column in _CSV_COLUMNS)
    ]
