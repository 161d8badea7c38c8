"""``reader import``: annotations of a file, Reader's own or another program's, into a library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import FINE, NOT_FOUND, complain
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from reader.exchange.format import Format
    from reader.session.importing import Plan
    from reader.session.opening import Library

NAME = "import"
HELP = "bring annotations from a file into a library"

_STANDARD_INPUT = "-"
_EPILOG = """\
examples:
  reader import notes.json
  reader import notes.json ~/articles --dry-run
  reader import --undo

Articles are found by their text, else by their path. An annotation is the one with its id; else yours of the
same words at the same place, which gets the tags and the note it has not; else it is new. What is imported
is yours; where it was somebody else's, its provenance says so. An annotation that is older than yours, or
that another annotator has here already, changes nothing. A file's codebook is added to the library's: new
codes come in under their parents, those that are there stay as they are. The last import can be taken back
as a whole; what you have changed since stays as it is.

exit status: 0 fine; 1 something of the file could not be imported; 2 nothing was imported
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    file = parser.add_argument(
        "file", nargs="?", metavar="FILE", help="the file to read; - is standard input"
    )
    file.complete = "file"  # type: ignore[attr-defined]  # for shtab
    library = parser.add_argument(
        "library", nargs="?", type=Path, metavar="LIBRARY", help="the last library opened when left out"
    )
    library.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--format", metavar="FORMAT", help="when left out, as the file's name says")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
    parser.add_argument("--strict", action="store_true", help="import nothing where the file has a mistake")
    parser.add_argument("--undo", action="store_true", help="take the last import back; give no FILE then")


def run(arguments: argparse.Namespace) -> int:
    """Import the annotations and return the exit status.

    Raises:
        ReaderError: when the file or the library cannot be read, or nothing can be saved.
    """
    from reader.config.settings import load_settings
    from reader.session.import_steps import do_import
    from reader.session.importing import plan_import
    from reader.session.opening import open_library

    settings = load_settings()
    if arguments.undo:
        where = arguments.library or (Path(arguments.file) if arguments.file else None)
        return _undo(open_library([where] if where else [], settings), settings.annotator)
    if arguments.file is None:
        raise ReaderError("there is no file to import", where="", remedy="see reader import --help")
    name = "standard input" if arguments.file == _STANDARD_INPUT else Path(arguments.file).name
    chosen = _choose(arguments.format, name)
    read = chosen.decode(_bytes_of(arguments.file)) if chosen.decode else None
    if read is None:
        raise ReaderError(
            f"{chosen.label} cannot be read back", where=name, remedy="see reader export --list-formats"
        )
    library = open_library([arguments.library] if arguments.library else [], settings)
    plan = plan_import(library, read, author=settings.annotator, name=name)
    for mistake in plan.mistakes:
        complain(f"{name}, {mistake}.")
    for line in plan.told:
        complain(f"{name}: {line}.")
    if arguments.strict and plan.mistakes:
        raise ReaderError(
            f"{len(plan.mistakes)} mistakes, so nothing was imported",
            where=name,
            remedy="mend them, or leave out --strict",
        )
    if not arguments.dry_run:
        do_import(library, plan, author=settings.annotator, name=name)
    print(_summary(plan, is_dry=arguments.dry_run))
    return NOT_FOUND if plan.mistakes else FINE


def _undo(library: Library, author: str) -> int:
    from reader.session.import_steps import undo_import

    done, problems = undo_import(library, author=author)
    for problem in problems:
        complain(problem)
    print(f"took back the last import: annotations, relations and codes that are as before: {done}")
    return NOT_FOUND if problems else FINE


def _choose(named: str | None, name: str) -> Format:
    from reader.exchange.formats import find_format, format_of, formats

    if named is not None:
        return find_format(named)
    found = format_of(name)
    if found is None:
        names = ", ".join(each.name for each in formats() if each.decode)
        raise ReaderError(
            "the file's name does not say its format", where=name, remedy=f"give --format: {names}"
        )
    return found


def _bytes_of(file: str) -> bytes:
    """Return what a file holds.

    Raises:
        ReaderError: when it cannot be read.
    """
    if file == _STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ReaderError(
            f"cannot be read ({error.strerror})", where=file, remedy="check the path"
        ) from error


def _summary(plan: Plan, *, is_dry: bool) -> str:
    from reader.text.numbers import counted

    said = f"{counted(plan.new, 'annotation')} new, {plan.changed} changed, {plan.same} there already"
    links = f", {counted(plan.links, 'relation')} new" if plan.links else ""
    codes = f", {counted(len(plan.codes), 'code')} new" if plan.codes else ""
    return f"{'would import: ' if is_dry else ''}{said}{links}{codes}"
