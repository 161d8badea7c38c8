"""``reader show ARTICLE``: one article, highlighted in a terminal, as it is in a pipe."""

from __future__ import annotations

import sys

from reader.cli.as_it_is import is_file, print_text
from reader.cli.list import add_library, keep_printed
from reader.cli.output import (
    FINE,
    NOT_FOUND,
    WIDEST,
    columns,
    complain,
    is_terminal,
    obeys_escapes,
    wants_colour,
    write_bytes,
)
from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from reader.articles.article import Article
    from reader.articles.findings import Findings

NAME = "show"
HELP = "print an article with what was found in it"

_EPILOG = """\
In a terminal the article is typeset: entities are underlined, names of the designated bold as well, and
a bar stands beside the words that designate; front matter is one quiet line. In a pipe it is the text as it
is, to the last character.

engines: auto takes what your engine found before, else the quick rules; quick the rules alone; any other,
such as spacy, is asked, which takes some seconds the first time.

exit status: 0 fine; 1 there is no such article, or more than one; 2 it cannot be read
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    action = parser.add_argument(
        "article",
        metavar="ARTICLE",
        help="its number in the list, its id, a path, or a part that only one title or path has",
    )
    action.complete = "file"  # type: ignore[attr-defined]  # for shtab
    add_library(parser)
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="highlight or not"
    )
    parser.add_argument("--engine", metavar="ENGINE", help="who finds the names")


def run(arguments: argparse.Namespace) -> int:
    """Print the article and return the exit status.

    Raises:
        ReaderError: when the library or the article cannot be read, or there is no such engine.
    """
    if arguments.engine:
        from reader.analysis.entities.finding import check_engine

        check_engine(arguments.engine)
    asks = arguments.engine not in (None, "auto")
    alone = arguments.library is None and is_file(arguments.article)
    as_it_is = arguments.color != "always" and not is_terminal()
    if alone and as_it_is:
        print_text(arguments.article)
        return FINE
    from reader.api.library import open_library

    path, which = (arguments.article, 1) if alone else (arguments.library, arguments.article)
    with open_library(path, engine=arguments.engine if asks else None, on_trouble=complain) as library:
        try:
            listing = library.find(which)
        except ReaderError as error:
            complain(error)
            return NOT_FOUND
        if as_it_is:
            from reader.sources.textfile import read_text

            output = read_text(library.path / listing.path).encode()
            write_bytes(output)
            if not library.notice:
                keep_printed(arguments.library, library, output)
            return FINE
        article = library.article(listing)
        findings = library.findings(listing, wait=asks and arguments.engine != "quick")
        _show(article, findings, when=arguments.color)
    return FINE


def _show(article: Article, findings: Findings, *, when: str) -> None:
    from reader.cli.painting import Pen, paint

    escapes = when == "always" or (when == "auto" and obeys_escapes())
    pen = Pen(escapes=escapes, colour=when == "always" or wants_colour())
    width = min(columns(), WIDEST)
    sys.stdout.writelines(f"{line}\n" for line in paint(article, findings, width=width, pen=pen))
