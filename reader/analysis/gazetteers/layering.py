"""The user's lists laid over the entities of a document: what they say, and the mentions they add."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.analysis.entities.linking import folded
from reader.articles.findings import Entity, Mention
from reader.text.markers import is_marked
from reader.text.places import Places
from reader.values import field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.gazetteers.matching import Hit
    from reader.articles.findings import Designation, ListedAs
    from reader.text.span import Span

_UNTOLD = "ORG"
"""The type of a name that is on a list without types, and nowhere else."""


def lay_over(
    text: str, entities: Sequence[Entity], hits: Iterable[Hit], designations: Iterable[Designation]
) -> tuple[Entity, ...]:
    """Return the entities of a text with what the user's lists say, in the order of their first mentions.

    On the same words a list wins over the recogniser: its type is taken. A listed name wins over shorter
    names inside it and over names that it overlaps, gives way to a longer name that holds it ("Bank of
    Iran" is not Iran), and never changes what a designation names. A name nobody had seen becomes a mention
    of the entity of that name, else of the one on the same entry, else of an entity of its own. Entities
    that are on one entry are one.

    Args:
        text: The article's text.
        entities: Those of the document; their mentions do not overlap.
        hits: Listed names in order, which do not overlap.
        designations: What the text says of whom.
    """
    fixed = {m.span for d in designations for designated in d.entities for m in designated.mentions}
    seen = {mention.span for entity in entities for mention in entity.mentions}
    kept = _fitting(hits, sorted(seen), fixed)
    if not kept:
        return tuple(entities)
    taken = Places(hit.span for hit in kept if hit.span not in seen)
    groups = [_Group(e.name, e.label, [m for m in e.mentions if taken.free(m.span)]) for e in entities]
    handed_out = _HandingOut([group for group in groups if group.mentions])
    for hit in kept:
        handed_out.give(hit, text)
    return handed_out.entities()


def _fitting(hits: Iterable[Hit], seen: Sequence[Span], fixed: set[Span]) -> list[Hit]:
    """Return the hits that stand on a mention, or may become one."""
    starts = [span.start for span in seen]
    kept = []
    for hit in hits:
        at = max(0, bisect_right(starts, hit.span.start) - 1)
        overlapped = []
        while at < len(seen) and seen[at].start < hit.span.end:
            if seen[at].overlaps(hit.span):
                overlapped.append(seen[at])
            at += 1
        if hit.span in overlapped or not any(span in fixed or span.covers(hit.span) for span in overlapped):
            kept.append(hit)
    return kept


class _Group(Struct):
    """An entity while mentions and entries are given to it."""

    name: str
    """Empty while nobody has named it."""
    label: str
    mentions: list[Mention]
    listed: dict[ListedAs, None] = field(default_factory=dict)
    within: _Group | None = None
    """The group that has taken it in."""

    def take_in(self, other: _Group) -> None:
        """Become one with another group, under the fuller name of the two."""
        self.mentions += other.mentions
        self.listed |= other.listed
        self.name = max(self.name, other.name, key=lambda name: len(name.split()))
        other.mentions, other.within = [], self

    def whole(self) -> _Group:
        """Return the group that this one is a part of by now."""
        group = self
        while group.within is not None:
            group = group.within
        return group

    def entity(self) -> Entity:
        """Return it as an entity."""
        mentions = tuple(sorted(self.mentions, key=lambda mention: mention.span))
        written = dict.fromkeys(mention.text for mention in mentions)
        name = self.name or max(written, key=lambda text: len(text.split()))
        aliases = tuple(other for other in written if other != name)
        return Entity(name, self.label or _UNTOLD, mentions, aliases, listed=tuple(self.listed))


class _HandingOut:
    """Gives hits to the groups they belong to.

    Args:
        groups: The entities so far, in the order of their first mentions.
    """

    def __init__(self, groups: list[_Group]) -> None:
        self._groups = groups
        self._by_span = {mention.span: group for group in groups for mention in group.mentions}
        self._by_name: dict[str, _Group] = {}
        self._by_entry: dict[ListedAs, _Group] = {}
        for group in groups:
            for mention in group.mentions:
                self._by_name.setdefault(folded(mention.text), group)

    def give(self, hit: Hit, text: str) -> None:
        """Give a hit to the entity of its words, its name or its entry, or to a new one."""
        name = folded(hit.span.of(text))
        sure = hit.listed if _is_one(hit.listed) else ()
        by_entry = next((self._by_entry[each] for each in sure if each in self._by_entry), None)
        known = self._by_span.get(hit.span) or self._by_name.get(name) or by_entry
        group = known.whole() if known else self._begin()
        if by_entry is not None and by_entry.whole() is not group:
            other, group = group, by_entry.whole()
            group.take_in(other)
        if hit.span not in self._by_span:
            group.mentions.append(Mention(hit.span, hit.span.of(text), is_marked(text, hit.span)))
            self._by_span[hit.span] = group
        self._by_name.setdefault(name, group)
        self._by_entry.update(dict.fromkeys(sure, group))
        group.label = hit.label or group.label
        group.listed |= dict.fromkeys(hit.listed)

    def _begin(self) -> _Group:
        self._groups.append(_Group("", "", []))
        return self._groups[-1]

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities as they stand now."""
        found = (group.entity() for group in self._groups if group.mentions)
        return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


def _is_one(listed: Sequence[ListedAs]) -> bool:
    """Tell whether a name means one entry on each list, so that other names of the entry are its names."""
    return len({each.list for each in listed}) == len(listed)
