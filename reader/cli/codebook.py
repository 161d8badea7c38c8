"""``reader codebook``: the tags of a library, with keys, colours, meanings and how often each is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain
from reader.cli.tables import Column, add_format_argument, print_csv, print_json, print_table
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from reader.session.codes import TagRow

NAME = "codebook"
HELP = "list the tags of a library: its codebook, and free tags in use"

_COLUMNS = (
    Column("#", is_number=True),
    Column("key"),
    Column("tag", may_shrink=True),
    Column("colour"),
    Column("notes", is_number=True),
    Column("means", may_shrink=True),
)
_CSV_COLUMNS = ("number", "tag", "key", "colour", "parent", "annotations", "free", "description")
_EPILOG = """\
Tags of the codebook stand under their parents; free tags, which are not in it, come last. The codebook is
.reader/codebook.toml in the library: change it in an editor, or with C in the app. In CSV, cells that a
spreadsheet might take for a formula begin with an apostrophe.

exit status: 0 fine; 1 the codebook is damaged; 2 the library cannot be opened
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    add_format_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the tags and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    from reader.annotations.codebook import Codebook
    from reader.api.library import open_library

    library = open_library(arguments.library, on_trouble=complain)
    if library.notice:
        complain(library.notice)
    problem = None
    try:
        book = library.codebook()
    except ReaderError as error:
        book, problem = Codebook(), error
        complain(error)
    rows = library.tags()
    if arguments.format == "json":
        tags_as_json = [_as_json(row) for row in rows]
        print_json({"library": str(library.path), "closed": book.closed, "tags": tags_as_json})
    elif arguments.format == "csv":
        print_csv(_CSV_COLUMNS, [_csv_cells(row) for row in rows])
    elif rows:
        print_table(_COLUMNS, [_cells(row) for row in rows])
    else:
        print("no tags yet: t tags a passage in the app, C edits the codebook there")
    return NOT_FOUND if problem else FINE


def _as_json(row: TagRow) -> dict[str, Any]:
    return {
        "number": row.number or None,
        "tag": row.tag,
        "key": row.key,
        "colour": row.colour,
        "parent": row.code.parent if row.code else "",
        "annotations": row.count,
        "free": row.code is None,
        "description": row.code.description if row.code else "",
    }


def _csv_cells(row: TagRow) -> tuple[str, ...]:
    cells = _as_json(row) | {"number": row.number or "", "free": "yes" if row.code is None else "no"}
    return tuple(str(cells[name]) for name in _CSV_COLUMNS)


def _cells(row: TagRow) -> tuple[str, ...]:
    means = row.code.description if row.code else "(free tag)"
    return str(row.number or ""), row.key, "  " * row.depth + row.tag, row.colour, str(row.count), means
