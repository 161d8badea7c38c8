"""Reading WebAnno TSV 3.2 and 3.3 from a zip, or one table of it: every layer of passages, and of relations.

Sentences say where they begin in the text, but not which blanks stand between them, so that an article is
found by its text without its blanks.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.uima_layers import Found, is_missed, is_taken, link, passage
from reader.exchange.utf16 import Utf16
from reader.exchange.webanno_text import plain_text, plain_value, stacked
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.[23]\s*")
_LAYER = re.compile(r"#T_(SP|CH|RL)=([^|]+)((?:\|[^|]*)*)")
_ROW = re.compile(r"([0-9]+-[0-9]+(?:\.[0-9]+)?)\t([0-9]{1,9})-([0-9]{1,9})\t([^\t]*)((?:\t[^\t]*)*)")
_REFERENCE = re.compile(r"([0-9]+-[0-9]+(?:\.[0-9]+)?)(?:\[([0-9]{1,9})_([0-9]{1,9})\])?")
_BASE = "BT_"
_SLOT = "ROLE_"


def decode(data: bytes) -> Read:
    """Return what an archive of tables holds, or a single one."""
    files = {"": data} if data.lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT") else unzipped(data, ".tsv")
    if isinstance(files, Mistake):
        return Read(mistakes=(files,))
    if not files:
        return Read(mistakes=(Mistake(1, "there is no .tsv in it"),))
    reads = [_document(name, content) for name, content in files.items()]
    return Read(
        tuple(each for read in reads for each in read.passages),
        tuple(each for read in reads for each in read.links),
        tuple(each for read in reads for each in read.mistakes),
    )


def _document(name: str, data: bytes) -> Read:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Read(mistakes=(Mistake(line, f"is not UTF-8 (byte {error.start})", name),))
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if not _FORMAT.fullmatch(lines[0]):
        return Read(mistakes=(Mistake(1, "does not begin with #FORMAT=WebAnno TSV 3.2 or 3.3", name),))
    return _Reading(name).read(lines)


class _Layer(Value):
    """A layer that is taken, and the columns it has."""

    kind: str
    """``SP`` for passages, ``RL`` for relations."""
    name: str
    columns: tuple[tuple[int, str], ...]
    """Which columns have the values of which features."""
    base: str = ""
    """The layer that relations are between."""
    reference: int = -1
    """The column that says where relations begin."""


class _Sentence(Struct, dict=True):
    """A sentence: its text, and how much of the document stands before it."""

    text: str
    begin: int
    """In UTF-16 units of the document."""
    before: int
    """In code points without blanks."""

    @cached_property
    def counted(self) -> Utf16:
        return Utf16(self.text)

    @cached_property
    def visible(self) -> list[int]:
        return [0, *accumulate(not char.isspace() for char in self.text)]


class _Row(Struct):
    """A row: a token, or a part of one, with its offsets in the text without blanks."""

    line: int
    name: str
    start: int
    end: int
    columns: Sequence[str]


class _Reading:
    """Reads a table.

    Args:
        name: The file.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._mistakes: list[Mistake] = []
        self._layers: list[_Layer] = []
        self._width = 0
        self._text: list[str] = []
        self._sentence: _Sentence | None = None
        self._visible: list[str] = []
        self._length = 0
        self._passages: dict[tuple[str, object], Found] = {}
        self._begun: dict[tuple[str, str], tuple[str, object]] = {}
        """Which passage of a layer begins in a row, the first of several."""
        self._relations: list[tuple[Found, _Layer, re.Match[str], str]] = []

    def read(self, lines: Sequence[str]) -> Read:
        """Return what the lines hold."""
        body = next((number for number, line in enumerate(lines[1:], 1) if not line.strip()), len(lines))
        for number, line in enumerate(lines[1:body], 2):
            self._declare(line, number)
        for number, line in enumerate(lines[body:], body + 1):
            if line.startswith("#"):
                self._head(line)
            elif line:
                self._take(line, number)
        return self._made()

    def _note(self, line: int, what: str) -> None:
        self._mistakes.append(Mistake(line, what, self._name))

    def _declare(self, line: str, number: int) -> None:
        declared = _LAYER.fullmatch(line)
        if declared is None:
            self._note(number, f"is no layer: “{line[:40]}”")
            return
        kind, layer = declared[1], declared[2]
        features = [each for each in declared[3].split("|") if each] or [""]
        places = [(self._width + place, each) for place, each in enumerate(features)]
        self._width += len(features)
        if kind == "CH" or not is_taken(layer):
            if kind == "CH" or is_missed(layer):
                self._note(number, f"the layer {layer.rpartition('.')[2]} is not taken over")
            return
        base = next((each.removeprefix(_BASE) for _, each in places if each.startswith(_BASE)), "")
        reference = next((place for place, each in places if each.startswith(_BASE)), -1)
        plain = [
            each
            for before, each in zip([(0, ""), *places], places, strict=False)
            if each[1] and not each[1].startswith((_BASE, _SLOT)) and not before[1].startswith(_SLOT)
        ]
        self._layers.append(_Layer(kind, layer, tuple(plain) or (places[0],), base, reference))

    def _head(self, line: str) -> None:
        """Take a line before the rows of a sentence."""
        if self._sentence is not None:
            self._visible.append("".join(self._sentence.text.split()))
            self._length += self._sentence.visible[-1]
            self._sentence = None
        if line.startswith("#Text="):
            self._text.append(plain_text(line.removeprefix("#Text=")))

    def _take(self, line: str, number: int) -> None:
        found = _ROW.fullmatch(line)
        if found is None:
            self._note(number, f"is no row of a token: “{line[:40]}”")
            return
        if self._sentence is None:
            self._sentence = _Sentence("\n".join(self._text), int(found[2]), self._length)
            self._text = []
        columns = found[5].split("\t")[1:]
        if len(columns) < self._width:
            self._note(number, f"has {len(columns)} columns behind the token, not {self._width}")
        elif (row := _row(found, number, columns, self._sentence)) is None:
            self._note(number, f"“{found[4][:40]}” does not stand at {found[2]}-{found[3]}")
        else:
            for layer in self._layers:
                (self._take_passages if layer.kind == "SP" else self._take_relations)(layer, row)

    def _take_passages(self, layer: _Layer, row: _Row) -> None:
        values = [(feature, stacked(row.columns[place])) for place, feature in layer.columns]
        for place in range(max(len(each) for _, each in values)):
            said = [(feature, *each[place]) for feature, each in values if place < len(each)]
            number = max(one for _, _, one in said)
            key = (layer.name, number or (row.name, place))
            found = self._passages.get(key)
            if found is None:
                found = Found(layer.name, row.line, row.start, row.end, file=self._name)
                self._passages[key] = found
                self._begun.setdefault((layer.name, row.name), key)
            found.end = row.end
            for feature, value, _ in said:
                if feature and value is not None:
                    found.values.setdefault(feature, (value,))

    def _take_relations(self, layer: _Layer, row: _Row) -> None:
        values = [(feature, stacked(row.columns[place])) for place, feature in layer.columns if feature]
        begins = row.columns[layer.reference].split("|") if layer.reference >= 0 else []
        for place, begin in enumerate(begins if begins != ["_"] else []):
            reference = _REFERENCE.fullmatch(begin)
            if reference is None:
                self._note(row.line, f"“{begin[:40]}” is no beginning of a relation")
                continue
            said = {feature: each[place][0] for feature, each in values if place < len(each)}
            kept: dict[str, tuple[str, ...]] = {
                feature: (value,) for feature, value in said.items() if value is not None
            }
            found = Found(layer.name, row.line, values=kept, file=self._name)
            self._relations.append((found, layer, reference, row.name))

    def _made(self) -> Read:
        self._head("#")
        source = Source(blankless="".join(self._visible))
        passages: dict[object, Passage] = {}
        names: dict[tuple[str, object], str] = {}
        for number, (key, found) in enumerate(self._passages.items(), 1):
            if found.start >= found.end:
                self._note(found.line, "there is nothing in a passage")
                continue
            made = passage(found, source, f"{self._name}#{number}")
            place = (made.key, made.start, made.end)
            there = passages.get(place)
            passages[place] = made if there is None else replace(there, tags=there.tags + made.tags)
            names[key] = made.key
        links = [self._link(*each, names) for each in self._relations]
        return Read(tuple(passages.values()), tuple(filter(None, links)), tuple(self._mistakes))

    def _link(
        self,
        found: Found,
        layer: _Layer,
        reference: re.Match[str],
        row: str,
        names: dict[tuple[str, object], str],
    ) -> Link | None:
        source = self._end(layer.base, reference[1], int(reference[2] or 0))
        target = self._end(layer.base, row, int(reference[3] or 0))
        if source not in names or target not in names:
            self._note(found.line, "an end of a relation is not taken over")
            return None
        return link(found, names[source], names[target])

    def _end(self, layer: str, row: str, number: int) -> tuple[str, object]:
        """Return which passage of a layer has a number; the first that begins in a row where it has none."""
        return (layer, number) if number else self._begun.get((layer, row), (layer, 0))


def _row(found: re.Match[str], line: int, columns: Sequence[str], sentence: _Sentence) -> _Row | None:
    """Return a row; None where its words do not stand at its place."""
    begin, end = (sentence.counted.offset(int(each) - sentence.begin) for each in (found[2], found[3]))
    if begin is None or end is None:
        return None
    if sentence.text[begin:end] not in {found[4], plain_value(found[4])}:
        return None
    start, stop = (sentence.before + sentence.visible[each] for each in (begin, end))
    return _Row(line, found[1], start, stop, columns)
