r"""What WebAnno TSV writes otherwise than it stands: reserved characters behind a ``\``.

INCEpTION's own program is followed where its manual says less: a text has other escapes than a value, ``->``
is escaped as one, and what cannot be escaped in a value is a carriage return, which would end its line.
"""

from __future__ import annotations

import re

NULL = "*"
"""A value that is not set."""
NONE = "_"
"""A column in which there is no annotation."""

_NAMED = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}
_TEXT = str.maketrans({chr(code): f"\\{chr(code)}" for code in range(32) if code != 11} | {"\\": "\\\\"})
_TEXT |= {ord(char): f"\\{letter}" for char, letter in _NAMED.items()}
_LETTERS = {letter: char for char, letter in _NAMED.items()}
_TEXT_ESCAPE = re.compile(r"\\([tnfrb\\\x00-\x1f])")
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_VALUE_ESCAPE = re.compile(r"\\(->|[\\\[\]|_;*tn])")
_RETURN = re.compile("\r\n?")
_BAR = re.compile(r"\\.|\|", re.DOTALL)
_NUMBERED = re.compile(r"(.*)\[([0-9]{1,9})\]", re.DOTALL)


def escaped_text(text: str) -> str:
    """Return a line of a text as it stands behind ``#Text=``."""
    return text.translate(_TEXT)


def plain_text(written: str) -> str:
    """Undo `escaped_text`."""
    return _TEXT_ESCAPE.sub(lambda found: _LETTERS.get(found[1], found[1]), written)


def escaped_value(value: str) -> str:
    """Return the value of a feature as it stands in a column."""
    return _RESERVED.sub(lambda found: f"\\{_NAMED.get(found[0], found[0])}", _RETURN.sub("\n", value))


def plain_value(written: str) -> str:
    """Undo `escaped_value`."""
    return _VALUE_ESCAPE.sub(lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), written)


def stacked(column: str) -> list[tuple[str | None, int]]:
    """Return the values of a column, None for those not set, each with its number or 0."""
    if column in {NONE, ""}:
        return []
    bars = [found.start() for found in _BAR.finditer(column) if found[0] == "|"]
    return [
        _numbered(column[start + 1 : end])
        for start, end in zip([-1, *bars], [*bars, len(column)], strict=True)
    ]


def _numbered(written: str) -> tuple[str | None, int]:
    found = _NUMBERED.fullmatch(written)
    value, number = (found[1], int(found[2])) if found else (written, 0)
    return None if value == NULL else plain_value(value), number
