"""Folding stretches of a text away: the text as it is shown, and offsets between the two.

A fold is drawn as its label and is one character to the caret. The text itself stays as it is: what is
folded is only how it is laid out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.page.cells import width_of
from reader.page.classes import FOLDED, FOLDED_MARKER
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.text.span import Span


class Fold(Value):
    """A stretch of a text that is drawn as a label, which holds one glyph or a glyph and words."""

    span: Span
    label: str = FOLDED

    @property
    def sign(self) -> str:
        """The glyph alone, in one cell: `FOLDED` or `FOLDED_MARKER`."""
        return FOLDED_MARKER if self.label.startswith(FOLDED_MARKER) else FOLDED


class Folding:
    """A text with folds in it.

    Args:
        text: The text.
        folds: Stretches that are not empty; one that begins inside another is left out.
        width: The cells of a row. A label stands only on lines of its own, and where it fits; anywhere else
            its sign does, so that no row ends inside a fold.
    """

    __slots__ = ("_label_ends", "_label_starts", "_starts", "folds", "shown")

    def __init__(self, text: str, folds: Iterable[Fold], width: int) -> None:
        self.folds = tuple(_apart(folds))
        self._starts = [fold.span.start for fold in self.folds]
        self._label_starts: list[int] = []
        self._label_ends: list[int] = []
        self.shown = self._fold(text, width) if self.folds else text

    def _fold(self, text: str, width: int) -> str:
        pieces = []
        place = length = 0
        for fold in self.folds:
            label = _fitted(fold, text, width)
            pieces += [text[place : fold.span.start], label]
            length += fold.span.start - place
            self._label_starts.append(length)
            length += len(label)
            self._label_ends.append(length)
            place = fold.span.end
        return "".join([*pieces, text[place:]])

    def into(self, offset: int) -> int:
        """Return the offset in the shown text; inside a fold, that of its label."""
        index = bisect_right(self._starts, offset) - 1 if self.folds else -1
        if index < 0:
            return offset
        behind = offset - self.folds[index].span.end
        return self._label_starts[index] if behind < 0 else self._label_ends[index] + behind

    def out(self, shown: int) -> int:
        """Return the offset in the text of an offset in the shown one; inside a label, the fold's start."""
        index = bisect_right(self._label_starts, shown) - 1 if self.folds else -1
        if index < 0:
            return shown
        behind = shown - self._label_ends[index]
        span = self.folds[index].span
        return span.start if behind < 0 else span.end + behind

    def label_at(self, shown: int) -> tuple[int, int] | None:
        """Return start and end, in the shown text, of the label that covers an offset in it."""
        index = bisect_right(self._label_starts, shown) - 1 if self.folds else -1
        if index < 0 or shown >= self._label_ends[index]:
            return None
        return self._label_starts[index], self._label_ends[index]

    def over(self, span: Span) -> tuple[Fold, ...]:
        """Return the folds that share a character with a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        behind = bisect_left(self._starts, span.end)
        return tuple(fold for fold in self.folds[first:behind] if fold.span.overlaps(span))


def _apart(folds: Iterable[Fold]) -> Iterator[Fold]:
    """Yield the folds in order, without those that begin inside another."""
    end = 0
    for fold in sorted(folds, key=lambda fold: (fold.span.start, -fold.span.end)):
        if fold.span and fold.span.start >= end:
            yield fold
            end = fold.span.end


def _fitted(fold: Fold, text: str, width: int) -> str:
    """Return the label there is room for, its spaces no place to end a row."""
    start, end = fold.span.start, fold.span.end
    stands_alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    fits = stands_alone and width_of(fold.label) <= width
    return fold.label.replace(" ", "\N{NO-BREAK SPACE}") if fits else fold.sign
