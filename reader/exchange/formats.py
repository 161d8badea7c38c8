"""Finding a format by its name: Reader's own and those of other packages, by entry points; and templates.

A package adds a format with an entry point in the group ``reader.exchange`` that leads to a
`reader.exchange.format.Format` (docs/formats.md), a person with a template (docs/templates.md).
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.exchange.format import Format
from reader.exchange.look import Look
from reader.exchange.templates import ENDING, format_from, own_formats, shipped_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import EntryPoint, EntryPoints

    from reader.exchange.format import Written
    from reader.exchange.section import Section

GROUP = "reader.exchange"


def formats() -> tuple[Format, ...]:
    """Return every format, the one that keeps most first; Reader's own go before others of their name.

    A template of the user's goes before one of Reader's.

    Raises:
        ReaderError: when a package's format cannot be loaded.
    """
    plugged = _plugged()
    taken = frozenset(plugged) | {each.suffix[1:] for each in plugged.values()}
    templates = {each.name: each for each in (*shipped_formats(), *own_formats(taken))}
    return _ranked({**templates, **plugged}.values())


def shipped_with_reader() -> tuple[Format, ...]:
    """Return Reader's own formats, the one that keeps most first.

    Raises:
        ReaderError: when a package's format cannot be loaded.
    """
    own = {entry.name for entry in _entries() if _is_own(entry)}
    plugged = [each for name, each in _plugged().items() if name in own]
    return _ranked((*shipped_formats(), *plugged))


def _ranked(found: Iterable[Format]) -> tuple[Format, ...]:
    return tuple(sorted(found, key=lambda each: (-len(each.keeps), each.name)))


@cache
def _plugged() -> dict[str, Format]:
    """Return the formats of entry points by their names."""
    found: dict[str, Format] = {}
    for entry in sorted(_entries(), key=lambda entry: not _is_own(entry)):
        found.setdefault(entry.name, _loaded(entry))
    return found


def _entries() -> EntryPoints:
    # What reads the metadata of packages takes 2 MB, and until somebody exports nobody needs it.
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _is_own(entry: EntryPoint) -> bool:
    return entry.module.startswith("reader.")


def find_format(name: str) -> Format:
    """Return the format called ``name``, which may be the path of a template (``weekly.md.jinja``).

    Raises:
        ReaderError: when there is none; it lists those there are.
    """
    if name.endswith(ENDING):
        return format_from(Path(name).expanduser())
    for each in formats():
        if each.name == name:
            return each
    names = ", ".join(each.name for each in formats())
    raise ReaderError(f"there is no format “{name}”", where="", remedy=f"choose one of {names}")


def format_of(file_name: str) -> Format | None:
    """Return the format that a file's name ends in; None where it is no format's."""
    fitting = [each for each in formats() if file_name.lower().endswith(each.suffix)]
    return max(fitting, key=lambda each: len(each.suffix), default=None)


def format_in(data: bytes, file_name: str) -> Format | None:
    """Return the format to read a file in: as it begins, else as its name ends; None where neither tells.

    Raises:
        ReaderError: when it begins as files of several formats do, and its name tells none of them.
    """
    named, look = format_of(file_name), Look.at(data)
    fitting = [each for each in formats() if each.decode and _recognises(each, look)]
    if not fitting or named in fitting:
        return named
    if len(fitting) > 1:
        raise ReaderError(
            f"the file may be {' or '.join(each.label for each in fitting)}",
            where=file_name,
            remedy=f"give --format: {', '.join(each.name for each in fitting)}",
        )
    return fitting[0]


def _recognises(format_: Format, look: Look) -> bool:
    with suppress(Exception):  # a plug-in may raise anything; no other format's file is to be refused for it
        return format_.recognises is not None and format_.recognises(look)
    return False


def write_as(format_name: str, sections: Sequence[Section]) -> Written:
    """Return the annotations in a format, and what is lost by it.

    The same sections give the same bytes: no time, no place and no chance goes in.

    Raises:
        ReaderError: when there is no such format.
    """
    return find_format(format_name).write(sections)


def _loaded(entry: EntryPoint) -> Format:
    try:
        made = entry.load()
    except Exception as problem:  # a plug-in may raise anything
        raise _unusable(entry, f"{type(problem).__name__}: {problem}") from problem
    if not isinstance(made, Format):
        raise _unusable(entry, "it is no Format")
    return made


def _unusable(entry: EntryPoint, why: str) -> ReaderError:
    origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module
    return ReaderError(
        f"this format of annotations cannot be used ({why})",
        where=f"format {entry.name!r}, from {origin}",
        remedy="mend or remove that package",
    )
