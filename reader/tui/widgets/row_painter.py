"""Painting rows of the article: words under their marks, rails and glyphs beside them, labels over them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.page.layout import Row
from reader.session.highlights import chained, highlights_over, lanes_around
from reader.session.reading import Reading
from reader.session.standing import changed_between
from reader.text.marks import Mark, Run, runs
from reader.text.span import Span
from reader.tui.painting import GLYPHS, Palette, tint
from reader.values import replace

LEFT = 4
"""Cells left of the text: three rails and a space."""
RIGHT = 4
"""Cells right of it: a space and three glyphs."""
MOST_ROWS = 600
"""How many rows are remembered; each takes some 4 kB."""
ON_FOLDS = ("annotation", "match", "current", "selection", "caret")
"""What is drawn over the sign of a fold, too."""


def margin_of(width: int, column: int) -> int:
    """Return the cells left of the rails, so that the column stands in the middle, the ruler counted in."""
    return max(0, (width + 1 - column - LEFT - RIGHT) // 2)


class RowPainter:
    """Paints the rows of one state of a session and remembers them.

    Args:
        reading: The state.
        palette: The styles of the theme in use.
    """

    def __init__(self, reading: Reading, palette: Palette) -> None:
        self._reading = reading
        self._palette = palette
        self._lanes: dict[str, int] = {}
        self._annotations = {a.id: a for a in reading.annotations}
        self._strips: dict[tuple[int, int, tuple[Span | None, ...]], Strip] = {}
        self._still: dict[tuple[int, int], Strip] = {}
        """Those of them that nothing lies on which moves."""

    @property
    def painted(self) -> int:
        """How many rows are remembered."""
        return len(self._strips)

    def follow(self, reading: Reading) -> None:
        """Go on with another state; rows that may look another way in it are forgotten."""
        before, self._reading = self._reading, reading
        if len(self._strips) > MOST_ROWS:
            self._forget_oldest()
        is_another = any(
            (
                before.page is not reading.page,
                before.findings is not reading.findings,
                before.codebook is not reading.codebook,
                before.search is not reading.search,
                before.suggesting is not reading.suggesting,
            )
        )
        if before.annotations is not reading.annotations:
            is_another = not self._annotated(before, reading) or is_another
        if is_another:
            self._strips.clear()
            self._still.clear()

    def _annotated(self, before: Reading, reading: Reading) -> bool:
        """Forget the rows that look another way with other annotations; tell whether the rest stays."""
        self._lanes.clear()
        changed = changed_between(before.annotations, reading.annotations)
        if changed is None:
            self._annotations = {a.id: a for a in reading.annotations}
            return False
        gone, come = changed
        for annotation in gone:
            del self._annotations[annotation.id]
        self._annotations |= {a.id: a for a in come}
        if reading.suggesting is not None:
            # An annotation takes a suggestion's place, however much longer that is.
            return False
        for state, changes in ((before, gone), (reading, come)):
            for annotation in changes:
                if annotation.anchor != "orphan":
                    self._forget(chained(state, annotation.span))
        return True

    def _forget_oldest(self) -> None:
        for key in [*islice(self._strips, MOST_ROWS // 4)]:
            del self._strips[key]
            index, width, lying = key
            if not any(lying):
                self._still.pop((index, width), None)

    def _forget(self, span: Span) -> None:
        """Forget the rows of a stretch of the text."""
        page = self._reading.page
        rows = range(page.place(span.start).row, page.place(span.end).row + 1)
        self._strips = {key: strip for key, strip in self._strips.items() if key[0] not in rows}
        self._still = {key: strip for key, strip in self._still.items() if key[0] not in rows}

    def strip(self, index: int, width: int) -> Strip:
        """Return a row of the page, drawn in a width of cells; blank beyond the last."""
        (strip,) = self.strips(range(index, index + 1), width)
        return strip

    def strips(self, indices: Iterable[int], width: int) -> list[Strip]:
        """Return rows of the page, drawn in a width of cells; blank beyond the last.

        Rows that nothing moving lies on, the caret or a selection, are looked up at once.
        """
        reading, page = self._reading, self._reading.page
        caret = page.cluster_at(reading.caret.offset)
        caret_row = page.place(caret.start).row
        moving = reading.selection, reading.current, reading.meant
        is_still = not reading.hints and not any(moving)
        found = []
        for index in indices:
            strip = self._still.get((index, width)) if is_still and index != caret_row else None
            if strip is None and not page.has_row(index):
                strip = Strip.blank(width, self._palette.base)
            found.append(strip or self._strip(index, caret if index == caret_row else None, moving, width))
        return found

    def still(self, index: int, width: int) -> Strip:
        """Return a row of the page as it is without anything on it that moves."""
        return self._still.get((index, width)) or self._strip(index, None, (None, None, None), width)

    def _strip(self, index: int, caret: Span | None, moving: tuple[Span | None, ...], width: int) -> Strip:
        row = self._reading.page.row(index)
        lying = (None if row.blank else caret, *(_clipped(span, row) for span in moving))
        strip = self._strips.get((index, width, lying))
        if strip is None:
            strip = self._strips[index, width, lying] = self._paint(index, lying[0], lying[1], width)
            if not any(lying):
                self._still[index, width] = strip
        return self._labelled(strip, row, width) if self._reading.hints else strip

    def _paint(self, index: int, caret: Span | None, selection: Span | None, width: int) -> Strip:
        base = self._palette.base
        page = self._reading.page
        row = page.row(index)
        margin = margin_of(width, page.width)
        span = Span(row.start, row.end)
        marks = highlights_over(self._reading, span)
        segments = [Segment(" " * margin, base), *self._rails(marks)]
        segments.extend(self._words(index, marks, caret, selection))
        # One cell more than the column: a caret on a space that hangs over its end.
        body = Strip(segments).adjust_cell_length(margin + LEFT + page.width + 1, base)
        glyphs = Strip([Segment(self._glyphs(row, marks), self._palette.sign("glyph"))])
        return Strip.join([body, glyphs]).adjust_cell_length(width, base).simplify()

    def _words(
        self, index: int, marks: tuple[Mark, ...], caret: Span | None, selection: Span | None
    ) -> list[Segment]:
        page = self._reading.page
        row = page.row(index)
        span = Span(row.start, row.end)
        shown = page.drawn(index)
        folds = page.folds_over(span)
        extra = [Mark(fold.span, "fold", "") for fold in folds]
        if selection:
            extra.append(Mark(selection, "selection", ""))
        if caret:
            extra.append(Mark(caret, "caret", ""))
        whole = marks if shown.isascii() and not folds else [self._snapped(mark, span) for mark in marks]
        words = []
        place = 0
        for run in runs([*whole, *extra], span):
            end = page.drawn_at(index, run.end)
            words.append(Segment(shown[place:end], self._style(run)))
            place = end
        if caret is not None and not (caret and span.holds(caret.start)):
            words.append(Segment(" ", self._palette.style(["caret"])))
        return words

    def _style(self, run: Run) -> Style:
        marks = run.marks
        if any(mark.kind == "fold" for mark in marks):
            marks = tuple(mark for mark in marks if mark.kind.startswith(("fold", *ON_FOLDS)))
        return self._palette.style(name for mark in marks for name in self._names(mark))

    def _snapped(self, mark: Mark, row: Span) -> Mark:
        """Return a mark whose ends do not cut what is drawn as one."""
        page = self._reading.page
        start = max(mark.span.start, row.start)
        end = max(start, min(mark.span.end, row.end))
        behind = page.cluster_at(end - 1).end if end > start else end
        return replace(mark, span=Span(page.cluster_at(start).start, max(start, behind)))

    def _labelled(self, strip: Strip, row: Row, width: int) -> Strip:
        """Lay the labels of what starts in a row over it; where two would meet, the second gives way."""
        reading = self._reading
        left = margin_of(width, reading.page.width) + LEFT
        style = self._palette.style(["hint"])
        free = 0
        for hint in reading.hints:
            if row.blank or not row.start <= hint.span.start < max(row.end, row.start + 1):
                continue
            words = hint.label[len(reading.hint_typed) :]
            column = max(free, left + reading.page.place(hint.span.start).column)
            free = column + len(words)
            before, after = strip.crop(0, column), strip.crop(free, strip.cell_length)
            strip = Strip.join([before, Strip([Segment(words, style)]), after])
        return strip.adjust_cell_length(width, self._palette.base)

    def _names(self, mark: Mark) -> tuple[str, ...]:
        kind = mark.kind
        if kind.startswith("annotation"):
            name = self._tint(mark) if kind == "annotation" else "annotation--other"
            return (name, "uncertain") if self._is_unsure(mark) else (name,)
        if kind.startswith("entity:"):
            name = kind.replace(":", "--")
            return (name,) if self._reading.findings.complete else (name, "quick")
        return (kind.replace(":", "--"),)

    def _rails(self, marks: tuple[Mark, ...]) -> list[Segment]:
        cells = [(" ", self._palette.base)] * LEFT
        for mark in marks:
            if mark.kind.startswith("annotation"):
                lane = min(self._lane(mark), LEFT - 2)
                own = mark.kind == "annotation"
                style = self._palette.rail(self._tint(mark)) if own else self._palette.sign("rail")
                sign = "≈" if self._is_unsure(mark) else "▎" if own else "┊"
                cells[LEFT - 2 - lane] = (sign, style)
        return [Segment(text, style) for text, style in cells]

    def _tint(self, mark: Mark) -> str:
        return tint(self._annotations[mark.id], self._reading.codebook)

    def _is_unsure(self, mark: Mark) -> bool:
        return self._annotations[mark.id].anchor == "fuzzy"

    def _lane(self, mark: Mark) -> int:
        if mark.id not in self._lanes:
            self._lanes |= lanes_around(self._reading, mark.span)
        return self._lanes[mark.id]

    def _glyphs(self, row: Row, marks: tuple[Mark, ...]) -> str:
        found = []
        if any(m.kind == "suggested" and row.start <= m.span.start for m in marks):
            found.append(GLYPHS["suggested"])
        if any(m.kind == "statement" and row.start <= m.span.start for m in marks):
            found.append(GLYPHS["statement"])
        if any(m.kind == "designated" for m in marks):
            found.append(GLYPHS["designated"])
        if any(
            m.kind.startswith("annotation") and m.span.end <= row.end and self._annotations[m.id].note
            for m in marks
        ):
            found.append(GLYPHS["note"])
        return "".join(found)


def _clipped(span: Span | None, row: Row) -> Span | None:
    if span is None or row.blank or span.end <= row.start or span.start >= row.end:
        return None
    return replace(span, start=max(span.start, row.start), end=min(span.end, row.end))
