"""Files of a library read by the scanner of Python's ``json`` alone: what is around it takes long to import.

It tells only of what is certainly right. Whatever else stands in a file, `strict_json` says what it is.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Tables = dict[str, dict[str, dict[str, Any]]]

_SPACE = " \t\r\n"
_LONGEST_NUMBER = 10
_INFINITE = float("inf")


class _Rules:
    """How the scanner reads: as `strict_json` does, but that it does not say what is wrong."""

    strict = True
    object_hook = None
    parse_int = int
    memo: dict[str, str]

    def __init__(self) -> None:
        self.memo = {}

    @staticmethod
    def object_pairs_hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("twice")
        return found

    @staticmethod
    def parse_float(digits: str) -> float:
        if abs(number := float(digits)) == _INFINITE:
            raise ValueError("out of range")
        return number

    @staticmethod
    def parse_constant(name: str) -> None:
        raise ValueError(name)


def read_json(path: str) -> Any:
    """Return what a file of JSON says.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is not sure what it says.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - imports nothing
        text = file.read().decode().strip(_SPACE)
    try:
        from _json import make_scanner
    except ImportError as error:
        raise ValueError("another Python") from error
    try:
        value, end = make_scanner(_Rules())(text, 0)  # type: ignore[arg-type]  # all that it looks at
    except (StopIteration, RecursionError) as error:
        raise ValueError("no JSON") from error
    if end != len(text):
        raise ValueError("more behind it")
    return value


def read_plain_tables(path: str) -> Tables:
    """Return the tables of a TinyDB file: see `reader.storage.tinydb_file`.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is not sure what it holds.
    """
    tables = read_json(path)
    if type(tables) is not dict or not tables:
        raise ValueError("no tables")
    for table in tables.values():
        if type(table) is not dict or not all(map(_is_document, table.items())):
            raise ValueError("no table")
    return tables


def _is_document(entry: tuple[str, object]) -> bool:
    key, document = entry
    return key.isascii() and key.isdigit() and len(key) < _LONGEST_NUMBER and type(document) is dict
