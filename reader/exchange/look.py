"""What a file begins with, by which formats tell whether it is theirs."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEEN = 1 << 20
"""How many bytes of a file are looked at."""

_OF_LINES = 20_000
_TOKENS = 20_000
_DEEPEST = 20
_LONGEST = 40
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\],]', re.DOTALL)


class Look(Value, dict=True):
    """The beginning of a file, its first mebibyte; to look at it takes milliseconds, whatever the file is."""

    text: str
    """It as UTF-8, without a byte order mark; what is none is U+FFFD."""

    @cached_property
    def json(self) -> dict[str, str]:
        """The values of the first JSON value in it, by their paths, ``[].data.text``; the text of strings.

        Of each path the first; a value that is no string is ``""``. Empty where it begins with no list or
        object.
        """
        found: dict[str, str] = {}
        if self.text.lstrip()[:1] in {"{", "["}:
            for path, said in _values(self.text):
                found[path] = found.get(path) or said
        return found

    @classmethod
    def at(cls, data: bytes) -> Look:
        """Return what a file begins with."""
        return cls(data[:_SEEN].decode("utf-8-sig", "replace"))

    @property
    def lines(self) -> list[str]:
        """The first lines, without their ends; the last of them may be cut off where it is the only one."""
        found = self.text[:_OF_LINES].split("\n")
        if len(self.text) > _OF_LINES and len(found) > 1:
            found.pop()
        return [line.removesuffix("\r") for line in found]

    def has(self, *paths: str) -> bool:
        """Return whether all of these paths are in the JSON."""
        return self.json.keys() >= set(paths)


def _values(text: str) -> Iterator[tuple[str, str]]:
    """Yield paths of the first JSON value with their strings; JSON that is none, or cut off, is no matter."""
    within: list[tuple[str, bool]] = []  # the paths of what is open, and whether it is an object
    path, is_key = "", False
    for match in islice(_TOKEN.finditer(text), _TOKENS):
        mark = match[0]
        if mark in {"{", "["} and len(within) < _DEEPEST:
            within.append((path, mark == "{"))
            path, is_key = (path, True) if mark == "{" else (f"{path}[]", False)
        elif mark == "," and within:
            path, is_object = within[-1]
            path, is_key = (path, True) if is_object else (f"{path}[]", False)
        elif mark in {"}", "]"} and len(within) > 1:
            within.pop()
        elif mark[0] != '"' or not within:
            return
        elif is_key:
            path, is_key = f"{within[-1][0]}.{mark[1:-1][:_LONGEST]}", False
            yield path, ""
        else:
            yield path, mark[1:-1][:_LONGEST]
