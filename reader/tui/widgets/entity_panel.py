"""The entities of the open article, under the heads of their types, beside its text."""

from __future__ import annotations

from typing import ClassVar

from reader.articles.findings import Entity
from reader.session.listing import Head, entity_rows
from reader.session.reading import Reading, mention_at
from reader.session.walking import mention_here
from reader.tui.widgets.filtered import FilteredList
from reader.tui.widgets.rows import Piece, padded


class EntityPanel(FilteredList[Head | Entity]):
    """Entities, the most mentioned of each type first; the cursor passes over the heads."""

    NAME: ClassVar[str] = "entities"
    HINT: ClassVar[str] = "words of a name or a type"
    EMPTY = "no entities found yet"
    IDLE = ("list.order", "list.widen")

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None

    def open(self, reading: Reading) -> None:
        """Show the entities of a session, the cursor on the one that is under the caret."""
        here = mention_at(reading.findings, reading.caret.offset)
        self._fill(reading, here[0] if here else self._entity)

    def follow(self, reading: Reading) -> None:
        """Show another state of the session."""
        before, self._reading = self._reading, reading
        if before is None or before.findings is not reading.findings:
            self._fill(reading, self._entity)
        elif before.caret != reading.caret:
            self.draw_again()

    @property
    def _entity(self) -> Entity | None:
        return self.current if isinstance(self.current, Entity) else None

    def _fill(self, reading: Reading, there: Entity | None) -> None:
        self._reading = reading
        rows = entity_rows(reading.findings.entities, self.filter)
        none = "no names found in this article" if reading.findings.complete else type(self).EMPTY
        self.EMPTY = "no entity has these words" if self.filter else none
        named = (i for i, row in enumerate(rows) if there and isinstance(row, Entity) and _same(row, there))
        self.show(rows, cursor=next(named, 0))
        self.tell(_count(rows), len(reading.findings.entities))

    def keep(self, typed: str) -> tuple[int, int]:
        """Show the entities that have all words."""
        entities = self._reading.findings.entities if self._reading else ()
        rows = entity_rows(entities, typed)
        self.EMPTY = "no entity has these words"
        self.show(rows, cursor=0)
        return _count(rows), len(entities)

    def move_to(self, index: int) -> None:
        """Put the cursor on an entity: on the next one in the same direction where there is a head."""
        step = -1 if index < self.cursor else 1
        while 0 <= index < len(self.rows) and isinstance(self.rows[index], Head):
            index += step
        super().move_to(max(index, 1))
        if self.cursor == 1 and self.rows:
            self.top = 0
            self.repaint()

    def pieces(self, row: Head | Entity, width: int) -> list[Piece]:
        """A head with its count; or a name with its others, and its mentions: ``2/5`` while one is shown."""
        if isinstance(row, Head):
            count = f"{row.count:,} "
            return [
                (padded(f" {row.kind}", width - len(count)), "rows--strong"),
                (count, "rows--quiet"),
            ]
        here = mention_here(self._reading, row) if self._reading else None
        total = len(row.mentions)
        count = f" {total if here is None else f'{here + 1}/{total}'} "
        others = f" ({', '.join(row.aliases)})" if row.aliases else ""
        return [
            (padded(f"   {row.name}{others}", width - len(count)), "rows--plain"),
            (count, "rows--key"),
        ]


def _count(rows: tuple[Head | Entity, ...]) -> int:
    return sum(isinstance(row, Entity) for row in rows)


def _same(one: Entity, other: Entity) -> bool:
    return (one.name, one.label) == (other.name, other.label)
