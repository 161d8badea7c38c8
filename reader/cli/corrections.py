"""``reader corrections``: what people have corrected in a library, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain
from reader.cli.tables import Column, add_format_argument, print_csv, print_json, print_table

if TYPE_CHECKING:
    import argparse

    from reader.corrections.correction import Correction

NAME = "corrections"
HELP = "list what was corrected in a library: types, names that are none, names that were missed"

_EPILOG = """\
Corrections are made in the app, with r. Of two that contradict each other the lower one counts: others'
come before your own, those of the whole library before those of an article or of one place.

exit status: 0 fine; 1 a file of corrections cannot be read; 2 the library cannot be opened
"""
_COLUMNS = (
    Column("correction", may_shrink=True),
    Column("holds"),
    Column("made in", may_shrink=True),
    Column("by"),
    Column("changed"),
)
_CSV_COLUMNS = (
    "id",
    "kind",
    "words",
    "label",
    "other",
    "scope",
    "path",
    "start",
    "end",
    "author",
    "created",
    "modified",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    add_format_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the table and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    from reader.config.settings import load_settings
    from reader.session.opening import open_library

    library = open_library([arguments.library] if arguments.library else [], load_settings())
    kept = library.corrections.load()
    for problem in kept.problems:
        complain(problem)
    match arguments.format:
        case "json":
            print_json([_record(each) for each in kept.corrections])
        case "csv":
            rows = (_record(each).values() for each in kept.corrections)
            print_csv(_CSV_COLUMNS, ([str(cell) for cell in row] for row in rows))
        case _ if kept.corrections:
            print_table(_COLUMNS, [_cells(each) for each in kept.corrections])
        case _ if not kept.problems:
            print("no corrections yet: r in an article makes them")
    return NOT_FOUND if kept.problems else FINE


def _cells(correction: Correction) -> tuple[str, ...]:
    from reader.corrections.correction import SCOPES, describe

    return (
        describe(correction),
        SCOPES[correction.scope],
        correction.path,
        correction.author,
        correction.modified[:10],
    )


def _record(correction: Correction) -> dict[str, Any]:
    return {
        "id": correction.id,
        "kind": correction.kind,
        "words": correction.words,
        "label": correction.label,
        "other": correction.other,
        "scope": correction.scope,
        "path": correction.path,
        "start": correction.target.span.start,
        "end": correction.target.span.end,
        "author": correction.author,
        "created": correction.created,
        "modified": correction.modified,
    }
