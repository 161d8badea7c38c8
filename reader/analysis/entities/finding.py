"""Finding a recogniser by its name: the built-in ones and those of other packages, by entry points.

A package adds a recogniser with an entry point in the group ``reader.recognisers``: its name, and a
function that is given `Options` and returns a `Recogniser` (docs/recognisers.md).
"""

from __future__ import annotations

import difflib
import os
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import Options
from reader.config.settings import RECOGNISERS
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.analysis.entities.recogniser import Recogniser


AUTO, DEFAULT = "auto", "spacy"
"""What ``auto`` means; who asks for it makes do with the quick rules where that cannot be had."""


def recogniser_names() -> tuple[str, ...]:
    """Return the names of all installed recognisers, sorted."""
    return tuple(sorted({found.name for found in entry_points(group=RECOGNISERS)}))


def find_recogniser(engine: str, options: Options | None = None) -> Recogniser:
    """Return a recogniser by name.

    Args:
        engine: ``NAME`` or ``NAME:ARGUMENT``, such as ``spacy-folder:models/mine``; or ``auto``.
        options: What its factory is told; made of the engine's argument when left out.

    Raises:
        ReaderError: when there is none of that name, or what it needs is missing: a package, data.
    """
    # Before NumPy is loaded: its matrices are small here, and threads that wait for each other only cost.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    name, _, argument = engine.partition(":")
    entry = _entry(name)
    try:
        factory = entry.load()
        made: Recogniser = factory(options or Options(argument))
    except ReaderError:
        raise
    except Exception as problem:  # a plug-in may raise anything
        raise ReaderError(
            f"this recogniser of names cannot be used ({type(problem).__name__}: {problem})",
            where=f"engine {name!r}, from {_origin(entry)}",
            remedy="mend or remove that package, or choose another engine",
        ) from problem
    return made


def check_engine(engine: str) -> None:
    """Tell whether an engine has the name of a recogniser, without making it.

    Raises:
        ReaderError: when there is none of that name.
    """
    _entry(engine.partition(":")[0])


def suited(chosen: Recogniser, language: str) -> Recogniser:
    """Return who reads a language (ISO 639-1).

    That is the chosen recogniser where it does, for Russian the Russian model where it is installed, and
    the quick rules for all the rest.
    """
    if chosen.reads(language):
        return chosen
    return _russian() if language == "ru" else QuickRecogniser()


@cache
def _russian() -> Recogniser:
    try:
        return find_recogniser("slovnet-ru")
    except ReaderError:
        return QuickRecogniser()


def _entry(name: str) -> EntryPoint:
    """Return a recogniser's entry point; those of Reader itself go before those of other packages."""
    wanted = DEFAULT if name == AUTO else name
    found = sorted(entry_points(group=RECOGNISERS, name=wanted), key=lambda entry: not _is_own(entry))
    if found:
        return found[0]
    names = recogniser_names()
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]!r}" if near else f"the engines are {', '.join(names)}"
    if not names:
        remedy = "install Reader anew with: pip install --force-reinstall reader-tui"
    raise ReaderError(f"there is no engine {name!r}", where="", remedy=remedy)


def _is_own(entry: EntryPoint) -> bool:
    return entry.module.startswith("reader.")


def _origin(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module
