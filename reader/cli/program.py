"""The command ``reader``: what its words mean, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, Protocol

from reader import __version__
from reader.cli import open as open_
from reader.cli.names import MODULES, paths_of
from reader.cli.output import FINE, INTERRUPTED, WRONG, complain
from reader.errors import ReaderError
from reader.start.terminal import TERMINAL

DESCRIPTION = """\
Read the news in the terminal: a list of articles, each typeset with its people, places, organisations
and designations highlighted; your own tags and notes on any passage, saved as you make them.
"""

EXAMPLES = """\
examples:
  reader                        the last library opened; at first, two sample articles
  reader ~/articles             a folder of articles (.txt, .text, .md, .markdown) as a library
  reader a.txt b.txt            just these files
  reader ./list                 a path that has the name of a command
  reader list                   the articles of the library as a table (--json for programs)
  reader show 1                 the first of them, highlighted
  reader entities               who and what the library names (reader designations: what it calls whom)
  reader codebook               the tags with their colours and meanings, and how often each is used
  reader export --output a.md   your annotations as Markdown (or CSV, or W3C Web Annotations)
  reader import notes.json      annotations of a file into the library (--dry-run shows what would happen)
  reader check --repair         whether everything you made is whole; what is damaged is put right
  reader analyze --jsonl FILE   entities and designations as JSON lines, for programs
  reader corrections            what you have corrected of what was found
  reader gazetteer add FILE     look for the names of your own list in every text

keys, in the app:
  arrows or h j k l move, enter opens and explains, v selects, t tags, c notes, u undoes, / searches,
  ? shows all keys, q goes back

exit status:
  0 fine; 1 something was not found, or an article has a problem; 2 wrong usage or bad input;
  130 interrupted

Settings are read from {settings}.
"""


_HELP_WIDTH = 100


class Command(Protocol):
    """A module that is a command."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and return the exit status."""


def commands(*names: str) -> tuple[Command, ...]:
    """Return some of the commands, all when none is named, in the order of the help."""
    return tuple(import_module(module) for name, module in MODULES.items() if name in names or not names)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line.

        Raises:
            ReaderError: always.
        """
        raise ReaderError(message, where="", remedy=f"see {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``reader``; return its exit status and never raise.

    Args:
        argv: The words behind the command's name; those of the process when left out.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            status = _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            TERMINAL.give_back()
        sys.stdout.flush()
    except ReaderError as error:
        complain(error)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return FINE
    except OSError as error:
        _abandon_output()
        complain(ReaderError(str(error.strerror or error), where="", remedy="the output is not complete"))
        return WRONG
    return status


def build_parser(*names: str) -> Parser:
    """Return the parser of everything but ``reader PATH ...``.

    Args:
        names: The commands that it shall know; all when none is named.
    """
    from reader.config.paths import settings_file

    parser = Parser(
        prog="reader",
        usage="reader [PATH ...]\n       reader COMMAND ...",
        description=DESCRIPTION,
        epilog=EXAMPLES.format(settings=settings_file()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Reader {__version__}")
    known = parser.add_subparsers(prog="reader", title="commands", metavar="COMMAND", required=True)
    for command in commands(*names):
        own = known.add_parser(
            command.NAME,
            help=command.HELP,
            description=f"{command.HELP[0].upper()}{command.HELP[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(own)
        own.description = textwrap.fill(" ".join((own.description or "").split()), _HELP_WIDTH)
        own.set_defaults(run=command.run)
    return parser


def _run(words: list[str]) -> int:
    paths = paths_of(words)
    if paths is not None:
        if words and words[0] != "--":
            _refuse_mistyped(words[0])
        return open_.run([Path(path) for path in paths])
    if words[0] in MODULES:
        arguments = build_parser(words[0]).parse_args(words)
    else:
        options = words[: words.index("--")] if "--" in words else words
        arguments = build_parser().parse_args([word for word in options if word.startswith("-")])
    status: int = arguments.run(arguments)
    return status


def _refuse_mistyped(word: str) -> None:
    """Name the command that was meant by a word that is no path.

    Raises:
        ReaderError: when there is no such file and a command has nearly the same name.
    """
    if os.sep in word or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word, MODULES, n=1, cutoff=0.6)
    if near:
        what = f"there is no command, file or folder {word!r}"
        raise ReaderError(what, where="", remedy=f"did you mean 'reader {near[0]}'")


def _abandon_output() -> None:
    """Let what cannot be written any more go nowhere, so that the interpreter ends without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
