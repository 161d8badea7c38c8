"""Reading brat standoff from a zip: every ``.ann`` with the ``.txt`` beside it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.labels import tag_of
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT_BOUND = re.compile(r"(T[^\t ]*)\t([^\t ]+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)", re.DOTALL)
_RELATION = re.compile(r"(R[^\t ]*)\t([^\t ]+) [^: ]+:([^ \t]+) [^: ]+:([^ \t]+)[ \t]*")
_NOTE = re.compile(r"#[^\t]*\tAnnotatorNotes ([^\t]+)\t(.*)", re.DOTALL)
_KINDS = {
    "E": "an event",
    "A": "an attribute",
    "M": "an attribute",
    "N": "a normalization",
    "*": "an equivalence",
}


def decode(data: bytes) -> Read:
    """Return what an archive of standoff files holds."""
    files = unzipped(data, ".ann", ".txt")
    if isinstance(files, Mistake):
        return Read(mistakes=(files,))
    reads = [_document(files, name) for name in files if name.endswith(".ann")]
    return Read(
        tuple(each for read in reads for each in read.passages),
        tuple(each for read in reads for each in read.links),
        tuple(each for read in reads for each in read.mistakes),
    )


def _document(files: Mapping[str, bytes], name: str) -> Read:
    beside = f"{name.removesuffix('.ann')}.txt"
    if beside not in files:
        return Read(mistakes=(Mistake(1, f"there is no {beside}", name),))
    try:
        text, lines = files[beside].decode("utf-8-sig"), files[name].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Read(mistakes=(Mistake(1, f"is not UTF-8 (byte {error.start})", name),))
    return _Reading(name, Source(path=beside, text=text)).read(lines)


class _Reading:
    """Reads the lines of a document.

    Args:
        name: The document's ``.ann``.
        source: Its text.
    """

    def __init__(self, name: str, source: Source) -> None:
        self._name, self._source = name, source
        self._passages: dict[str, Passage] = {}
        self._links: dict[str, Link] = {}
        self._mistakes: list[Mistake] = []
        self._noted: set[str] = set()

    def read(self, text: str) -> Read:
        """Return what the lines hold."""
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                self._take(line, number)
            except ValueError as error:
                self._mistakes.append(Mistake(number, str(error), self._name))
        return Read(tuple(self._passages.values()), tuple(self._links.values()), tuple(self._mistakes))

    def _take(self, line: str, number: int) -> None:
        if bound := _TEXT_BOUND.fullmatch(line):
            self._passages[bound[1]] = self._passage(bound, number)
        elif relation := _RELATION.fullmatch(line):
            source, target = self._key(relation[3]), self._key(relation[4])
            key = relation[1]
            self._links[key] = Link(number, tag_of(relation[2]), source, target, file=self._name)
        elif note := _NOTE.fullmatch(line):
            self._note(note[1], note[2])
        elif line[0] in _KINDS:
            raise ValueError(f"{_KINDS[line[0]]} is not taken over")
        else:
            raise ValueError(f"is no line of standoff: “{line[:40]}”")

    def _key(self, name: str) -> str:
        return f"{self._name}:{name}"

    def _passage(self, bound: re.Match[str], number: int) -> Passage:
        pieces = [tuple(map(int, piece.split())) for piece in bound[3].split(";")]
        start, end = pieces[0][0], pieces[-1][1]
        text = self._source.text or ""
        shown = " ".join(text[first:last] for first, last in pieces)
        if end > len(text) or shown != bound[4]:
            raise ValueError(f"“{bound[4][:40]}” does not stand at {bound[3]}")
        gaps = (text[before[1] : behind[0]] for before, behind in itertools.pairwise(pieces))
        if any(gap.strip() for gap in gaps):
            what = f"“{shown[:40]}” has parts; it is taken from its first to its last"
            self._mistakes.append(Mistake(number, what, self._name))
        key, tags = self._key(bound[1]), (tag_of(bound[2]),)
        return Passage(self._source, number, start, end, tags=tags, key=key, file=self._name)

    def _note(self, of: str, note: str) -> None:
        """Add a line to a note; one of something that was not taken over goes with it."""
        if of in self._passages:
            there = self._passages[of]
            self._passages[of] = replace(there, note=_added(there.note, note, first=of not in self._noted))
        elif of in self._links:
            link = self._links[of]
            self._links[of] = replace(link, note=_added(link.note, note, first=of not in self._noted))
        self._noted.add(of)


def _added(note: str, line: str, *, first: bool) -> str:
    return line if first else f"{note}\n{line}"
