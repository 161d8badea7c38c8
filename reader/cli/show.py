"""``reader show ARTICLE``: one article, highlighted in a terminal, as it is in a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

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
    if arguments.engine:
        from reader.analysis.entities.finding import check_engine

        check_engine(arguments.engine)
    asks = arguments.engine not in (None, "auto")
    is_file = arguments.library is None and _is_file(arguments.article)
    if is_file and arguments.color != "always" and prints_text([NAME, arguments.article]):
        return FINE
    from reader.api.library import open_library

    path, which = (arguments.article, 1) if is_file else (arguments.library, arguments.article)
    with open_library(path, engine=arguments.engine if asks else None, on_trouble=complain) as library:
        try:
            listing = library.find(which)
        except ReaderError as error:
            complain(error)
            return NOT_FOUND
        if arguments.color != "always" and not is_terminal():
            from reader.sources.textfile import read_text

            output = read_text(library.path / listing.path).encode()
            write_bytes(output)
            if not library.notice:
                keep_printed(arguments.library, library.path, output)
            return FINE
        article = library.article(listing)
        findings = library.findings(listing, wait=asks and arguments.engine != "quick")
        _show(article, findings, when=arguments.color)
    return FINE


def prints_text(words: list[str]) -> bool:
    """Print a file's text as it is where that is asked for; for this no library has to be opened.

    Nothing of it is kept.

    Args:
        words: The command line behind the program's name.

    Returns:
        Whether that was asked for: by the command and a file alone, and not in a terminal.

    Raises:
        ReaderError: when it cannot be read, or the settings cannot.
    """
    command, *rest = words
    if command != NAME or len(rest) != 1 or rest[0].startswith("-") or is_terminal() or not _is_file(rest[0]):
        return False
    word = rest[0]
    from reader.config.paths import settings_file
    from reader.sources.textfile import read_text

    annotator = _annotator(settings_file())
    output = read_text(Path(word).expanduser()).encode()
    if annotator is not None:
        from reader.storage.places import folder_name

        folder_name(annotator)
    write_bytes(output)
    return True


def _annotator(settings: Path) -> str | None:
    """Return who annotates, as the settings say; None where there are none."""
    try:
        settings.stat()
    except FileNotFoundError:
        return None
    except OSError:
        pass
    from reader.config.settings import load_settings

    return load_settings(settings).annotator


def _is_file(word: str) -> bool:
    """Tell a path from a number or a part of a title; a number is a path only with its folder."""
    return not word.isdecimal() and Path(word).is_file()


def _show(article: Article, findings: Findings, *, when: str) -> None:
    from reader.cli.painting import Pen, paint

    escapes = when == "always" or (when == "auto" and obeys_escapes())
    pen = Pen(escapes=escapes, colour=when == "always" or wants_colour())
    width = min(columns(), WIDEST)
    sys.stdout.writelines(f"{line}\n" for line in paint(article, findings, width=width, pen=pen))
