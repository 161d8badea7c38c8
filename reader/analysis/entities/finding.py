"""Finding a recogniser by its name: the built-in ones and those of other packages, by entry points.

A package adds a recogniser with an entry point in the group ``reader.recognisers``: its name, and a
function that is given `Options` and returns a `Recogniser` (docs/recognisers.md).
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import Options
from reader.config.settings import RECOGNISERS
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint, EntryPoints

    from reader.analysis.entities.recogniser import Recogniser


AUTO, DEFAULT = "auto", "spacy"
"""What ``auto`` means; who asks for it makes do with the quick rules where that cannot be had."""
_OWN = {
    "gliner": "reader.analysis.entities.prompted:make_gliner",
    "nltk": "reader.analysis.entities.chunker:make_nltk",
    "quick": "reader.analysis.entities.quick:make_quick",
    "slovnet-ru": "reader.analysis.entities.slovnet:make_russian",
    "spacy": "reader.analysis.entities.model:make_medium",
    "spacy-agree": "reader.analysis.entities.agreement:make_agreement",
    "spacy-folder": "reader.analysis.entities.model:make_from_folder",
    "spacy-sm": "reader.analysis.entities.model:make_small",
}
"""Reader's own entry points: what reads those of all packages takes a tenth of a quick analysis."""


def recogniser_names() -> tuple[str, ...]:
    """Return the names of all installed recognisers, sorted."""
    return tuple(sorted({found.name for found in _entries()}))


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
    find = _factory(name)
    try:
        made: Recogniser = find()(options or Options(argument))
    except ReaderError:
        raise
    except Exception as problem:  # a plug-in may raise anything
        raise ReaderError(
            f"this recogniser of names cannot be used ({type(problem).__name__}: {problem})",
            where=f"engine {name!r}, from {_origin(name)}",
            remedy="mend or remove that package, or choose another engine",
        ) from problem
    return made


def check_engine(engine: str) -> None:
    """Tell whether an engine has the name of a recogniser, without making it.

    Raises:
        ReaderError: when there is none of that name.
    """
    _factory(engine.partition(":")[0])


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


def _factory(name: str) -> Callable[[], Callable[[Options], Recogniser]]:
    """Return what imports that which makes a recogniser; Reader's own go before those of other packages.

    Raises:
        ReaderError: when there is none of that name.
    """
    wanted = DEFAULT if name == AUTO else name
    if wanted in _OWN:
        module, _, attribute = _OWN[wanted].partition(":")
        return lambda: getattr(import_module(module), attribute)
    return _entry(wanted).load


def _entry(name: str) -> EntryPoint:
    """Return the entry point of another package's recogniser."""
    found: list[EntryPoint] = [*_entries().select(name=name)]
    if found:
        return found[0]
    import difflib

    names = recogniser_names()
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]!r}?" if near else f"the engines are {', '.join(names)}"
    if not names:
        remedy = "install Reader anew with: pip install --force-reinstall reader-tui"
    raise ReaderError(f"there is no engine {name!r}", where="", remedy=remedy)


def _entries() -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=RECOGNISERS)


def _origin(name: str) -> str:
    wanted = DEFAULT if name == AUTO else name
    if wanted in _OWN:
        return "Reader"
    entry = _entry(wanted)
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module
