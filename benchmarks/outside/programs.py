"""The programs that are measured, each in an environment of its own, and what they are asked to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import Case, Step
from texts import FIRST, LIBRARIES, NEEDLE, SIZES, write_library, write_texts

FLOORS = Path(__file__).resolve().parent / "floors"
LONGEST_OF_PEERS = 1_000_000
"""Bytes; with more, some of them need minutes for their first screen."""
OUR_HOME = "reader-home"


@dataclass(frozen=True)
class Program:
    """A program that shows a text."""

    name: str
    command: Callable[[Path], tuple[str, ...]]
    """Makes its command line of a text's path."""
    suffix: str = "txt"
    package: str | None = None
    """What is installed for it from the package index."""
    ready: str = FIRST
    line: str | None = "down"
    page: str | None = "pagedown"
    start: tuple[str, ...] = ("home",)
    end: str | None = "end"
    search: tuple[str, ...] = ()
    """The keys that find a word; the last is measured."""
    setup: tuple[str, ...] = ()
    quit: tuple[str, ...] = ("q",)
    longest: int = LONGEST_OF_PEERS


def _floor(name: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda path: (sys.executable, str(FLOORS / f"{name}.py"), str(path))


def programs(room: Path, reader: str) -> Iterator[Program]:
    """Yield every program that can be had here; those of the package index are installed in a room."""

    def ours(path: Path) -> tuple[str, ...]:
        return reader, str(path)

    finding = ("/", *NEEDLE, "enter")
    yield Program(
        "Reader",
        ours,
        start=("g", "g"),
        end="G",
        search=finding,
        setup=("g", "g"),
        quit=("ctrl+q",),
        longest=10_000_000,
    )
    yield Program("Python, printing", _floor("printing"), line=None, page=None, end=None, longest=10_000_000)
    yield Program("Textual, empty", _floor("empty"), ready="", line=None, page=None, end=None, longest=5_000)
    yield Program("Textual, one line", _floor("bare"), ready=FIRST[:8], page=None, end=None, longest=5_000)
    yield Program("Textual, line API", _floor("lines"), longest=10_000_000)
    if (less := shutil.which("less")) is not None:
        yield Program(
            "less", lambda path: (less, str(path)), search=finding, start=("g",), longest=10_000_000
        )
    for peer in _peers(room):
        if _installed(room, peer):
            yield peer


def _peers(room: Path) -> tuple[Program, ...]:
    def run(package: str, name: str) -> Callable[[Path], tuple[str, ...]]:
        return lambda path: (str(room / "programs" / package / "bin" / name), str(path))

    return (
        Program("frogmouth", run("frogmouth", "frogmouth"), "md", "frogmouth", quit=("ctrl+q",)),
        Program("baca", run("baca", "baca"), "epub", "baca", start=("g", "g"), end="G"),
        Program("epy", run("epy-reader", "epy"), "epub", "epy-reader", page=None, end=None),
        Program("toolong", run("toolong", "tl"), "txt", "toolong", line=None, quit=("ctrl+c",)),
    )


def _installed(room: Path, program: Program) -> bool:
    """Install a program in an environment of its own, and tell whether it could be."""
    folder = room / "programs" / (program.package or "")
    if not (folder / "installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        command = [str(folder / "bin" / "pip"), "install", "--quiet", program.package or ""]
        if subprocess.run(command, check=False).returncode:
            print(f"{program.name} is left out: it could not be installed", file=sys.stderr)
            return False
        (folder / "installed").touch()
    return True


def reading_cases(room: Path, reader: str, *, only: Callable[[str], object]) -> Iterator[Case]:
    """Yield each program with each text that it is measured on."""
    texts = write_texts(room)
    for program in programs(room, reader):
        if not only(program.name):
            continue
        for size, paths in texts.items():
            if SIZES[size] <= program.longest:
                yield Case(
                    program.name,
                    size,
                    program.command(paths[program.suffix]),
                    program.ready,
                    home=OUR_HOME if program.name == "Reader" else None,
                    setup=program.setup,
                    steps=tuple(_steps(program)),
                    start=program.start,
                    hold=program.line,
                    quit=program.quit,
                )


def _steps(program: Program) -> Iterator[Step]:
    if program.line:
        yield Step("line", program.line, times=20)
    if program.page:
        yield Step("page", program.page, before=program.start, times=8)
    if program.end:
        yield Step("end", program.end, before=program.start, times=4)
    if program.search:
        *typed, last = program.search
        yield Step("search", last, before=(*program.start, *typed), times=4)
    if program.name == "Reader":
        said = "tagged “Then"
        yield Step("tag, saved", ".", before=_TAGGED, after=("u", "u"), times=8, until=f"saved: {said}")
        again = (*_TAGGED, ".")
        yield Step("undo, saved", "u", before=again, after=("u",), times=8, until=f"saved: undone: {said}")


_TAGGED = ("g", "g", "v", "w", "t", *"bench", "enter", "}")
"""Gives `.` a tag to repeat, and goes where there is none."""


def library_cases(room: Path, reader: str) -> Iterator[Case]:
    """Yield Reader with libraries of every size."""
    for name in LIBRARIES:
        yield Case(
            "Reader",
            name,
            (reader, str(write_library(room, name))),
            FIRST,
            home=OUR_HOME,
            steps=(
                Step("line", "down", times=20),
                Step("page", "pagedown", before=("g", "g"), times=10),
                Step("end", "G", before=("g", "g"), times=8),
                Step("filter, a key", "K", before=("/",), after=("escape",), times=8),
                Step("filter, another", "a", before=("/", "K"), after=("escape",), times=8),
            ),
            start=("g", "g"),
            hold="down",
            quit=("ctrl+q",),
            patience=300,
        )
    yield Case(
        "Textual, one line",
        "bare",
        (sys.executable, str(FLOORS / "bare.py")),
        FIRST[:8],
        steps=(Step("line", "down", times=20),),
        hold="down",
    )


def commands(room: Path, reader: str) -> Mapping[str, tuple[str, ...]]:
    """Return the commands that print and end, by what they are called in the table."""
    libraries = {name: str(write_library(room, name)) for name in list(LIBRARIES)[:2]}
    texts = write_texts(room)
    text = str(texts["5 kB"]["txt"])
    printing = "import sys; sys.stdout.write(open(sys.argv[1], encoding='utf-8').read())"
    listing = {f"reader list, {name}": (reader, "list", folder) for name, folder in libraries.items()}
    return {
        "python -c pass": (sys.executable, "-c", "pass"),
        "python, printing 5 kB": (sys.executable, "-c", printing, text),
        **listing,
        "reader show, 5 kB": (reader, "show", text),
        "reader --version": (reader, "--version"),
    }
