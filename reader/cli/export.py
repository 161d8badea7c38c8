"""``reader export``: the annotations of a library as a file for other programs, or for reading."""

from __future__ import annotations

import argparse
import json
import stat
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain, is_terminal, write_bytes
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.exchange.format import Format, Written
    from reader.exchange.section import Section

NAME = "export"
HELP = "write your annotations to a file"

_STANDARD_OUTPUT = "-"
_EPILOG = """\
examples:
  reader export --output notes.md
  reader export ~/articles --format csv > notes.csv
  reader export --output notes.csv --report lost.json
  reader export --list-formats

What the format has no place for is lost, and said: a line for each kind on standard error, and with
--report in a file (a JSON object: format, annotations, losses with what, of, count and why).

A file is written whole or not at all; one that is there already is replaced. In a terminal, control
characters are shown, not obeyed. The annotations of all annotators are written.

exit status: 0 fine; 1 some annotations could not be read and are left out; 2 nothing was written, or
something would have been lost and --strict was given
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="one that --list-formats lists; when left out, as the file's name says, else the settings",
    )
    output = parser.add_argument(
        "--output",
        default=_STANDARD_OUTPUT,
        metavar="PATH|-",
        help="the file to write; - is standard output, and the default",
    )
    output.complete = "file"  # type: ignore[attr-defined]  # for shtab
    report = parser.add_argument("--report", metavar="FILE", help="write what is lost to a file, as JSON")
    report.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--strict", action="store_true", help="write nothing where anything would be lost")
    parser.add_argument("--list-formats", action="store_true", help="say what each format is for, and stop")


def run(arguments: argparse.Namespace) -> int:
    """Write the annotations and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened or the file cannot be written.
    """
    from reader.config.settings import load_settings
    from reader.exchange.formats import formats
    from reader.session.analyses import Finder
    from reader.session.exporting import left_out, sections_of
    from reader.session.opening import open_library
    from reader.session.scopes import Scope

    if arguments.list_formats:
        sys.stdout.writelines(f"{each.name:<16}{each.suffix:<16}{each.purpose}\n" for each in formats())
        return FINE
    settings = load_settings()
    chosen = _choose(arguments.format, arguments.output, settings.export_format)
    library = open_library([arguments.library] if arguments.library else [], settings)
    if library.notice:
        complain(library.notice)
    finder = Finder(library, settings.engine, complain)
    try:
        sections = sections_of(library, Scope(), finder, chosen.needs)
    finally:
        finder.close()
    written = chosen.write(sections)
    if arguments.report:
        _report(Path(arguments.report), chosen, sections, written)
    if arguments.strict and written.losses:
        raise _too_lossy(chosen, written)
    _write(arguments.output, written.data, chosen)
    print(_summary(sections, chosen), file=sys.stderr)
    for loss in written.losses:
        complain(f"{loss}.")
    lines = left_out(library)
    for line in lines:
        complain(line)
    return NOT_FOUND if lines else FINE


def _choose(named: str | None, output: str, usual: str) -> Format:
    """Return the format that was named, else the one that the file's name ends in, else the usual one."""
    from reader.exchange.formats import find_format, format_of

    found = format_of(Path(output).name) if named is None else None
    return found or find_format(named or usual)


def _report(path: Path, chosen: Format, sections: Sequence[Section], written: Written) -> None:
    """Write what is lost, as JSON.

    Raises:
        ReaderError: when the file cannot be written.
    """
    from reader.storage.durable import write_durably

    report = {
        "format": chosen.name,
        "annotations": sum(len(section.annotations) for section in sections),
        "losses": [asdict(loss) for loss in written.losses],
    }
    write_durably(path, json.dumps(report, indent=2).encode() + b"\n")


def _too_lossy(chosen: Format, written: Written) -> ReaderError:
    lost = ", ".join(f"{loss.count} {loss.of}" for loss in written.losses)
    return ReaderError(
        f"{chosen.label} would lose {lost}", where="", remedy="leave out --strict, or choose another format"
    )


def _write(output: str, data: bytes, chosen: Format) -> None:
    """Write the file, or to standard output.

    Raises:
        ReaderError: when the file cannot be written.
    """
    if output == _STANDARD_OUTPUT:
        _print(data, chosen)
        return
    from reader.storage.durable import unwritable, write_durably

    path = Path(output)
    try:
        if _is_stream(path):
            path.write_bytes(data)
            return
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(path, error) from error
    write_durably(path, data)


def _is_stream(path: Path) -> bool:
    """Tell a device or a pipe, which cannot be replaced by a file, from a file and a folder."""
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _print(data: bytes, chosen: Format) -> None:
    if is_terminal():
        if not chosen.is_text:
            raise ReaderError(
                f"{chosen.label} is no text, and nothing for a terminal",
                where="",
                remedy="name a file with --output",
            )
        from reader.page.visible import visible

        lines = data.decode().replace("\r\n", "\n").split("\n")[:-1]
        data = "".join(f"{visible(line)}\n" for line in lines).encode()
    write_bytes(data)


def _summary(sections: Sequence[Section], chosen: Format) -> str:
    from reader.text.numbers import counted

    annotations = counted(sum(len(section.annotations) for section in sections), "annotation")
    return f"{annotations} of {counted(len(sections), 'article')} as {chosen.label}"
