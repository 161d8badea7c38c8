"""JSON from other programs: each object knows its line, and what is not as it should be is named."""

from __future__ import annotations

import json
from bisect import bisect_right
from json import decoder, scanner
from typing import TYPE_CHECKING, Any, TypeVar

from reader.exchange.foreign import Link, Mistake, Passage, Read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_T = TypeVar("_T")

LINE = "\0line"
"""Under this every object that `parse` returns has its line in the file, counted from 1."""


class _Decoder(json.JSONDecoder):
    """A decoder that notes where each object begins; the standard library's scanner in Python lets it."""

    def __init__(self, text: str, first: int) -> None:
        super().__init__()
        ends = [place for place, char in enumerate(text) if char == "\n"]
        parse_object = decoder.JSONObject  # type: ignore[attr-defined]

        def parse_located(text_and_end: tuple[str, int], *rest: Any) -> tuple[dict[str, Any], int]:
            found, end = parse_object(text_and_end, *rest)
            found[LINE] = bisect_right(ends, text_and_end[1] - 1) + first
            return found, end

        self.parse_object = parse_located
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]


def parse(data: bytes, *, first: int = 1) -> dict[str, Any] | Mistake:
    """Return the object that a file holds, or what is wrong with it; see `parse_any`."""
    found = parse_any(data, first=first)
    return found if isinstance(found, dict | Mistake) else Mistake(first, "is no JSON object")


def parse_any(data: bytes, *, first: int = 1) -> Any:
    """Return what a file holds, or a `Mistake`.

    Args:
        data: The file, or a part of it.
        first: The number of its first line.
    """
    try:
        text = data.decode("utf-8-sig")
        found = _Decoder(text, first).decode(text)
    except UnicodeDecodeError as error:
        return Mistake(data.count(b"\n", 0, error.start) + first, f"is not UTF-8 (byte {error.start})")
    except json.JSONDecodeError as error:
        return Mistake(error.lineno - 1 + first, f"is not JSON: {error.msg}, column {error.colno}")
    except (RecursionError, ValueError) as error:  # a number of very many digits is a ValueError
        return Mistake(first, f"is JSON that cannot be read ({type(error).__name__})")
    return found


def read_lines(
    data: bytes, read: Callable[[dict[str, Any], list[Passage], list[Link], list[Mistake]], None]
) -> Read:
    """Return what JSON lines hold.

    Args:
        data: The file; blank lines are passed over.
        read: Adds what a line holds to the lists; a `ValueError` becomes a mistake of that line.
    """
    passages: list[Passage] = []
    links: list[Link] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        record = parse(line, first=number) if line.strip() else None
        if isinstance(record, Mistake):
            mistakes.append(record)
        elif record is not None:
            gathered([record], lambda each: read(each, passages, links, mistakes), mistakes)
    return Read(tuple(passages), tuple(links), tuple(mistakes))


def line_of(record: Any, otherwise: int = 1) -> int:
    """Return the line of an object that `parse` returned; of what is none it is not known."""
    return int(record[LINE]) if isinstance(record, dict) else otherwise


def gathered(
    records: Iterable[Any], make: Callable[[Any], _T], mistakes: list[Mistake], *, line: int = 1
) -> list[_T]:
    """Return what is made of each record; a `ValueError` becomes a mistake at its line, else at ``line``."""
    found = []
    for record in records:
        try:
            found.append(make(record))
        except ValueError as error:
            mistakes.append(Mistake(line_of(record, line), str(error)))
    return found


def object_in(record: Any, name: str) -> dict[str, Any]:
    """Return an object of an object.

    Raises:
        ValueError: when it is missing or something else, or ``record`` is no object.
    """
    found = _in(record, name)
    if not isinstance(found, dict):
        raise _wrong(name, "no object")
    return found


def list_in(record: Any, name: str) -> list[Any]:
    """Return a list of an object; an empty one where it is missing.

    Raises:
        ValueError: when it is something else, or ``record`` is no object.
    """
    found = _in(record, name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise _wrong(name, "no list")
    return found


def text_in(record: Any, name: str, otherwise: str | None = None) -> str:
    """Return a text of an object.

    Raises:
        ValueError: when it is something else, or missing where ``otherwise`` is None.
    """
    found = _in(record, name)
    if found is None and otherwise is not None:
        return otherwise
    if not isinstance(found, str):
        raise _wrong(name, "no text")
    return found


def text_of(value: Any) -> str:
    """Return a value that is a text.

    Raises:
        ValueError: when it is something else.
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} is no text")  # noqa: TRY004 - as all that is wrong in a file
    return value


def offset_in(record: Any, name: str) -> int:
    """Return an offset of an object.

    Raises:
        ValueError: when it is missing, negative or something else, or ``record`` is no object.
    """
    found = _in(record, name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise _wrong(name, "no offset")
    return found


def _in(record: Any, name: str) -> Any:
    if not isinstance(record, dict):
        raise ValueError("is no object")  # noqa: TRY004 - as all that is wrong in a file
    return record.get(name)


def _wrong(name: str, what: str) -> ValueError:
    return ValueError(f"“{name}” is {what}")
