"""``reader export``: the annotations of a library as a file for other programs, or for reading."""

from __future__ import annotations

import argparse
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain, is_terminal, write_bytes

if TYPE_CHECKING:
    from reader.exchange.formats import Format, Section

NAME = "export"
HELP = "write your annotations to a file"
FORMAT_NAMES = ("web-annotation", "markdown", "csv")
"""The names of the formats, so that the commands that need none of them import none."""

_STANDARD_OUTPUT = "-"
_EPILOG = """\
examples:
  reader export --output notes.md
  reader export ~/articles --format csv > notes.csv
  reader export --list-formats

A file is written whole or not at all; one that is there already is replaced. In a terminal, control
characters are shown, not obeyed. The annotations of all annotators are written.

exit status: 0 fine; 1 some annotations could not be read and are left out; 2 nothing was written
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    parser.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        metavar="FORMAT",
        help=f"{', '.join(FORMAT_NAMES)}; when left out, as the file's name says, else the settings",
    )
    output = parser.add_argument(
        "--output",
        default=_STANDARD_OUTPUT,
        metavar="PATH|-",
        help="the file to write; - is standard output, and the default",
    )
    output.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--list-formats", action="store_true", help="say what each format is for, and stop")


def run(arguments: argparse.Namespace) -> int:
    """Write the annotations and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened or the file cannot be written.
    """
    from reader.config.settings import load_settings
    from reader.exchange.formats import FORMATS, render
    from reader.session.exporting import left_out, sections_of
    from reader.session.opening import open_library

    if arguments.list_formats:
        sys.stdout.writelines(f"{each.name:<16}{each.suffix:<9}{each.purpose}\n" for each in FORMATS)
        return FINE
    settings = load_settings()
    chosen = _choose(arguments.format, arguments.output, settings.export_format)
    library = open_library([arguments.library] if arguments.library else [], settings)
    if library.notice:
        complain(library.notice)
    sections = sections_of(library, None)
    _write(arguments.output, render(chosen.name, sections))
    print(_summary(sections, chosen), file=sys.stderr)
    lines = left_out(library)
    for line in lines:
        complain(line)
    return NOT_FOUND if lines else FINE


def _choose(named: str | None, output: str, usual: str) -> Format:
    """Return the format that was named, else the one that the file's name ends in, else the usual one."""
    from reader.exchange.formats import FORMATS, find_format

    if named is None:
        for each in FORMATS:
            if Path(output).suffix.lower() == each.suffix:
                return each
    return find_format(named or usual)


def _write(output: str, text: str) -> None:
    """Write the text to a file, or to standard output.

    Raises:
        ReaderError: when the file cannot be written.
    """
    if output == _STANDARD_OUTPUT:
        _print(text)
        return
    from reader.storage.durable import unwritable, write_durably

    path = Path(output)
    try:
        if _is_stream(path):
            path.write_bytes(text.encode())
            return
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(path, error) from error
    write_durably(path, text.encode())


def _is_stream(path: Path) -> bool:
    """Tell a device or a pipe, which cannot be replaced by a file, from a file and a folder."""
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _print(text: str) -> None:
    if is_terminal():
        from reader.page.visible import visible

        text = "".join(f"{visible(line)}\n" for line in text.replace("\r\n", "\n").split("\n")[:-1])
    write_bytes(text.encode())


def _summary(sections: Sequence[Section], chosen: Format) -> str:
    from reader.session.exporting import counted

    annotations = counted(sum(len(section.annotations) for section in sections), "annotation")
    return f"{annotations} of {counted(len(sections), 'article')} as {chosen.label}"
