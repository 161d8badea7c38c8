"""``reader import``: annotations of a file, Reader's own or another program's, into a library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import FINE, NOT_FOUND, complain
from reader.errors import ReaderError
from reader.text.numbers import counted

if TYPE_CHECKING:
    import argparse

    from reader.api.library import Library
    from reader.session.importing import Plan

NAME = "import"
HELP = "bring annotations from a file into a library"

_STANDARD_INPUT = "-"
_EPILOG = """\
examples:
  reader import notes.json
  reader import notes.json ~/articles --dry-run
  reader import standoff/ --format brat
  reader import --undo

The format of a file is told by what it begins with, else by its name. A folder or an archive has files of one
format or of several; hidden files are passed over. Each mistake in a file is told with its line; the rest is
imported, unless --strict is given.

Articles are found by their text, else by their path, else by a title that no other has. An annotation is the
one with its id; else yours of the same words at the same place, which gets the tags and the note it has not;
else it is new. What is imported is yours; where it was somebody else's, its provenance says so. An
annotation that is older than yours, or that another annotator has here already, changes nothing. A file's
codebook is added to the library's: new codes come in under their parents, those that are there stay as they
are. The last import can be taken back as a whole; what you have changed since stays as it is.

exit status: 0 fine; 1 something of the file could not be imported; 2 nothing was imported
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    file = parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a file, a folder of files, or a ZIP archive; - is standard input",
    )
    file.complete = "file"  # type: ignore[attr-defined]  # for shtab
    library = parser.add_argument(
        "library", nargs="?", type=Path, metavar="LIBRARY", help="the last library opened when left out"
    )
    library.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument(
        "--format", metavar="FORMAT", help="when left out, as the file begins, else as its name says"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
    parser.add_argument("--strict", action="store_true", help="import nothing where the file has a mistake")
    parser.add_argument("--undo", action="store_true", help="take the last import back; give no FILE then")


def run(arguments: argparse.Namespace) -> int:
    """Import the annotations and return the exit status.

    Raises:
        ReaderError: when the file or the library cannot be read, or nothing can be saved.
    """
    from reader.api.library import open_library

    if arguments.undo:
        with open_library(arguments.library or arguments.file, on_trouble=complain) as library:
            return _undo(library)
    if arguments.file is None:
        raise ReaderError("there is no file to import", where="", remedy="see reader import --help")
    is_pipe = arguments.file == _STANDARD_INPUT
    name = "standard input" if is_pipe else Path(arguments.file).name
    if is_pipe and sys.stdin is None:
        raise ReaderError("standard input is closed", where="", remedy="give a file, or pipe one in")
    source = sys.stdin.buffer.read() if is_pipe else Path(arguments.file)
    with open_library(arguments.library, on_trouble=complain) as library:
        if library.notice:
            complain(library.notice)
        plan = library.import_from(
            source, arguments.format, name=name, dry_run=arguments.dry_run, strict=arguments.strict
        )
    for mistake in plan.mistakes:
        complain(f"{name}, {mistake}.")
    for line in plan.told:
        complain(f"{name}: {line}.")
    if arguments.strict and plan.mistakes:
        raise ReaderError(
            f"{counted(len(plan.mistakes), 'mistake')}, so nothing was imported",
            where=name,
            remedy="mend them, or leave out --strict",
        )
    print(_summary(plan, is_dry=arguments.dry_run))
    return NOT_FOUND if plan.mistakes else FINE


def _undo(library: Library) -> int:
    done, problems = library.undo_import()
    for problem in problems:
        complain(problem)
    print(f"took back the last import: annotations, relations and codes that are as before: {done}")
    return NOT_FOUND if problems else FINE


def _summary(plan: Plan, *, is_dry: bool) -> str:
    said = f"{counted(plan.new, 'annotation')} new, {plan.changed} changed, {plan.same} there already"
    links = f", {counted(plan.links, 'relation')} new" if plan.links else ""
    codes = f", {counted(len(plan.codes), 'code')} new" if plan.codes else ""
    return f"{'would import: ' if is_dry else ''}{said}{links}{codes}"
