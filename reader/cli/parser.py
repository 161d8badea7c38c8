"""The parser of the command line, but for ``reader PATH ...``."""

from __future__ import annotations

import argparse
from importlib import import_module

from reader import __version__
from reader.cli.names import MODULES
from reader.cli.output import columns
from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn, Protocol

    class Command(Protocol):
        """A module that is a command."""

        NAME: str
        HELP: str

        def add_arguments(self, parser: argparse.ArgumentParser) -> None:
            """Declare what the command takes."""

        def run(self, arguments: argparse.Namespace) -> int:
            """Do it, and return the exit status."""


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
  ? shows all keys, q goes back and from the list quits

exit status:
  0 fine; 1 something was not found, or an article has a problem; 2 wrong usage or bad input;
  130 interrupted

Settings are read from {settings}.
"""


_HELP_WIDTH = 100


def commands(*names: str) -> tuple[Command, ...]:
    """Return some of the commands, all when none is named, in the order of the help."""
    return tuple(import_module(module) for name, module in MODULES.items() if name in names or not names)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Writes help as wide as the terminal, and leaves its paragraphs as they are."""

    def __init__(self, prog: str, **others: Any) -> None:
        super().__init__(prog, **{"width": columns() - 2, **others})


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like all others, and whose options may stand between words."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read ``show 1 --color never LIBRARY`` too.

        By itself, argparse takes a word that may be left out for left out at the first option.
        """
        found, left = super().parse_known_args(args, namespace)
        if not left or self._mixing or self._subparsers is not None or any(x.startswith("-") for x in left):
            return found, left
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line.

        Raises:
            ReaderError: always.
        """
        raise ReaderError(message, where="", remedy=f"see {self.prog} --help")


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
        formatter_class=Formatter,
    )
    parser.add_argument("--version", action="version", version=f"Reader {__version__}")
    known = parser.add_subparsers(prog="reader", title="commands", metavar="COMMAND")
    for command in commands(*names):
        own = known.add_parser(
            command.NAME,
            help=command.HELP,
            description=f"{command.HELP[0].upper()}{command.HELP[1:]}.",
            formatter_class=Formatter,
        )
        command.add_arguments(own)
        own.description = _filled(own.description or "")
        own.set_defaults(run=command.run)
    return parser


def _filled(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _HELP_WIDTH:
        return line
    import textwrap

    return textwrap.fill(line, _HELP_WIDTH)
