"""The text of an article for a page: its paragraphs, cut into pieces where marks begin and end."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.exchange.html_colours import LANES
from reader.text.marks import Mark, MarkIndex, lanes, runs
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.text.marks import Run
    from reader.text.span import Span

SAYS, NAMED, ANNOTATED = "says", "named", "annotated"
"""Kinds of marks: words that say what somebody is, names of those it is said of, annotated passages."""


class Reference(Value):
    """A raised number or letter behind a passage that leads to what is said of it."""

    label: str
    to: str
    """The id of the element that it leads to."""
    id: str = ""
    """Its own id, where something leads back to it."""
    says: str = ""
    """What it is, for those who do not see it raised: ``note 3``."""


class Piece(Value):
    """A stretch of a paragraph under the same marks, with the references behind it."""

    text: str
    styles: tuple[str, ...]
    """Classes of CSS."""
    is_annotated: bool
    references: tuple[Reference, ...]


class Placed(Value):
    """A reference with the place behind which it stands: a paragraph's index, and an offset in the text."""

    paragraph: int
    offset: int
    reference: Reference


class Cutter:
    """Cuts the paragraphs of a text.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs, in order.
        marks: What is marked in it, each annotated passage with an id of its own.
        colours: The numbers of the colours of annotated passages, by the ids of their marks.
        references: What stands behind passages.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        *,
        marks: Iterable[Mark],
        colours: Mapping[str, int],
        references: Iterable[Placed],
    ) -> None:
        marks = tuple(marks)
        self._text, self._paragraphs, self._colours = text, paragraphs, colours
        self._marks = MarkIndex(marks)
        self._lanes = lanes(mark for mark in marks if mark.kind == ANNOTATED)
        self._references: dict[int, list[Placed]] = {}
        for each in sorted(references, key=lambda each: each.offset):
            self._references.setdefault(each.paragraph, []).append(each)

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """Return the pieces of a paragraph."""
        span = self._paragraphs[index]
        waiting = self._references.get(index, [])
        found, taken = [], 0
        for run in runs(self._marks.over(span), span):
            last = taken
            while last < len(waiting) and (waiting[last].offset <= run.end or run.end == span.end):
                last += 1
            found.append(self._piece(run, [each.reference for each in waiting[taken:last]]))
            taken = last
        return tuple(found)

    def _piece(self, run: Run, references: Iterable[Reference]) -> Piece:
        annotated = [mark for mark in run.marks if mark.kind == ANNOTATED]
        kinds = {mark.kind for mark in run.marks}
        styles = [kind for kind in (SAYS, NAMED) if kind in kinds][:1]
        if annotated:
            innermost = min(annotated, key=lambda mark: len(mark.span))
            styles.append(f"t{self._colours[innermost.id]}")
        drawn = [(min(self._lanes[mark.id], LANES - 1), self._colours[mark.id]) for mark in annotated]
        styles += [f"l{lane}-{colour}" for lane, colour in drawn]
        deepest = max(drawn, default=(0, 0))[0]
        styles += [f"d{deepest}"] if deepest else []
        text = self._text[run.start : run.end]
        return Piece(text, tuple(dict.fromkeys(styles)), bool(annotated), tuple(references))


def last_paragraph(span: Span, paragraphs: Sequence[Span]) -> tuple[int, int]:
    """Return the index of the paragraph in which a passage ends, and the offset in it where it does.

    A passage of blanks only ends at the end of the paragraph before it, or at the start of the first.
    """
    index = max(0, bisect_left(paragraphs, span.end, key=lambda each: each.start) - 1)
    there = paragraphs[index]
    return index, max(there.start, min(span.end, there.end))
