"""The entities of a document while corrections are laid over them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.articles.findings import Mention
from reader.corrections.correction import name_key
from reader.corrections.group import Group
from reader.text.markers import is_marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.articles.findings import Entity
    from reader.corrections.correction import Correction
    from reader.text.places import Places
    from reader.text.span import Span


class Draft:
    """Entities that can be taken apart and put together; mentions never overlap.

    Each operation takes a time linear in what it touches; making a draft is linear in the mentions.

    Args:
        text: The article's text.
        entities: As they were found.
    """

    def __init__(self, text: str, entities: Iterable[Entity]) -> None:
        self._text = text
        self._groups = [Group.of(entity) for entity in entities]
        self.homes: dict[Span, Group] = {span: group for group in self._groups for span in group.mentions}
        """Where each mention was in the beginning."""
        self._at: dict[Span, Group] = dict(self.homes)
        self._by_name: defaultdict[str, list[Group]] = defaultdict(list)
        for group in self._groups:
            for name in dict.fromkeys(map(name_key, (group.name, *group.aliases, *group.written))):
                self._by_name[name].append(group)
        self._pinned: dict[tuple[str, str], Group] = {}
        self._joined: dict[str, Group] = {}

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities as they are now, in the order of their first mentions."""
        found = [group for group in self._groups if group.mentions]
        return tuple(
            group.entity() for group in sorted(found, key=lambda group: min(map(_start, group.mentions)))
        )

    def group_at(self, span: Span) -> Group | None:
        """Return whose mention a span is now."""
        group = self._at.get(span)
        return None if group is None else group.whole()

    def remove(self, key: str) -> None:
        """Remove what is written so, and all of an entity that has it as its canonical name."""
        for group in self._loose(key):
            goes_whole = group.is_called(key)
            for mention in list(group.mentions.values()):
                if goes_whole or name_key(mention.text) == key:
                    self._drop(mention.span)

    def pin(self, places: Iterable[tuple[Span, Correction]], taken: Places) -> None:
        """Do what somebody says of the words at some places; what is a name there becomes its own entity.

        Args:
            places: Spans, each with its correction; of two that overlap the first one counts.
            taken: The places are added to it.
        """
        pinned = [(span, correction) for span, correction in places if taken.take(span)]
        spans = sorted(self._at, key=_start)
        for span, correction in pinned:
            for other in _overlapping(spans, span):
                goes = span.covers(other) if correction.kind == "no_name" else other != span
                if goes and other in self._at:
                    self._drop(other)
        names = {span: correction for span, correction in pinned if correction.kind != "no_name"}
        for span, correction in names.items():
            self._pin(span, correction, names)

    def _pin(self, span: Span, correction: Correction, names: Mapping[Span, Correction]) -> None:
        wanted = correction.key, correction.label
        home = self.group_at(span)
        known = self._pinned.get(wanted)
        if home is not None and all(_wants(names.get(other), wanted) for other in home.mentions):
            if known is not None and home is not known:
                known.take_in(home, author=correction.author)
            known = known or home
        else:
            mention = self._new(span, author=correction.author) if home is None else self._drop(span)
            known = known or self._begin(span, correction.label)
            known.take(mention)
            self._at[span] = known
        known.label = correction.label
        known.mark(span, author=correction.author)
        known.pinned.add(span)
        self._pinned[wanted] = known

    def add(
        self,
        places: Iterable[tuple[Span, Correction]],
        others: Iterable[tuple[Span, Correction]],
        taken: Places,
    ) -> None:
        """Make names mentions, of the entity of that name or of a new one.

        Args:
            places: Where the corrections were made: there they win over any mention they overlap; of two that
                overlap the first one counts.
            others: Where the names stand elsewhere: they win over mentions inside them, and give way to
                those that hold or cross them; the longer ones come first.
            taken: Where nothing is added; what is added is added to it.
        """
        spans = sorted(self._at, key=_start)
        for span, correction in places:
            if taken.take(span):
                self._put(span, correction, spans)
        for span, correction in sorted(others, key=lambda each: (-len(each[0]), each[0].start)):
            there = (other for other in _overlapping(spans, span) if other in self._at)
            if taken.free(span) and all(span.covers(other) for other in there):
                taken.take(span)
                self._put(span, correction, spans)

    def _put(self, span: Span, correction: Correction, spans: Sequence[Span]) -> None:
        for other in _overlapping(spans, span):
            if other != span and other in self._at:
                self._drop(other)
        if span not in self._at:
            group = self._joined.get(correction.key)
            if group is None:
                known = self._loose(correction.key)
                group = known[0] if known else self._begin(span, correction.label)
                self._joined[correction.key] = group
            group.take(self._new(span, author=correction.author))
            self._at[span] = group

    def unite(self, key: str, other: str, *, author: str) -> None:
        """Make the entity of one name and that of another one, under the other's name and type."""
        known = self._known(key)
        sources = [group for group in known if group.is_called(key)]
        if key == other or (not sources and any(group.answers_to(other) for group in known)):
            return
        sources = sources or known
        targets = _called(self._known(other), other)
        if targets:
            target = next((group for group in targets if group in sources), targets[0])
            for group in sources:
                if group is not target:
                    target.take_in(group, author=author)

    def retype(self, key: str, label: str, *, author: str) -> None:
        """Make the entity of a name one of another type."""
        for group in _called(self._loose(key), key):
            group.retype(label, author=author)

    def settle(self) -> None:
        """Give what was pinned to the entity it came from, or to another of that name, where types agree."""
        for (key, label), group in self._pinned.items():
            if group.within is not None or not group.is_pinned:
                continue
            homes = [self.homes[span].whole() for span in sorted(group.mentions) if span in self.homes]
            fitting = [
                other
                for other in dict.fromkeys((*homes, *self._known(key)))
                if other is not group and other.label == label and other.mentions
            ]
            if fitting:
                fitting[0].take_in(group)

    def _known(self, key: str) -> list[Group]:
        wholes = dict.fromkeys(group.whole() for group in self._by_name.get(key, ()))
        return [group for group in wholes if group.answers_to(key)]

    def _loose(self, key: str) -> list[Group]:
        """Return those of a name that are not spoken of by their places."""
        return [group for group in self._known(key) if not group.is_pinned]

    def _begin(self, span: Span, label: str) -> Group:
        name = span.of(self._text)
        group = Group(name, label, {}, written=frozenset((name,)))
        self._groups.append(group)
        self._by_name[name_key(name)].append(group)
        return group

    def _new(self, span: Span, *, author: str) -> Mention:
        return Mention(span, span.of(self._text), is_marked(self._text, span), corrected=author)

    def _drop(self, span: Span) -> Mention:
        return self._at.pop(span).whole().drop(span)


def _start(span: Span) -> int:
    return span.start


def _wants(correction: Correction | None, wanted: tuple[str, str]) -> bool:
    return correction is not None and (correction.key, correction.label) == wanted


def _called(groups: list[Group], key: str) -> list[Group]:
    """Return those whose canonical name it is, else all."""
    return [group for group in groups if group.is_called(key)] or groups


def _overlapping(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Yield those of some spans, in order and without overlaps, that overlap another."""
    at = max(0, bisect_right(spans, span.start, key=_start) - 1)
    while at < len(spans) and spans[at].start < span.end:
        if spans[at].overlaps(span):
            yield spans[at]
        at += 1
