"""``reader entities``: who and what a library or an article names, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from reader.cli.tables import Column, Sheet, add_table_arguments, print_sheet
from reader.values import asdict, field

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from reader.articles.findings import ListedAs
    from reader.cli.tables import Found

NAME = "entities"
HELP = "list who and what a library or an article names"

_COLUMNS = (
    Column("name", may_shrink=True),
    Column("type"),
    Column("mentions", is_number=True),
    Column("articles", is_number=True),
    Column("listed", may_shrink=True),
)
_CSV_COLUMNS = ("name", "type", "mentions", "articles", "aliases", "paths", "listed")


class _Row(Struct):
    """Somebody or something, over all articles that call it so."""

    name: str
    label: str
    mentions: int = 0
    paths: list[str] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    listed: dict[ListedAs, None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "name": self.name,
            "label": self.label,
            "mentions": self.mentions,
            "articles": self.paths,
            "aliases": list(self.aliases),
            "listed": [asdict(each) for each in self.listed],
        }

    def lists(self) -> str:
        """Say on which of the user's lists it is."""
        return "; ".join(f"{each.list}: {each.entry}" for each in self.listed)


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
    rows = _gathered(found)
    shown = _COLUMNS if any(row.listed for row in rows) else _COLUMNS[:-1]
    return Sheet(
        objects=(row.as_json() for row in rows),
        csv_columns=_CSV_COLUMNS,
        csv_rows=map(_csv_cells, rows),
        columns=shown,
        rows=(_cells(row)[: len(shown)] for row in rows),
    )


def _gathered(found: Iterable[Found]) -> list[_Row]:
    """Return entities of one name and type as one, the most named first."""
    rows: dict[tuple[str, str], _Row] = {}
    for article, findings in found:
        for entity in findings.entities:
            row = rows.setdefault((entity.name, entity.label), _Row(entity.name, entity.label))
            row.mentions += len(entity.mentions)
            if article.path not in row.paths[-1:]:
                row.paths.append(article.path)
            row.aliases |= dict.fromkeys(entity.aliases)
            row.listed |= dict.fromkeys(entity.listed)
    return sorted(rows.values(), key=lambda row: (-row.mentions, row.name, row.label))


def _cells(row: _Row) -> tuple[str, ...]:
    return row.name, row.label, str(row.mentions), str(len(row.paths)), row.lists()


def _csv_cells(row: _Row) -> tuple[str, ...]:
    paths, aliases = "; ".join(row.paths), "; ".join(row.aliases)
    return row.name, row.label, str(row.mentions), str(len(row.paths)), aliases, paths, row.lists()
