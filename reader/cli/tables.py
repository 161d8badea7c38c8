"""What ``reader entities`` and ``reader designations`` share: which articles, and how a table is printed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, columns, complain, is_terminal, write_bytes
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.articles.article import Article
    from reader.articles.findings import Findings

_NARROWEST = 8
EPILOG = """\
One word that is no file or folder means an article of the last library. In a terminal the table is cut to
its width; in a pipe it is whole. In CSV, cells that a spreadsheet might take for a formula begin with an
apostrophe.

exit status: 0 fine; 1 there is no such article, one cannot be read, or what was saved of one was damaged;
2 the library cannot be opened
"""


class Found(NamedTuple):
    """An article with what was found in it."""

    article: Article
    findings: Findings


class Column(NamedTuple):
    """A column of a table: its heading, and how it is fitted."""

    heading: str
    is_number: bool = False
    may_shrink: bool = False


def add_format_argument(parser: argparse.ArgumentParser) -> None:
    """Declare how a table is printed."""
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="how it is printed"
    )


def add_table_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which articles a table is of, who finds the names, and its format."""
    parser.epilog = EPILOG
    add_library(parser)
    action = parser.add_argument(
        "article",
        nargs="?",
        metavar="ARTICLE",
        help="one article: its number in the list, its id, a path, or a part that only one title or path has",
    )
    action.complete = "file"  # type: ignore[attr-defined]  # for shtab
    add_format_argument(parser)
    parser.add_argument(
        "--engine", metavar="ENGINE", help="who finds the names; as the settings say when left out"
    )


class Articles:
    """The articles that a command line asks for, analysed one after another.

    What an engine found before is taken from the library's cache.

    Args:
        arguments: As `add_table_arguments` declares them.

    Raises:
        ReaderError: when the library cannot be opened.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        from reader.config.settings import load_settings
        from reader.session.opening import open_library

        settings = load_settings()
        folder, self._word = arguments.library, arguments.article
        if folder is not None and self._word is None and not folder.exists():
            folder, self._word = None, str(folder)
        self._library = open_library([folder] if folder else [], settings)
        self._engine = settings.engine if arguments.engine in (None, "auto") else arguments.engine
        self.status = FINE
        """The exit status: `NOT_FOUND` when an article is missing, or it or what is saved of it damaged."""
        self.are_there = True
        """False when the article that is asked for is missing."""
        self._ids = self._find_ids()

    def found(self) -> Iterator[Found]:
        """Yield each article with what was found in it, as corrected; what is damaged is complained of."""
        from reader.cli.analysing import Analysis
        from reader.corrections.correcting import correct

        if self._library.notice:
            complain(self._library.notice)
        kept = self._library.corrections.load()
        told = set(map(str, kept.problems))
        for problem in kept.problems:
            complain(problem)
        findings_of = Analysis(self._library, self._engine).findings_of
        for id_ in self._ids:
            try:
                opened = self._library.open(id_)
            except ReaderError as problem:
                complain(problem)
                self.status = NOT_FOUND
                continue
            for line in opened.problems:
                if line not in told:
                    told.add(line)
                    complain(line)
                    self.status = NOT_FOUND
            article = opened.article
            yield Found(article, correct(findings_of(article), kept.corrections, article))

    def _find_ids(self) -> Sequence[str]:
        from reader.api.choosing import find_article

        if self._word is None:
            return [row.id for row in self._library.listings()]
        try:
            return [find_article(self._library, self._word).id]
        except ReaderError as problem:
            complain(problem)
            self.status, self.are_there = NOT_FOUND, False
            return []


class Sheet(NamedTuple):
    """What a command prints of the articles, in each of its formats; only one of them is gone through."""

    objects: Iterable[dict[str, Any]]
    csv_columns: Sequence[str]
    csv_rows: Iterable[Sequence[str]]
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]


def print_sheet(arguments: argparse.Namespace, sheet_of: Callable[[Iterable[Found]], Sheet]) -> int:
    """Print a table of the articles that are asked for, and return the exit status.

    Args:
        arguments: As `add_table_arguments` declares them.
        sheet_of: Makes the table of what was found.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    articles = Articles(arguments)
    if not articles.are_there:
        return articles.status
    sheet = sheet_of(articles.found())
    match arguments.format:
        case "json":
            print_json(list(sheet.objects))
        case "csv":
            print_csv(sheet.csv_columns, sheet.csv_rows)
        case _:
            print_table(sheet.columns, list(sheet.rows))
    return articles.status


def print_json(value: Any) -> None:
    """Print a value as JSON in ASCII."""
    print(json.dumps(value, indent=1))


def print_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as CSV; in a terminal control characters are shown, not obeyed."""
    from reader.exchange.csv_table import csv_text
    from reader.page.visible import visible

    text = csv_text(header, rows)
    if is_terminal():
        text = "".join(f"{visible(line)}\n" for line in text.split("\r\n")[:-1])
    write_bytes(text.encode("utf-8", "surrogatepass"))


def print_table(header: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in columns, in a terminal cut to its width."""
    sys.stdout.writelines(f"{line}\n" for line in _lines(header, rows, columns() if is_terminal() else None))


def _lines(header: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    from reader.page.cells import fit, width_of
    from reader.page.visible import visible

    cells = [[visible(cell) for cell in row] for row in ([each.heading for each in header], *rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    if width is not None:
        _shrink(widths, [index for index, each in enumerate(header) if each.may_shrink], width)
    for row in cells:
        fitted = [fit(cell, room) for cell, room in zip(row, widths, strict=True)]
        gaps = [" " * (room - width_of(cell)) for cell, room in zip(fitted, widths, strict=True)]
        yield "  ".join(
            gap + cell if each.is_number else cell + gap
            for each, cell, gap in zip(header, fitted, gaps, strict=True)
        ).rstrip()


def _shrink(widths: list[int], shrinking: Sequence[int], width: int) -> None:
    """Take from the widest of some columns until all fit, or none can give more."""
    over = sum(widths) + 2 * (len(widths) - 1) - width
    while over > 0:
        widest = max(shrinking, key=lambda index: widths[index])
        others = [widths[index] for index in shrinking if index != widest]
        least = max([_NARROWEST, *(other - 1 for other in others)])
        taken = min(over, widths[widest] - least)
        if taken <= 0:
            return
        widths[widest] -= taken
        over -= taken
