"""Annotations as a list: of the open article beside its text, or of the whole library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import colour_of
from reader.session.filters import (
    Noted,
    Order,
    Term,
    filtered,
    next_order,
    passage_of,
    read_filter,
    sorted_by,
)
from reader.session.listing import names_over, noted_in
from reader.session.reading import Reading
from reader.session.walking import annotation_near
from reader.tui.swatches import swatch
from reader.tui.widgets.filtered import FilteredList
from reader.tui.widgets.rows import Piece, padded

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

TITLE_WIDTH, TITLE_FROM = 26, 70
"""Cells for the article's title in a row, and how wide a list must be to show it."""
UNSURE = {"orphan": "?", "fuzzy": "≈"}
"""The signs of annotations whose text changed: without a place in it, or with an uncertain one."""
LONGEST = 300
"""How many characters of a passage a row looks at."""


class AnnotationList(FilteredList[Noted]):
    """Annotations, filtered and in an order."""

    NAME: ClassVar[str] = "annotations"
    HINT: ClassVar[str] = "words   tag: text: note: author: entity:   -without"
    NONE = "no annotations yet: ‹tag.ask› tags, ‹note.ask› notes"
    """What is shown where there are none at all."""

    app: ReaderApp

    order: Order = "place"

    def __init__(self) -> None:
        super().__init__()
        self.everything: Sequence[Noted] = ()
        """What there is without a filter, by place."""
        self.related: frozenset[str] = frozenset()
        """The ids of the annotations that relations begin or end at."""
        self._terms: tuple[Term, ...] = ()

    def names(self, row: Noted) -> str:
        """Return the names of the entities in a passage; where nothing was found yet, its own words."""
        return passage_of(row.annotation).casefold()

    def fill(self, rows: Sequence[Noted], *, there: Noted | None = None) -> None:
        """Show other annotations.

        Args:
            rows: By place.
            there: Which of them the cursor goes to; None for the one it is on.
        """
        self.everything = rows
        self._arrange(there or self.current)
        self.tell(len(self.rows), len(rows))

    def keep(self, typed: str) -> tuple[int, int]:
        """Show what a line of filter terms keeps."""
        self._terms = read_filter(typed)
        self._arrange(self.current)
        return len(self.rows), len(self.everything)

    def reorder(self) -> Order:
        """Show them in the next order, and return it."""
        self.order = next_order(self.order)
        self._arrange(self.current)
        self.tell(len(self.rows), len(self.everything))
        return self.order

    def more_told(self) -> str:
        """Say what they are sorted by, unless it is their place."""
        return "" if self.order == "place" else f"by {self.order}"

    def _arrange(self, there: Noted | None) -> None:
        none = "no annotation has all of this" if self.everything else self.NONE
        self.EMPTY = self.app.keyboard.worded(none)
        kept = filtered(self.everything, self._terms, self.names) if self._terms else self.everything
        rows = kept if self.order == "place" else sorted_by(kept, self.order)
        self.show(rows, cursor=_index(rows, there))

    def pieces(self, row: Noted, width: int) -> list[Piece]:
        """A rail, the title in wide lists, tags, another's name, the passage, signs of relations and note."""
        annotation = row.annotation
        orphan = annotation.anchor == "orphan"
        title = TITLE_WIDTH if row.title and width >= TITLE_FROM else 0
        tags = ", ".join(annotation.tags) or "note"
        tags_width = max(10, min(18, (width - title) * 2 // 5))
        sign = (" ⇄" if annotation.id in self.related else "") + (" ✎" if annotation.note else "")
        who = "" if row.own else f"{annotation.author}: "
        words = " ".join(annotation.target.exact[:LONGEST].split())
        quiet = orphan or not row.own
        rail = self._swatch(row) if row.own else ("┊", "rows--key")
        if annotation.anchor in UNSURE:
            rail = UNSURE[annotation.anchor], "rows--warning"
        return [
            (f"{rail[0]} ", rail[1]),
            (padded(row.title, title - 1) + " " if title else "", "rows--quiet"),
            (padded(tags, tags_width), "rows--plain" if quiet else "rows--strong"),
            *self.passage(row, f" {who}{words}", width - 2 - title - tags_width - len(sign)),
            (sign, "rows--key"),
        ]

    def passage(self, row: Noted, words: str, width: int) -> list[Piece]:
        """What a row shows of the passage in ``width`` cells."""
        quiet = row.annotation.anchor == "orphan" or not row.own
        return [(padded(words, width), "rows--quiet" if quiet else "rows--plain")]

    def _swatch(self, row: Noted) -> Piece:
        """Return the sign of the first of its tags that has a colour, else a rail."""
        colours = (colour_of(self.app.codes.book, tag) for tag in row.annotation.tags)
        colour = next(filter(None, colours), "")
        return swatch(colour) if colour else ("▎", "rows--key")


class AnnotationPanel(AnnotationList):
    """The open article's annotations, beside its text."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None

    def names(self, row: Noted) -> str:
        """Return the names of the entities that a passage mentions."""
        if self._reading is None or row.annotation.anchor == "orphan":
            return super().names(row)
        return names_over(self._reading.findings, row.annotation.span)

    def open(self, reading: Reading) -> None:
        """Show the annotations of a session, the cursor on the one that is nearest to the caret."""
        placed = reading.placed()
        near = annotation_near(reading, placed)
        self._fill(reading, placed[near] if near < len(placed) else None)

    def follow(self, reading: Reading) -> None:
        """Show another state of the session."""
        before = self._reading
        asked_for_names = any(term.prefix == "entity" for term in self._terms)
        if not self._shows(reading) or (
            asked_for_names and before is not None and before.findings is not reading.findings
        ):
            self._fill(reading, None)

    def _shows(self, reading: Reading) -> bool:
        """Tell whether its rows are those of a session already."""
        before = self._reading
        return (
            before is not None
            and before.annotations is reading.annotations
            and before.relations is reading.relations
        )

    def _fill(self, reading: Reading, near: Annotation | None) -> None:
        rows = self.everything
        if not self._shows(reading):
            self.related = frozenset(end.annotation for each in reading.relations for end in each.ends)
            rows = noted_in(reading, {row.annotation.id: row for row in rows})
        self._reading = reading
        self.fill(rows, there=next((row for row in rows if row.annotation is near), None))


def _index(rows: Sequence[Noted], there: Noted | None) -> int | None:
    """Return where an annotation stands in a list; None where it is not in it."""
    if there is None:
        return None
    wanted = there.annotation.id
    return next((index for index, row in enumerate(rows) if row.annotation.id == wanted), None)
