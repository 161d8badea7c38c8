"""``reader gazetteer``: the user's own lists of names, which are looked for in every text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import FINE, NOT_FOUND, complain
from reader.values import asdict

if TYPE_CHECKING:
    from reader.analysis.gazetteers.table import Description

NAME = "gazetteer"
HELP = "look for the names of your own lists in every text"

_EPILOG = """\
formats: one name a line; CSV with a header (name, aliases, type, from, until, source); OpenSanctions
targets.simple.csv; OFAC sdn.csv, with alt.csv beside it; the UN's consolidated XML; the UK and EU lists
as CSV. The file is read once and compiled; nothing is fetched.

exit status: 0 fine; 1 a list cannot be used; 2 nothing was done
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    add = actions.add_parser("add", help="read a list and keep its names", description="Read a list.")
    file = add.add_argument("file", type=Path, metavar="FILE", help="the list; see `reader gazetteer --help`")
    file.complete = "file"  # type: ignore[attr-defined]  # for shtab
    add.add_argument("--name", help="what to call it; as its file when left out")
    add.add_argument(
        "--label",
        type=str.upper,
        metavar="TYPE",
        help="the type of its names where it tells none: ORG, PERSON...",
    )
    add.add_argument("--replace", action="store_true", help="replace the list of that name")
    listing = actions.add_parser("list", help="show your lists", description="Show your lists.")
    listing.add_argument("--json", action="store_true", help="print JSON")
    remove = actions.add_parser("remove", help="forget a list", description="Forget a list.")
    remove.add_argument("name", metavar="NAME", help="as `reader gazetteer list` shows it")


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked and return the exit status.

    Raises:
        ReaderError: when a list cannot be read, written or found.
    """
    match arguments.action:
        case "add":
            return _add(arguments)
        case "remove":
            return _remove(arguments.name)
        case _:
            return _list(as_json=arguments.json)


def _add(arguments: argparse.Namespace) -> int:
    from reader.analysis.gazetteers.entry import LABELS
    from reader.analysis.gazetteers.folder import own_gazetteers
    from reader.errors import ReaderError
    from reader.page.visible import visible

    if arguments.label is not None and arguments.label not in LABELS:
        raise ReaderError(
            f"there is no type {arguments.label!r}", where="", remedy=f"give one of {', '.join(LABELS)}"
        )
    added = own_gazetteers().add(
        arguments.file, name=arguments.name, label=arguments.label or "", replace=arguments.replace
    )
    print(visible(f"{added.name}: {_counted(added)} ({added.format})"))
    return FINE


def _counted(added: Description) -> str:
    entries, names = ("entry" if added.entries == 1 else "entries"), ("name" if added.names == 1 else "names")
    told = f"{added.entries:,} {entries}, {added.names:,} {names}"
    return f"{told}, {added.left_out:,} left out as too long or without letters" if added.left_out else told


def _remove(name: str) -> int:
    from reader.analysis.gazetteers.folder import own_gazetteers

    own_gazetteers().remove(name)
    return FINE


def _list(*, as_json: bool) -> int:
    from reader.analysis.gazetteers.folder import own_gazetteers
    from reader.cli.tables import Column, print_json, print_table

    lists = own_gazetteers()
    if as_json:
        print_json([asdict(each) for each in lists.descriptions()])
    elif lists.descriptions():
        header = (
            Column("name"),
            Column("entries", is_number=True),
            Column("names", is_number=True),
            Column("format"),
            Column("added"),
            Column("file", may_shrink=True),
        )
        rows = [
            (each.name, f"{each.entries:,}", f"{each.names:,}", each.format, each.added[:10], each.source)
            for each in lists.descriptions()
        ]
        print_table(header, rows)
    elif not lists.problems():
        print("no lists yet: reader gazetteer add FILE")
    for problem in lists.problems():
        complain(problem)
    return NOT_FOUND if lists.problems() else FINE
