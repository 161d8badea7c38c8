"""Writing WebAnno TSV: the rows of tokens and of their parts, and what stands in their columns.

Every annotation has a number in brackets, so that none has to be guessed. A sentence reaches up to the next
one, by which the blanks between them are kept; those that a text begins with become spaces in INCEpTION.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.exchange.archives import zipped
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, utf8
from reader.exchange.positions import placed
from reader.exchange.tokens import tokens
from reader.exchange.uima_layers import (
    DETAILS,
    LINK_DETAILS,
    TAGGED,
    TAGGED_RELATION,
    TYPES,
    details,
    link_details,
    type_system,
)
from reader.exchange.utf16 import Utf16
from reader.exchange.webanno_text import NONE, NULL, escaped_text, escaped_value
from reader.text.segments import paragraphs, quick_sentences
from reader.text.span import Span
from reader.values import Value, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.exchange.section import Section

_FEATURES = ("tag", *DETAILS)
_LINK_FEATURES = ("label", *LINK_DETAILS)


def encode(sections: Sequence[Section]) -> Encoded:
    """Return the archive of some articles."""
    documents = [_Document(section) for section in sections]
    files = [(f"{each.section.article.id}.tsv", utf8(each.text())) for each in documents if each.has_rows]
    types = type_system(TAGGED, TAGGED_RELATION, tags=(("tag", "uima.cas.String"),))
    edged, endless, returns = (
        sum(getattr(each, name) for each in documents) for name in ("edged", "endless", "returns")
    )
    losses = (
        Loss("edges", "passages that begin or end with a blank", edged, "left out; blanks are in no row"),
        Loss("endless", "relations from or to an annotation that is not written", endless, "left out"),
        Loss(
            "returns", "carriage returns in tags, names and notes", returns, "they are written as line breaks"
        ),
    )
    return Encoded(zipped([*files, (TYPES, types.to_xml().encode())]), losses)


class _Tagged(Value):
    """A tag of an annotation."""

    number: int
    """From 1; what names it in its document."""
    span: Span
    values: Mapping[str, str]


class _Unit(Struct):
    """A row: a token, or a part of one."""

    span: Span
    name: str = ""
    tagged: list[_Tagged] = field(default_factory=list)
    relations: list[tuple[_Tagged, _Tagged, Relation]] = field(default_factory=list)
    """Those that end here: where they begin, where they end, what they are."""


class _Document:
    """An article's table, and what is not in it.

    Args:
        section: The article.
    """

    def __init__(self, section: Section) -> None:
        self.section = section
        self.edged = self.endless = self.returns = 0
        self._text = section.article.text
        self._counted = Utf16(self._text)
        self._tokens = tokens(self._text)
        self._starts = [token.start for token in self._tokens]
        self._units: dict[int, dict[Span, _Unit]] = {}
        """The rows of the tokens in which something stands, by the places of the tokens."""
        self._first: dict[int, _Unit] = {}
        self.tagged: dict[str, _Tagged] = {}
        """The first tag of each annotation that is written, by the annotation's id."""
        for each in placed(section):
            self._add(each)
        self._relate()
        self.has_rows = bool(self._tokens)
        """Whether there is anything to see in it, as there must be in a table."""
        self._has_relations = any(unit.relations for unit in self._first.values())

    def _add(self, annotation: Annotation) -> None:
        words = annotation.target.exact
        if words[:1].isspace() or words[-1:].isspace():
            self.edged += 1
            return
        for tag in annotation.tags or ("",):
            number = len(self._first) + 1
            said = {"tag": tag, **details(annotation)}
            self.returns += sum(value.count("\r") for value in (tag, annotation.note))
            made = _Tagged(number, annotation.span, said)
            self.tagged.setdefault(annotation.id, made)
            self._spread(made)

    def _spread(self, made: _Tagged) -> None:
        """Put it into every row that it has a part in."""
        at = bisect_right(self._starts, made.span.start) - 1
        while at < len(self._tokens) and self._tokens[at].start < made.span.end:
            token = self._tokens[at]
            part = Span(max(token.start, made.span.start), min(token.end, made.span.end))
            unit = self._units.setdefault(at, {token: _Unit(token)}).setdefault(part, _Unit(part))
            unit.tagged.append(made)
            self._first.setdefault(made.number, unit)
            at += 1

    def _relate(self) -> None:
        for each in self.section.relations:
            if each.target.article != self.section.article.id:
                continue
            source, target = (self.tagged.get(end.annotation) for end in each.ends)
            if source is None or target is None:
                self.endless += 1
                continue
            self.returns += each.name.count("\r") + each.note.count("\r")
            self._first[target.number].relations.append((source, target, each))

    def text(self) -> str:
        """Return the table."""
        sentences = list(self._sentences())
        for number, (_, places) in enumerate(sentences, 1):
            for row, place in enumerate(places, 1):
                self._name(f"{number}-{row}", place)
        head = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={TAGGED}|{'|'.join(_FEATURES)}"]
        if self._has_relations:
            head.append(f"#T_RL={TAGGED_RELATION}|{'|'.join(_LINK_FEATURES)}|BT_{TAGGED}")
        blocks = ["\n".join([*head, ""])]
        for number, (words, places) in enumerate(sentences, 1):
            lines = [f"#Text={escaped_text(line)}" for line in words.split("\n")]
            rows = [
                one for row, place in enumerate(places, 1) for one in self._rows(f"{number}-{row}", place)
            ]
            blocks.append("\n".join([*lines, *rows]))
        # A blank line is before every sentence, and one more behind the head; none may be at the end.
        return "\n".join(f"{block}\n" for block in blocks)

    def _sentences(self) -> Iterator[tuple[str, range]]:
        """Yield the sentences with the blanks behind them, and the places of their tokens.

        A single line break at its end is that of the last line, which every sentence has.
        """
        begins = {s.start for line in paragraphs(self._text) for s in quick_sentences(self._text, line)}
        firsts = [0, *(place for place, start in enumerate(self._starts) if place and start in begins)]
        for first, after in zip(firsts, [*firsts[1:], len(self._tokens)], strict=True):
            end = self._starts[after] if after < len(self._tokens) else len(self._text)
            yield self._text[self._starts[first] : end].removesuffix("\n"), range(first, after)

    def _name(self, name: str, place: int) -> None:
        """Name a token, and those of its parts that have rows of their own."""
        token, units = self._tokens[place], self._units.get(place, {})
        others = sorted((part for part in units if part != token), key=lambda part: (part.start, -part.end))
        for number, part in enumerate([token, *others] if units else []):
            units[part].name = f"{name}.{number}" if number else name

    def _rows(self, name: str, place: int) -> list[str]:
        units = self._units.get(place, {}).values()
        if not units:
            width = len(_FEATURES) + (len(_LINK_FEATURES) + 1 if self._has_relations else 0)
            return [self._row(name, self._tokens[place], [NONE] * width)]
        ordered = sorted(units, key=lambda unit: int(unit.name.partition(".")[2] or 0))
        return [self._row(unit.name, unit.span, self._columns(unit)) for unit in ordered]

    def _row(self, name: str, span: Span, columns: Sequence[str]) -> str:
        place = f"{self._counted.units(span.start)}-{self._counted.units(span.end)}"
        return "\t".join([name, place, span.of(self._text), *columns, ""])

    def _columns(self, unit: _Unit) -> list[str]:
        columns = [
            _column(f"{_value(each.values, feature)}[{each.number}]" for each in unit.tagged)
            for feature in _FEATURES
        ]
        if self._has_relations:
            said = [link_details(relation) for _, _, relation in unit.relations]
            columns += [_column(_value(each, feature) for each in said) for feature in _LINK_FEATURES]
            columns.append(
                _column(
                    f"{self._first[source.number].name}[{source.number}_{target.number}]"
                    for source, target, _ in unit.relations
                )
            )
        return columns


def _value(values: Mapping[str, str], feature: str) -> str:
    return escaped_value(values.get(feature, "")) or NULL


def _column(values: Iterable[str]) -> str:
    return "|".join(values) or NONE
