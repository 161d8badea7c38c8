"""Reading XML from strangers, element by element: no document types, so no entities; nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from reader.analysis.gazetteers.lines import opened
from reader.errors import ReaderError
from reader.values import field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STEP = 1 << 16
_LONGEST_TAG = 1 << 20
_DEEPEST = 32
_LONGEST_VALUE = 100_000


class Element(Struct):
    """An element: its name without a namespace prefix, its text, its children."""

    tag: str
    text: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def value(self, tag: str) -> str:
        """Return the text of the first child of a name; empty where there is none."""
        return next(("".join(child.text).strip() for child in self.children if child.tag == tag), "")


class _HostileError(Exception):
    """What no honest list holds."""


def elements_of(path: Path, tags: frozenset[str]) -> Iterator[Element]:
    """Yield the elements of some names, each when it is complete; one inside another belongs to that.

    Args:
        path: An XML file.
        tags: Names without namespace prefixes.

    Raises:
        ReaderError: where the file is not well-formed, declares a document type, is nested more than 32
            deep, or holds a tag or a value too long for any list.
    """
    reader = _Reader(tags)
    parsed = 0
    with opened(path) as file:
        try:
            while not reader.ended:
                step = file.read(_STEP)
                parsed += len(step)
                reader.parse(step, parsed)
                yield from reader.complete
                reader.complete.clear()
        except (expat.ExpatError, _HostileError) as problem:
            raise ReaderError(
                f"the XML cannot be read ({problem})",
                where=f"{path}, line {reader.line}",
                remedy="fetch the file again from its publisher",
            ) from problem


class _Reader:
    def __init__(self, tags: frozenset[str]) -> None:
        self.complete: list[Element] = []
        self.ended = False
        self._tags = tags
        self._depth = 0
        self._open: list[Element] = []
        self._length = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    @property
    def line(self) -> int:
        """Where the parser is, from 1."""
        return self._parser.CurrentLineNumber

    def parse(self, step: bytes, parsed: int) -> None:
        """Parse some bytes more; none end the file."""
        self.ended = not step
        self._parser.Parse(step, self.ended)
        if parsed - max(0, self._parser.CurrentByteIndex) > _LONGEST_TAG:
            raise _HostileError("a tag is longer than 1 MiB")

    def _refuse(self, *_declared: object) -> None:
        raise _HostileError("it declares a document type, which no list needs")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _HostileError(f"it is nested more than {_DEEPEST} deep")
        tag = name.rpartition(":")[2]
        if self._open or tag in self._tags:
            element = Element(tag)
            if self._open:
                self._open[-1].children.append(element)
            else:
                self._length = 0
            self._open.append(element)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.complete.append(element)

    def _text(self, data: str) -> None:
        if self._open:
            self._length += len(data)
            if self._length > _LONGEST_VALUE:
                raise _HostileError("an entry is longer than 100,000 characters")
            self._open[-1].text.append(data)
