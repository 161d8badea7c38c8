"""The command ``reader``: what its words mean, and how it ends."""

from __future__ import annotations

import io
import os
import sys

from reader.cli.names import KEPT, MODULES, paths_of
from reader.cli.output import FINE, INTERRUPTED, WRONG, complain
from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``reader``; return its exit status and never raise.

    Args:
        argv: The words behind the command's name; those of the process when left out.
    """
    if sys.stdout is None:
        complain(ReaderError("standard output is closed", where="", remedy="send it to a file or a pipe"))
        return WRONG
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
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


def _run(words: list[str]) -> int:
    paths = paths_of(words)
    if paths is not None:
        return _open(words, paths)
    if words[0] == "show":
        from reader.cli.as_it_is import prints_text

        if prints_text(words):
            return FINE
    if words[0] == "list" and _lists_again():
        return FINE
    if words[0] in KEPT and _prints_of_files(words):
        return FINE
    if words[0] in MODULES:
        arguments = _arguments(words)
        return int(arguments.run(arguments))
    from reader.cli.parser import build_parser

    options = words[: words.index("--")] if "--" in words else words
    arguments = build_parser().parse_args([word for word in options if word.startswith("-")])
    return int(arguments.run(arguments))


def _lists_again() -> bool:
    from reader.start.printed import PRINTED

    if PRINTED.left is None:
        return False
    from reader.cli.relisting import lists_again

    return lists_again()


def _prints_of_files(words: list[str]) -> bool:
    if len(words) != (2 if words[0] == "list" else 3):
        return False
    from reader.cli.of_files import prints_of_files

    return prints_of_files(words)


def _arguments(words: list[str]) -> Namespace:
    from reader.start.without import import_without

    import_without("msgspec", "typing_extensions")
    if words[0] in KEPT:
        from reader.cli.plain_words import plain_arguments

        plain = plain_arguments(words)
        if plain is not None:
            return plain
    from reader.cli.parser import build_parser

    found: Namespace = build_parser(words[0]).parse_args(words)
    return found


def _open(words: Sequence[str], paths: Sequence[str]) -> int:
    from pathlib import Path

    from reader.cli import open as open_
    from reader.start.terminal import TERMINAL

    try:
        if words and words[0] != "--":
            _refuse_mistyped(words[0])
        return open_.run([Path(path) for path in paths])
    finally:
        TERMINAL.give_back()


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
        raise ReaderError(what, where="", remedy=f"did you mean 'reader {near[0]}'?")


def _abandon_output() -> None:
    """Let what cannot be written any more go nowhere, so that the interpreter ends without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
