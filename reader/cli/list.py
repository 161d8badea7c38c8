"""``reader list``: the articles of a library as a table, as fields between tabs, or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.cli.output import FINE, NOT_FOUND, columns, complain, is_terminal, plain
from reader.start.printed import PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from reader.api.library import Library
    from reader.session.opening import Listing

NAME = "list"
HELP = "list the articles of a library"

_NARROWEST_TITLE = 12
_HEADINGS = ("#", "title", "file", "words", "time", "notes", "read")
_EPILOG = """\
In a terminal: a table. In a pipe: a line for each article, its fields between tabs: number, id, title,
path, words, minutes, annotations, how much was read (0 to 1). With --json: one object with the library
and its articles.

exit status: 0 fine; 1 an article cannot be read; 2 the library cannot be opened
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_library(parser: argparse.ArgumentParser) -> None:
    """Declare the library that a command works on."""
    action = parser.add_argument(
        "library",
        nargs="?",
        metavar="LIBRARY",
        type=Path,
        help="a folder, or a file; the last library opened when left out",
    )
    action.complete = "file"  # type: ignore[attr-defined]  # for shtab


def run(arguments: argparse.Namespace) -> int:
    """Print the list and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    from reader.api.library import open_library

    library = open_library(arguments.library, on_trouble=complain)
    rows = library.articles()
    if library.notice:
        complain(library.notice)
    as_table = is_terminal()
    if arguments.json:
        text = f"{_as_json(library, rows)}\n"
    else:
        lines = _table(rows, columns()) if as_table else _fields(rows)
        text = "".join(f"{line}\n" for line in lines)
    sys.stdout.write(text)
    said = _passed_over(library)
    if said:
        print(said, end="", file=sys.stderr)
    if not library.notice and not any(row.problem for row in rows):
        paths = None if arguments.json or as_table else [row.path for row in rows]
        output = text.encode(sys.stdout.encoding, "replace")
        keep_printed(arguments.library, library, output, said=said, paths=paths)
    for row in rows:
        if row.problem:
            complain(f"{row.path}: {row.problem}.")
    return NOT_FOUND if any(row.problem for row in rows) else FINE


def _passed_over(library: Library) -> str:
    """Return what is said of documents that are not read, a line; nothing where there are none."""
    if not library.passed_over:
        return ""
    from reader.session.passing_over import passed_over_in

    return f"reader: {passed_over_in(library.passed_over)}.\n"


def keep_printed(
    named: Path | None, library: Library, output: bytes, *, said: str = "", paths: Sequence[str] | None = None
) -> None:
    """Keep what was printed of a library of one folder, to be printed again while nothing has changed.

    Args:
        named: What was named on the command line.
        library: The library.
        output: What was printed.
        said: What else was said, on standard error, with nothing wrong.
        paths: The articles' paths, where there is a line for each.
    """
    from reader.config.last_library import last_library
    from reader.session.showing import lines_of_a_list, read_for_a_list

    opened = [named] if named is not None else last_library()
    if len(opened) > 1 or not all(path.is_dir() for path in opened):
        return
    read = read_for_a_list(library.path, is_named=named is not None)
    if read is not None:
        files, folders = read
        can_change = paths and sys.stdout.encoding == "utf-8"
        lines = lines_of_a_list(library.path, library.annotator, paths) if paths and can_change else None
        PRINTED.keep(output, (*map(str, opened), *files), folders=folders, said=said, lines=lines)


def _as_json(library: Library, rows: Sequence[Listing]) -> str:
    import json

    from reader.values import asdict

    articles = [{"number": number, **asdict(row)} for number, row in enumerate(rows, 1)]
    return json.dumps({"library": str(library.path), "articles": articles}, indent=1)


def _fields(rows: Sequence[Listing]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        named = f"{number}\t{row.id}\t{plain(row.title)}\t{plain(row.path)}"
        yield f"{named}\t{row.words}\t{row.minutes}\t{row.annotations}\t{row.progress:.2f}"


def _table(rows: Sequence[Listing], width: int) -> Iterator[str]:
    """Yield the table's lines, none wider than the terminal as long as it has room for a few words."""
    from reader.page.cells import fit, width_of
    from reader.page.visible import visible

    cells = [_HEADINGS, *(_cells(number, row) for number, row in enumerate(rows, 1))]
    cells = [tuple(map(visible, row)) for row in cells]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    gaps = 2 * (len(widths) - 1)
    rest = width - gaps - sum(widths) + widths[1] + widths[2]
    widths[2] = min(widths[2], max(rest // 3, len(_HEADINGS[2])))
    widths[1] = min(widths[1], max(rest - widths[2], _NARROWEST_TITLE))
    for row in cells:
        fitted = [fit(cell, room) for cell, room in zip(row, widths, strict=True)]
        padded = [
            cell + " " * (room - width_of(cell)) if index in (1, 2) else " " * (room - width_of(cell)) + cell
            for index, (cell, room) in enumerate(zip(fitted, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()


def _cells(number: int, row: Listing) -> tuple[str, ...]:
    notes = str(row.annotations or "–")
    if row.problem:
        return str(number), row.problem, row.path, "", "", notes, ""
    read = f"{row.progress:.0%}" if row.progress else "–"
    return str(number), row.title, row.path, str(row.words), f"{row.minutes} min", notes, read
