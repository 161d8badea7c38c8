"""The user's compiled lists: a folder of them, and what they find in texts."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.matching import Hit, find_hits
from reader.analysis.gazetteers.table import Table
from reader.config.paths import data_folder
from reader.errors import ReaderError
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.analysis.gazetteers.table import Description

SUFFIX = ".gazetteer"
_NAME = re.compile(r"\w[\w.-]{0,63}")
_NOT_OF_NAMES = re.compile(r"[^\w.-]+")
_Seen = tuple[tuple[str, int, int], ...]


class Gazetteers:
    """The compiled lists of a folder; lists that are added, replaced or removed count from the next text on.

    Args:
        folder: Where they lie; need not exist.
        today: The day for which end dates are judged; None is the day of the question.
    """

    def __init__(self, folder: Path, *, today: date | None = None) -> None:
        self._folder = folder
        self._today = today
        self._seen: _Seen = ()
        self._tables: tuple[Table, ...] = ()
        self._problems: tuple[ReaderError, ...] = ()

    def hits(self, text: str, section: Span | None = None) -> tuple[Hit, ...]:
        """Return the listed names in a text, or in a section of it between two lines, in order."""
        tables = self.tables()
        if not tables:
            return ()
        start = section.start if section else 0
        today = self._today or datetime.now().astimezone().date()
        found = find_hits(section.of(text) if section else text, tables, today=today)
        return tuple(Hit(hit.span.shifted(start), hit.listed, hit.label) for hit in found)

    def tables(self) -> tuple[Table, ...]:
        """Return the lists that can be used, by name."""
        self._look()
        return self._tables

    def descriptions(self) -> tuple[Description, ...]:
        """Return what is said of the lists that can be used, by name."""
        return tuple(table.description for table in self.tables())

    def problems(self) -> tuple[ReaderError, ...]:
        """Return why others cannot be used."""
        self._look()
        return self._problems

    def add(
        self, path: Path, *, name: str | None = None, label: str = "", replace: bool = False
    ) -> Description:
        """Compile a list; it is there whole or not at all.

        Args:
            path: The list, in one of the formats of `reader.analysis.gazetteers.formats`.
            name: What to call it; as its file when left out.
            label: The type of the names for which the list tells none.
            replace: Whether one of that name may be replaced.

        Raises:
            ReaderError: when the list cannot be read, is empty, or the name is taken or none; when it cannot
                be written.
        """
        name = _checked_name(name if name is not None else _NOT_OF_NAMES.sub("-", path.stem).strip("-."))
        target = self._folder / f"{name}{SUFFIX}"
        if target.exists() and not replace:
            raise ReaderError(
                f"there is a gazetteer {name!r} already",
                where=str(path),
                remedy="add --replace, or another --name",
            )
        import secrets

        beside = target.with_name(f".{name}.{secrets.token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            description = _compile(path, beside, name=name, label=label)
            beside.replace(target)
        except OSError as problem:
            raise ReaderError(
                f"the gazetteer cannot be written ({problem.strerror or problem})",
                where=str(self._folder),
                remedy="check the folder's permissions and the free space",
            ) from problem
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        return description

    def remove(self, name: str) -> None:
        """Remove a list.

        Raises:
            ReaderError: when there is none of that name, or it cannot be removed.
        """
        path = self._folder / f"{_checked_name(name)}{SUFFIX}"
        try:
            path.unlink()
        except FileNotFoundError as problem:
            raise ReaderError(
                f"there is no gazetteer {name!r}", where="", remedy="`reader gazetteer list` shows them all"
            ) from problem
        except OSError as problem:
            raise ReaderError(
                f"the gazetteer cannot be removed ({problem.strerror or problem})",
                where=str(path),
                remedy="check the folder's permissions",
            ) from problem

    def _look(self) -> None:
        """Open what is new in the folder."""
        seen = _seen_in(self._folder)
        if seen == self._seen:
            return
        tables, problems = [], []
        for file, _, _ in seen:
            try:
                tables.append(Table(self._folder / file))
            except ReaderError as problem:
                problems.append(problem)
        self._seen, self._tables, self._problems = seen, tuple(tables), tuple(problems)


def _compile(path: Path, target: Path, *, name: str, label: str) -> Description:
    """Compile a list to a file.

    Raises:
        OSError: when the file cannot be written.
        ReaderError: when the list cannot be read, or has no name.
    """
    from reader.analysis.gazetteers.formats import entries_of

    format_, entries = entries_of(path, label=label)
    added = datetime.now(UTC).isoformat(timespec="seconds")
    table = Table.compiled(
        target, entries, name=name, source=str(path.absolute()), format=format_, added=added
    )
    if not table.description.names:
        raise ReaderError("there is no name in it", where=str(path), remedy="see docs/gazetteers.md")
    return table.description


@cache
def gazetteers_in(folder: Path) -> Gazetteers:
    """Return the lists of a folder, the same ones each time."""
    return Gazetteers(folder)


def own_gazetteers() -> Gazetteers:
    """Return the user's lists: those in the data folder."""
    return gazetteers_in(data_folder() / "gazetteers")


def _seen_in(folder: Path) -> _Seen:
    """Return the compiled lists of a folder with their times and sizes, by name."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix == SUFFIX and not path.name.startswith("."):
                with suppress(OSError):
                    status = path.stat()
                    found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))


def _checked_name(name: str) -> str:
    """Return a name of a gazetteer.

    Raises:
        ReaderError: when it is none.
    """
    if not _NAME.fullmatch(name):
        raise ReaderError(
            f"{name!r} cannot be a gazetteer's name",
            where="",
            remedy="give a --name of letters, digits, '-', '_' and '.', 64 at most",
        )
    return name
