"""Designations found section by section, made one list for the whole text.

Footnotes at the end of a text are read with every section; each then marks what the section names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.articles.findings import Designated, Designation, Entity, Mention
    from reader.text.span import Span


def merged(designations: Iterable[Designation]) -> tuple[Designation, ...]:
    """Return designations in the order of their places, those of one wording and kind made one."""
    found: dict[tuple[Span, str], Designation] = {}
    for each in designations:
        key = each.span, each.kind
        known = found.get(key)
        found[key] = each if known is None else _both(known, each)
    return tuple(sorted(found.values(), key=lambda designation: designation.span))


def spread(designations: Iterable[Designation], entities: Iterable[Entity]) -> tuple[Designation, ...]:
    """Return designations with every mention that their entities have anywhere in the text."""
    owners = {mention.span: entity for entity in entities for mention in entity.mentions}
    return tuple(
        replace(each, entities=tuple(_spread(designated, owners) for designated in each.entities))
        for each in designations
    )


def _spread(designated: Designated, owners: dict[Span, Entity]) -> Designated:
    entities = {id(owner): owner for m in designated.mentions if (owner := owners.get(m.span))}
    elsewhere = [mention for entity in entities.values() for mention in entity.mentions]
    aliases = [name for entity in entities.values() for name in (entity.name, *entity.aliases)]
    return _wider(designated, elsewhere, aliases)


def _both(one: Designation, other: Designation) -> Designation:
    entities = {designated.name: designated for designated in one.entities}
    for designated in other.entities:
        known = entities.get(designated.name, designated)
        entities[designated.name] = _wider(known, designated.mentions, designated.aliases)
    surer = max(one, other, key=lambda designation: designation.confidence)
    return replace(surer, entities=tuple(entities.values()))


def _wider(designated: Designated, mentions: Iterable[Mention], aliases: Iterable[str]) -> Designated:
    places = {mention.span: mention for mention in (*mentions, *designated.mentions)}
    names = dict.fromkeys((*designated.aliases, *aliases))
    names.pop(designated.name, None)
    return replace(designated, aliases=tuple(names), mentions=tuple(places[span] for span in sorted(places)))
