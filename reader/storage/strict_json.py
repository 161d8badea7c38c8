"""JSON as precious files hold it: nothing is written or read that is not the same everywhere."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from sys import intern
from typing import TYPE_CHECKING, Any, NoReturn

from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

_REPEATED = (("author", "article", "anchor"), ("sha256",), ("kind",))
"""What says the same in most documents of a file, and is kept once; looked for where the first of them is."""
_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_json(value: object, path: Path) -> bytes:
    """Return ``value`` as UTF-8 JSON, indented by one.

    A lone surrogate, which UTF-8 cannot hold, becomes its escape in ASCII (RFC 8259, section 8.2).

    Args:
        value: What to write.
        path: The file it is for, as an error shall name it.

    Raises:
        ReaderError: when the value holds two surrogates in a row that are not one character, which would
            read back as one and shift every offset behind them.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    if _SPLIT_PAIR.search(text):
        raise ReaderError(
            "a character of this text is split in two, which JSON cannot hold",
            where=str(path),
            remedy="save the article's file as UTF-8 and open it again",
        )
    # Inside a JSON string Python's escape for a character that cannot be encoded is JSON's escape for it.
    return text.encode("utf-8", "backslashreplace")


def from_json(text: str) -> Any:
    """Return the value that a text says.

    Raises:
        json.JSONDecodeError: when it is not JSON.
        ValueError: when a key stands in an object twice, or a number is not finite.
        RecursionError: when it is too deep.
    """
    return _DECODER.decode(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number there")


def _parse_finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits} is out of range")
    return number


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Python's decoder makes the names of each text anew, and each value: a third of what annotations took.
    result = {intern(name): value for name, value in pairs}
    if len(result) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise ValueError(f"“{twice}” stands there twice")
    for names in _REPEATED:
        if names[0] in result:
            for name in names:
                if type(value := result.get(name)) is str:
                    result[name] = intern(value)
    return result


_DECODER = json.JSONDecoder(
    parse_constant=_refuse_constant, parse_float=_parse_finite, object_pairs_hook=_without_duplicates
)
