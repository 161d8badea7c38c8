"""A part of a long text read as a text of its own, with the footnotes from the end of the whole.

A designation may stand in a footnote at the very end, so an excerpt is its stretch and the ending. What is
found in it is told in places of the whole text.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from reader.text.span import Span
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.analysis.entities.recogniser import RawSpan
    from reader.articles.findings import Designated, Designation, Entity, Findings, Mention

_Item = TypeVar("_Item")

SECTION = 100_000
"""About how long the sections of a long text are, in code points."""
LONG = 16_000
"""When so much of a text is not on screen, in code points, the first answer is about the screen only."""
_MARGIN = 2_000
"""How much around the screen the first answer is about, in code points, on each side."""
_ENDING = 3_000
"""How much of the end of a text is looked at with each part of it, in code points."""
_GAP = "\n\n"


class Excerpt(Value):
    """Stretches of a text, read as one."""

    text: str
    """The stretches, a blank line between them."""
    parts: tuple[Span, ...]
    """Where they stand in the whole text, in order, half-open."""

    def inward(self, raw: Sequence[RawSpan]) -> list[RawSpan]:
        """Return those of a text's names, in order, that lie in the excerpt, with their places there."""
        return [
            each if at == part.start else replace(each, span=each.span.shifted(at - part.start))
            for at, part in self._placed()
            for each in _between(raw, part, key=lambda name: name.span.start)
            if each.span.end <= part.end
        ]

    def spans_inward(self, spans: Sequence[Span]) -> list[Span]:
        """Return those of a text's spans, in order, that lie in the excerpt, with their places there."""
        return [
            span if at == part.start else span.shifted(at - part.start)
            for at, part in self._placed()
            for span in _between(spans, part, key=lambda span: span.start)
            if span.end <= part.end
        ]

    def outward(self, findings: Findings) -> Findings:
        """Return findings of the excerpt as findings of the whole text.

        Markers are none without an explanation as long as their footnotes may stand elsewhere.
        """
        return replace(
            findings,
            sentences=tuple(place for each in findings.sentences if (place := self._outer(each))),
            entities=tuple(self._entity_outward(each) for each in findings.entities),
            designations=self.designations_outward(findings.designations),
            unexplained=(),
        )

    def designations_outward(self, designations: Iterable[Designation]) -> tuple[Designation, ...]:
        """Return designations of the excerpt with their places in the whole text."""
        if all(at == part.start for at, part in self._placed()):
            return tuple(designations)
        return tuple(
            replace(each, span=place, entities=tuple(map(self._designated_outward, each.entities)))
            for each in designations
            if (place := self._outer(each.span))
        )

    def _entity_outward(self, entity: Entity) -> Entity:
        return replace(entity, mentions=tuple(self._mentions_outward(entity.mentions)))

    def _designated_outward(self, designated: Designated) -> Designated:
        return replace(designated, mentions=tuple(self._mentions_outward(designated.mentions)))

    def _mentions_outward(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        for mention in mentions:
            if place := self._outer(mention.span):
                yield replace(mention, span=place)

    def _outer(self, span: Span) -> Span | None:
        """Return where a span of the excerpt stands in the text; None where it crosses a gap."""
        for at, part in self._placed():
            if at <= span.start and span.end <= at + len(part):
                return span.shifted(part.start - at)
        return None

    def _placed(self) -> Iterator[tuple[int, Span]]:
        """Yield where each stretch begins in the excerpt, and where it stands in the text."""
        at = 0
        for part in self.parts:
            yield at, part
            at += len(part) + len(_GAP)


def excerpt(text: str, stretch: Span) -> Excerpt:
    """Return a stretch of a text together with the text's last paragraphs."""
    ending = _ending(text)
    holds_it = stretch.end >= ending.start
    parts = [Span(stretch.start, len(text))] if holds_it else [stretch, ending]
    return excerpt_of(text, [part for part in parts if part])


def excerpt_of(text: str, parts: Sequence[Span]) -> Excerpt:
    """Return stretches of a text, in order and without overlaps, as one."""
    return Excerpt(_GAP.join(part.of(text) for part in parts), tuple(parts))


def excerpt_of_screen(text: str, visible: Span) -> Excerpt | None:
    """Return what is on screen of a long text, with some around it and the end; None for a shorter text."""
    if len(text) - len(visible) <= LONG:
        return None
    return excerpt(text, around(text, visible, _MARGIN))


def sections(text: str) -> tuple[Span, ...]:
    """Cut a text into sections at the ends of lines; a text of usual length is one section."""
    edges = [0]
    while len(text) - edges[-1] > 2 * SECTION:
        edges.append(_line_end(text, edges[-1] + SECTION, reach=SECTION // 2))
    return tuple(Span(start, end) for start, end in pairwise([*edges, len(text)]))


def around(text: str, stretch: Span, margin: int) -> Span:
    """Return a stretch with about so many code points on both sides, cut at lines where there are some."""
    start = min(max(0, stretch.start - margin), len(text))
    end = min(stretch.end + margin, len(text))
    line = text.rfind("\n", max(0, start - margin), start)
    return Span(line + 1 if line >= 0 else start, _line_end(text, end, reach=margin))


def _line_end(text: str, offset: int, *, reach: int) -> int:
    """Return the next place behind which a line, or at least a word, begins."""
    for sign in "\n", " ":
        found = text.find(sign, offset, offset + reach)
        if found >= 0:
            return found + 1
    return min(offset, len(text))


def _ending(text: str) -> Span:
    """Return the last paragraphs of a text; an empty span where its last line is a long one."""
    first = max(0, len(text) - _ENDING)
    line = text.find("\n", first)
    return Span(line + 1 if line >= 0 else len(text), len(text))


def _between(items: Sequence[_Item], part: Span, *, key: Callable[[_Item], int]) -> Sequence[_Item]:
    """Return those of the items, in order of their places, that begin in a stretch."""
    return items[bisect_left(items, part.start, key=key) : bisect_left(items, part.end, key=key)]
