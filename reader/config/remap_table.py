"""The table ``[keys]`` of the settings file: which commands have other keys than their own."""

from __future__ import annotations

import re

from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike


def read_table(
    table: object, text: str, path: str | PathLike[str]
) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return what the table says: the arguments of each `reader.config.remaps.Remap`.

    Args:
        table: What TOML makes of it: ids, quoted or dotted, each with a string or a list of strings.
        text: The whole file, for the lines.
        path: The file.

    Raises:
        ReaderError: when it is no table, or keys are neither a string nor a list of strings.
    """
    if not isinstance(table, dict):
        raise ReaderError(
            "keys is a table",
            where=f"{path}, {_line(text, 'keys')}",
            remedy="write [keys] on a line of its own, and below it \"tag.ask\" = ['t', 'ctrl+t']",
        )
    remaps = []
    for command, keys in _flat(table):
        where = f"{path}, {_line(text, command)}"
        listed = [keys] if isinstance(keys, str) else keys
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            raise ReaderError(
                f"the keys of {command} cannot be {keys!r}",
                where=where,
                remedy="write a key in quotes, or several in a list; an empty list takes all its keys away",
            )
        remaps.append((command, tuple(" ".join(key.split(" ")) for key in listed), where))
    return tuple(remaps)


def _flat(table: dict[str, object], stem: str = "") -> Iterator[tuple[str, object]]:
    """Yield ids and keys: ``tag.ask`` without quotes is a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{stem}{name}.")
        else:
            yield f"{stem}{name}", value


def _line(text: str, name: str) -> str:
    """Say on which line a command is given its keys, or else where the table begins."""
    dotted = r"[\"']?\s*\.\s*[\"']?".join(re.escape(part) for part in name.split("."))
    own = re.compile(rf"(^|[\s.,{{])[\"']?{dotted}[\"']?\s*=")
    table = re.compile(r"\s*\[?\s*[\"']?keys\b")
    lines = [line.partition("#")[0] for line in text.splitlines()]
    first = next((n for n, line in enumerate(lines) if table.match(line)), 0)
    found = next((n for n, line in enumerate(lines) if n >= first and own.search(line)), first)
    return f"line {found + 1}"
