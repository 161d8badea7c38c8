"""The layout of a text at a width: which row and column an offset stands at, and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from reader.page.cells import Cluster, clusters
from reader.page.folding import Fold, Folding
from reader.page.visible import visible
from reader.page.wrapping import has_one_cell_each, wrap
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable


_AT_A_TIME = 64
"""So many rows are found at a time while that of an offset is looked for: as many as a screen may have."""


class Row(Value):
    """One row of the screen: the code points ``[start, end)`` of the text, without the line end.

    Spaces at its end hang: they belong to it, and may stand beyond the width.
    """

    start: int
    end: int
    blank: bool
    """Whether it is the gap between two paragraphs; it is then empty, at the end of the first."""


class Place(Value):
    """Where a character is drawn: the row, and the column of its first cell, from 0."""

    row: int
    column: int


class Page:
    """The rows of a text at a width in cells, with folds in it or without.

    Paragraphs, that is lines which hold more than blanks, stand ``spacing`` empty rows apart, however many
    line ends the text has between them. Rows are found when they are first asked for, from the start of the
    text on; asking for the height finds all. A fold is one cluster, drawn as its label.

    Args:
        text: The text; every offset that goes in or comes out is one into it.
        width: In cells.
        folds: What is drawn as a label; see `Folding`.
        spacing: Empty rows between two paragraphs.

    Raises:
        ValueError: when the width is less than one cell, or the spacing less than no row.
    """

    __slots__ = (
        "_ends",
        "_folding",
        "_pending",
        "_shown",
        "_starts",
        "is_measured",
        "spacing",
        "text",
        "width",
    )

    def __init__(self, text: str, width: int, folds: Iterable[Fold] = (), *, spacing: int = 1) -> None:
        if width < 1:
            raise ValueError(f"not a width: {width}")
        if spacing < 0:
            raise ValueError(f"not a spacing: {spacing}")
        self.text = text
        self.width = width
        self.spacing = spacing
        self._folding = Folding(text, folds, width)
        self._shown = self._folding.shown
        # Offsets into the text as it is shown.
        self._starts = array("I")
        self._ends = array("I")
        self._pending = wrap(self._shown, width, spacing)
        self.is_measured = False
        """Whether all rows were found, so that the height costs nothing."""

    @property
    def folds(self) -> tuple[Fold, ...]:
        """What is folded away, in order."""
        return self._folding.folds

    def folds_over(self, span: Span) -> tuple[Fold, ...]:
        """Return the folds that share a character with a span."""
        return self._folding.over(span)

    def is_like(self, other: Page) -> bool:
        """Tell whether all rows are the same as those of another page."""
        sizes = (self.width, self.spacing) == (other.width, other.spacing)
        return sizes and self.folds == other.folds and self.text == other.text

    def opened(self, span: Span) -> Page:
        """Return the page without the folds over a span; the same one where there are none."""
        over = self.folds_over(span)
        if not over:
            return self
        return self.again(folds=[fold for fold in self.folds if fold not in over])

    def again(
        self, *, width: int | None = None, spacing: int | None = None, folds: Iterable[Fold] | None = None
    ) -> Page:
        """Lay the text out again, with another width, spacing or other folds."""
        return Page(
            self.text,
            self.width if width is None else width,
            self.folds if folds is None else folds,
            spacing=self.spacing if spacing is None else spacing,
        )

    @property
    def height(self) -> int:
        """The number of rows, at least one."""
        self.measure(None)
        return len(self._starts)

    def measure(self, rows: int | None) -> None:
        """Find so many rows more, or all that are left."""
        for start, end in islice(self._pending, rows):
            self._starts.append(start)
            self._ends.append(end)
            rows = rows and rows - 1
        self.is_measured = self.is_measured or rows != 0

    def nearest_row(self, index: int) -> int:
        """Return the index of a row, or of the last one where there are not so many."""
        return index if self.has_row(index) else self.height - 1

    def has_row(self, index: int) -> bool:
        """Tell whether there are so many rows; it lays out no more of the text than is needed for that."""
        while len(self._starts) <= index:
            self.measure(index + 1 - len(self._starts))
            if self.is_measured and len(self._starts) <= index:
                return False
        return True

    def row(self, index: int) -> Row:
        """Return a row by its index from 0.

        Raises:
            IndexError: when there is no such row.
        """
        if index < 0 or not self.has_row(index):
            raise IndexError(f"no row {index}")
        start, end = self._starts[index], self._ends[index]
        return Row(self._folding.out(start), self._folding.out(end), blank=0 < start == end)

    def drawn(self, index: int) -> str:
        """Return a row as it may be drawn: made visible, folds as their labels.

        Raises:
            IndexError: when there is no such row.
        """
        if index < 0 or not self.has_row(index):
            raise IndexError(f"no row {index}")
        return visible(self._shown[self._starts[index] : self._ends[index]])

    def drawn_at(self, index: int, offset: int) -> int:
        """Return the place, in a row as it is drawn, of an offset in it; in a fold, of its label."""
        return self._folding.into(offset) - self._starts[index]

    def place(self, offset: int) -> Place:
        """Return where the character at an offset is drawn.

        A line end, a line of blanks and the end of the text stand right behind the paragraph before them.
        Offsets outside the text count as its nearest end.
        """
        shown = self._folding.into(offset)
        index = self._row_at(shown)
        start, end = self._starts[index], self._ends[index]
        within = min(max(shown, start), end) - start
        if self._has_one_cell_each(index):
            return Place(index, within)
        column = 0
        for cluster in self._clusters(index):
            if cluster.end > within:
                break
            column += cluster.width
        return Place(index, column)

    def offset_at(self, row: int, column: int) -> int:
        """Return the start of the cluster drawn at a row and column, or of the nearest one to its left.

        A blank row counts as the end of the paragraph before it; rows and columns outside the page count
        as the nearest ones inside.
        """
        index = max(row, 0)
        if not self.has_row(index):
            index = self.height - 1
        while index and self._starts[index] == self._ends[index]:
            index, column = index - 1, self._ends[index]
        start, end = self._starts[index], self._ends[index]
        if self._has_one_cell_each(index):
            return self._folding.out(start + max(0, min(column, end - start - 1)))
        found = used = 0
        for cluster in self._clusters(index):
            if used > column:
                break
            found = cluster.start
            used += cluster.width
        return self._folding.out(start + found)

    def cluster_at(self, offset: int) -> Span:
        """Return the cluster that covers an offset, and for a line end or the text's end the one before it.

        The clusters are where a caret may stand; a fold is one. It is empty only in a text that shows
        nothing.
        """
        start, end = self._cluster_at(self._folding.into(offset))
        return Span(self._folding.out(start), self._folding.out(end))

    def next_cluster(self, offset: int) -> int:
        """Return the start of the cluster behind the one at an offset; of the same at the text's end."""
        start, end = self._cluster_at(self._folding.into(offset))
        index = self._row_at(start)
        if end < self._ends[index]:
            return self._folding.out(end)
        index += 1
        while self.has_row(index):
            if self._ends[index] > self._starts[index]:
                return self._folding.out(self._starts[index])
            index += 1
        return self._folding.out(start)

    def previous_cluster(self, offset: int) -> int:
        """Return the start of the cluster before the one at an offset; of the same at the text's start."""
        start, _ = self._cluster_at(self._folding.into(offset))
        index = self._row_at(start)
        if start > self._starts[index]:
            start = self._cluster_at(start - 1)[0]
        elif index:
            start = self._cluster_at(self._ends[index - 1] - 1)[0]
        return self._folding.out(start)

    def _cluster_at(self, shown: int) -> tuple[int, int]:
        index = self._row_at(shown)
        start, end = self._starts[index], self._ends[index]
        within = max(0, min(shown - start, end - start - 1))
        if label := self._folding.label_at(start + within):
            return label
        if self._has_one_cell_each(index):
            return start + within, min(start + within + 1, end)
        cluster = next(cluster for cluster in self._clusters(index) if cluster.end > within)
        return start + cluster.start, start + cluster.end

    def _row_at(self, shown: int) -> int:
        """Return the index of the row that holds an offset, or else of the last one before it."""
        while (not self._starts or self._starts[-1] <= shown) and not self.is_measured:
            self.measure(_AT_A_TIME)
        index = max(0, bisect_right(self._starts, shown) - 1)
        while index > 0 and self._starts[index] == self._ends[index]:
            index -= 1
        return index

    def _has_one_cell_each(self, index: int) -> bool:
        start, end = self._starts[index], self._ends[index]
        return has_one_cell_each(self._shown, start, end)

    def _clusters(self, index: int) -> tuple[Cluster, ...]:
        return clusters(visible(self._shown[self._starts[index] : self._ends[index]]))
