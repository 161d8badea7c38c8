"""What the lists beside the text show: annotations, and entities under the heads of their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from reader.annotations.annotation import Annotation
from reader.articles.findings import Entity, Findings
from reader.session.explaining import LABELS
from reader.session.filters import Noted
from reader.session.reading import Reading
from reader.session.standing import mention_spread
from reader.text.span import Span
from reader.values import Value

_ORDER = tuple(LABELS)


class Head(Value):
    """The head of a group of entities."""

    kind: str
    """Their type in words."""
    count: int


def noted_in(reading: Reading, known: Mapping[str, Noted]) -> tuple[Noted, ...]:
    """Return the annotations of a session in the order of the text, orphans last.

    Args:
        reading: The session.
        known: Rows made before, by the id of their annotation; those that still hold are taken as they are.
    """
    orphans = (a for a in reading.annotations if a.anchor == "orphan")
    return tuple(_row(reading, a, known.get(a.id)) for a in (*reading.placed(), *orphans))


def _row(reading: Reading, annotation: Annotation, known: Noted | None) -> Noted:
    if known is not None and known.annotation is annotation:
        return known
    return Noted(annotation, reading.own(annotation))


def entity_rows(entities: Iterable[Entity], words: str = "") -> tuple[Head | Entity, ...]:
    """Return the entities that have all of some words, under a head for each type, the most mentioned first.

    Words are looked for in all names of an entity and in its type.
    """
    wanted = words.casefold().split()
    kept = [entity for entity in entities if all(word in _words(entity) for word in wanted)]
    rows: list[Head | Entity] = []
    for kind, group in groupby(sorted(kept, key=_rank), kind_of):
        members = tuple(group)
        rows += (Head(kind, len(members)), *members)
    return tuple(rows)


def kind_of(entity: Entity) -> str:
    """Return an entity's type in words."""
    return LABELS.get(entity.label, entity.label.lower().replace("_", " "))


def names_over(findings: Findings, span: Span) -> str:
    """Return all names of the entities mentioned in a stretch of the text, folded, a line each."""
    if not span:
        return ""
    spread = mention_spread(findings)
    over = (*spread.over(span.start), *spread.beginning_in(Span(span.start + 1, span.end)))
    found = {id(entity): entity for place, (entity, mention) in over if mention.span.overlaps(span)}
    return "\n".join(_names(entity) for entity in found.values())


def _words(entity: Entity) -> str:
    return f"{_names(entity)}\n{kind_of(entity)}"


def _names(entity: Entity) -> str:
    return "\n".join((entity.name, *entity.aliases)).casefold()


def _rank(entity: Entity) -> tuple[int, str, int, str]:
    known = _ORDER.index(entity.label) if entity.label in LABELS else len(_ORDER)
    return known, entity.label, -len(entity.mentions), entity.name
