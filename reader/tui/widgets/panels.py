"""The lists beside the text: annotations and entities."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotations.annotation import Annotation
from reader.articles.findings import Entity
from reader.session.explaining import LABELS, count_mentions
from reader.session.reading import Reading
from reader.tui.widgets.rows import Piece, RowList, padded

KINDS_IN_ORDER = tuple(LABELS)
LABEL_WIDTH = 10


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation as a row: what it is, and where it leads."""

    annotation: Annotation
    own: bool


class AnnotationPanel(RowList[AnnotationRow]):
    """The article's annotations in the order of the text; orphans last."""

    EMPTY = "no annotations yet: t tags, c notes"
    BORDER_TITLE = "annotations"

    def show_reading(self, reading: Reading) -> None:
        """Show the annotations of a session."""
        orphans = [a for a in reading.annotations if a.anchor == "orphan"]
        self.show([AnnotationRow(a, reading.own(a)) for a in (*reading.placed(), *orphans)])

    def pieces(self, row: AnnotationRow, width: int) -> list[Piece]:
        """A rail, the tags, the first words of the passage; the note's sign at the end."""
        annotation = row.annotation
        rail = "?" if annotation.anchor == "orphan" else "▎" if row.own else "┊"
        tags = ", ".join(annotation.tags) or "note"
        who = "" if row.own else f" {annotation.author}:"
        tags_width = min(len(tags) + 1, max(8, width // 3))
        sign = " ✎" if annotation.note else ""
        quote = padded(
            f"{who} {' '.join(annotation.target.exact[:200].split())}", width - 1 - tags_width - len(sign)
        )
        return [
            (rail, "rows--key"),
            (padded(tags, tags_width), "rows--strong"),
            (quote, "rows--plain"),
            (sign, "rows--key"),
        ]


class EntityPanel(RowList[Entity]):
    """The article's entities, grouped by type, the most mentioned first."""

    EMPTY = "no entities found yet"
    BORDER_TITLE = "entities"

    def show_reading(self, reading: Reading) -> None:
        """Show the entities of a session."""
        self.show(sorted(reading.findings.entities, key=_rank))

    def pieces(self, row: Entity, width: int) -> list[Piece]:
        """The type, the name with its aliases, the number of mentions."""
        count = f" {count_mentions(row.mentions).split(':')[0]:>3} "
        names = row.name + (f" ({', '.join(row.aliases)})" if row.aliases else "")
        return [
            (padded(f" {row.label}", LABEL_WIDTH), "rows--quiet"),
            (padded(names, width - LABEL_WIDTH - len(count)), "rows--plain"),
            (count, "rows--key"),
        ]


def _rank(entity: Entity) -> tuple[int, int, str]:
    known = KINDS_IN_ORDER.index(entity.label) if entity.label in LABELS else len(KINDS_IN_ORDER)
    return known, -len(entity.mentions), entity.name
