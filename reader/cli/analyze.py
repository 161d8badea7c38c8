"""``reader analyze``: find entities and designations, of a whole library or of JSON lines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from reader.cli.output import FINE, complain
from reader.errors import ReaderError
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.entities.recogniser import Recogniser

NAME = "analyze"
HELP = "find entities and designations in a library beforehand, or in JSON lines"

_EPILOG = """\
With a library: its articles are read now, so that they open with everything found at once. A run that was
stopped goes on where it was. What is found is kept in .reader/cache, which may be deleted at any time.

With --jsonl: reads one {"id", "text", "lang"?} a line and prints one JSON object for each, in order, with
sentences, entities and designations. Places are code points, [start, end). Each line is answered before the
next is read.

exit status: 0 fine; 1 an article could not be read; 2 wrong usage or bad input; 130 stopped by Ctrl-C
"""
_REMEDY = 'give one JSON object a line, such as {"id": "1", "text": "..."}'


class _Asked(Value):
    id: str
    text: str
    language: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EPILOG
    library = parser.add_argument(
        "library", nargs="?", metavar="LIBRARY", type=Path, help="a folder, or a file, to look at beforehand"
    )
    library.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--jsonl", metavar="FILE", help="texts as JSON lines; - reads standard input")
    parser.add_argument(
        "--jobs",
        type=_count,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="how many processes read a library; one for each processor when left out",
    )
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        help="who finds the names: the model (spacy), simple rules (quick), the model where it is installed "
        "(auto), or another one of docs/recognisers.md; as the settings say for a library, else auto",
    )


def run(args: argparse.Namespace) -> int:
    """Answer every line, or have a library read, and return the exit status.

    Raises:
        ReaderError: at the first line that cannot be read, when the library cannot be opened, or when an
            engine is asked for that cannot be had.
    """
    if (args.library is None) == (args.jsonl is None):
        raise ReaderError(
            "give either a library or --jsonl FILE", where="", remedy="see reader analyze --help"
        )
    if args.library is not None:
        return _read_library(args.library, args.engine, args.jobs)
    recogniser = _recogniser(args.engine or "auto")
    with _opened(args.jsonl) as lines:
        _answer_all(lines, recogniser, args.jsonl)
    return FINE


def _read_library(path: Path, engine: str | None, jobs: int) -> int:
    from reader.cli.reading_libraries import read_library
    from reader.config.settings import load_settings
    from reader.session.opening import open_library

    settings = load_settings()
    wanted = engine or settings.engine
    recogniser = _recogniser(wanted)
    library = open_library([path], settings)
    if library.notice:
        complain(library.notice)
    engine = "quick" if recogniser.identity.name == "quick" else wanted
    return read_library(library, engine=engine, recogniser=recogniser, jobs=jobs)


def _count(word: str) -> int:
    """Return the number of processes that a word means.

    Raises:
        argparse.ArgumentTypeError: when it means none.
    """
    if not word.isdecimal() or int(word) == 0:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of processes")
    return int(word)


def _recogniser(engine: str) -> Recogniser:
    """Return the recogniser asked for.

    Raises:
        ReaderError: when it cannot be had; for ``auto`` the quick rules take its place.
    """
    from reader.analysis.entities.finding import AUTO, find_recogniser
    from reader.analysis.entities.quick import QuickRecogniser

    try:
        return find_recogniser(engine)
    except ReaderError as problem:
        if engine != AUTO:
            raise
        complain(problem)
        return QuickRecogniser()


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    if name == "-":
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            yield file
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ReaderError(
            f"the file cannot be read ({reason})", where=name, remedy="check its name and its permissions"
        ) from problem


def _answer_all(lines: TextIO, recogniser: Recogniser, name: str) -> None:
    from reader.analysis.contract import to_contract
    from reader.analysis.pipeline import analyse

    for asked in _read(lines, "standard input" if name == "-" else name):
        findings = analyse(asked.text, recogniser, language=asked.language)
        sys.stdout.write(json.dumps(to_contract(asked.id, findings)) + "\n")
        sys.stdout.flush()


def _read(lines: TextIO, name: str) -> Iterator[_Asked]:
    """Yield what is asked, line by line; blank lines are passed over.

    Raises:
        ReaderError: at the first line that cannot be read.
    """
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _asked(line, f"{name}, line {number}")
    except UnicodeDecodeError as problem:
        raise ReaderError(
            "the text is not UTF-8", where=f"{name}, line {number + 1}", remedy="save it as UTF-8"
        ) from problem


def _asked(line: str, where: str) -> _Asked:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ReaderError("not JSON", where=where, remedy=_REMEDY) from problem
    if not isinstance(value, dict):
        raise ReaderError("not a JSON object", where=where, remedy=_REMEDY)
    for key in ("id", "text"):
        if not isinstance(value.get(key), str):
            raise ReaderError(f'no "{key}", or it is not a string', where=where, remedy=_REMEDY)
    language = value.get("lang")
    if language is not None and not isinstance(language, str):
        raise ReaderError('"lang" is not a string', where=where, remedy='leave it out, or give "en" or "ru"')
    return _Asked(value["id"], value["text"], language)
