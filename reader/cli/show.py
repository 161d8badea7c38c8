"""``reader show ARTICLE``: one article, highlighted in a terminal, as it is in a pipe."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.list import add_library
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

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.articles.findings import Findings

NAME = "show"
HELP = "print an article with what was found in it"

_EPILOG = """\
In a terminal the article is typeset: entities are underlined, names of the designated bold as well, and
a bar stands beside the words that designate. In a pipe it is the text as it is, to the last character.

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
    from reader.api.choosing import find_article
    from reader.cli.analysing import Analysis
    from reader.config.settings import load_settings
    from reader.session.opening import open_library

    if arguments.engine:
        from reader.analysis.entities.finding import check_engine

        check_engine(arguments.engine)
    settings = load_settings()
    if arguments.library is None and _is_file(arguments.article):
        library = open_library([Path(arguments.article)], settings)
        listing = library.listings()[0]
    else:
        library = open_library([arguments.library] if arguments.library else [], settings)
        try:
            listing = find_article(library, arguments.article)
        except ReaderError as error:
            complain(error)
            return NOT_FOUND
    article = library.open(listing.id).article
    highlighted = arguments.color == "always" or is_terminal()
    if not highlighted:
        write_bytes(article.text.encode())
        return FINE
    engine = settings.engine if arguments.engine in (None, "auto") else arguments.engine
    waits = arguments.engine not in (None, "auto", "quick")
    found = Analysis(library, engine).findings_of(article, waits=waits)
    findings = library.corrected(article, found)
    _show(article, findings, when=arguments.color)
    return FINE


def _is_file(word: str) -> bool:
    """Tell a path from a number or a part of a title; a number is a path only with its folder."""
    return not word.isdecimal() and Path(word).is_file()


def _show(article: Article, findings: Findings, *, when: str) -> None:
    from reader.cli.painting import Pen, paint

    escapes = when == "always" or (when == "auto" and obeys_escapes())
    pen = Pen(escapes=escapes, colour=when == "always" or wants_colour())
    width = min(columns(), WIDEST)
    sys.stdout.writelines(f"{line}\n" for line in paint(article, findings, width=width, pen=pen))
