"""The layout of a text at a width: which row and column an offset stands at, and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from reader.page.cells import Cluster, clusters
from reader.page.visible import visible
from reader.page.wrapping import has_one_cell_each, wrap
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen: the code points ``[start, end)`` of the text, without the line end.

    Spaces at its end hang: they belong to it, and may stand beyond the width.
    """

    start: int
    end: int
    blank: bool
    """Whether it is the gap between two paragraphs; it is then empty, at the end of the first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character is drawn: the row, and the column of its first cell, from 0."""

    row: int
    column: int


class Page:
    """The rows of a text at a width in cells.

    Paragraphs, that is lines which hold more than blanks, stand one empty row apart, however many line
    ends the text has between them. A row is drawn as ``visible(text[row.start : row.end])``. Rows are
    found when they are first asked for, from the start of the text on; asking for the height finds all.

    Raises:
        ValueError: when the width is less than one cell.
    """

    __slots__ = ("_ends", "_pending", "_starts", "text", "width")

    def __init__(self, text: str, width: int) -> None:
        if width < 1:
            raise ValueError(f"not a width: {width}")
        self.text = text
        self.width = width
        self._starts = array("q")
        self._ends = array("q")
        self._pending = wrap(text, width)

    @property
    def height(self) -> int:
        """The number of rows, at least one."""
        for start, end in self._pending:
            self._starts.append(start)
            self._ends.append(end)
        return len(self._starts)

    def row(self, index: int) -> Row:
        """Return a row by its index from 0.

        Raises:
            IndexError: when there is no such row.
        """
        if index < 0 or not self._has_row(index):
            raise IndexError(f"no row {index}")
        start, end = self._starts[index], self._ends[index]
        return Row(start, end, blank=0 < start == end)

    def place(self, offset: int) -> Place:
        """Return where the character at an offset is drawn.

        A line end, a line of blanks and the end of the text stand right behind the paragraph before them.
        Offsets outside the text count as its nearest end.
        """
        index = self._row_at(offset)
        start, end = self._starts[index], self._ends[index]
        within = min(max(offset, start), end) - start
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
        if not self._has_row(index):
            index = self.height - 1
        if index and self._starts[index] == self._ends[index]:
            index, column = index - 1, self._ends[index]
        start, end = self._starts[index], self._ends[index]
        if self._has_one_cell_each(index):
            return start + max(0, min(column, end - start - 1))
        found = used = 0
        for cluster in self._clusters(index):
            if used > column:
                break
            found = cluster.start
            used += cluster.width
        return start + found

    def cluster_at(self, offset: int) -> Span:
        """Return the cluster that covers an offset, and for a line end or the text's end the one before it.

        The clusters are where a caret may stand. It is empty only in a text that shows nothing.
        """
        index = self._row_at(offset)
        start, end = self._starts[index], self._ends[index]
        within = max(0, min(offset - start, end - start - 1))
        if self._has_one_cell_each(index):
            return Span(start + within, min(start + within + 1, end))
        cluster = next(cluster for cluster in self._clusters(index) if cluster.end > within)
        return Span(start + cluster.start, start + cluster.end)

    def next_cluster(self, offset: int) -> int:
        """Return the start of the cluster behind the one at an offset; of the same at the text's end."""
        here = self.cluster_at(offset)
        index = self._row_at(here.start)
        if here.end < self._ends[index]:
            return here.end
        index += 1
        while self._has_row(index):
            if self._ends[index] > self._starts[index]:
                return self._starts[index]
            index += 1
        return here.start

    def previous_cluster(self, offset: int) -> int:
        """Return the start of the cluster before the one at an offset; of the same at the text's start."""
        here = self.cluster_at(offset)
        index = self._row_at(here.start)
        if here.start > self._starts[index]:
            return self.cluster_at(here.start - 1).start
        if index == 0:
            return here.start
        return self.cluster_at(self._ends[index - 1] - 1).start

    def _has_row(self, index: int) -> bool:
        while len(self._starts) <= index:
            row = next(self._pending, None)
            if row is None:
                return False
            self._starts.append(row[0])
            self._ends.append(row[1])
        return True

    def _row_at(self, offset: int) -> int:
        """Return the index of the row that holds an offset, or else of the last one before it."""
        while (not self._starts or self._starts[-1] <= offset) and self._has_row(len(self._starts)):
            pass
        index = max(0, bisect_right(self._starts, offset) - 1)
        is_gap = index > 0 and self._starts[index] == self._ends[index]
        return index - 1 if is_gap else index

    def _has_one_cell_each(self, index: int) -> bool:
        start, end = self._starts[index], self._ends[index]
        return has_one_cell_each(self.text, start, end)

    def _clusters(self, index: int) -> tuple[Cluster, ...]:
        return clusters(visible(self.text[self._starts[index] : self._ends[index]]))
