"""An entity while mentions are taken from it and given to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.articles.findings import Entity
from reader.corrections.correction import name_key
from reader.values import field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.articles.findings import ListedAs, Mention
    from reader.text.span import Span


class Group(Struct, eq=False):
    """What will be one entity."""

    name: str
    label: str
    mentions: dict[Span, Mention]
    aliases: tuple[str, ...] = ()
    listed: tuple[ListedAs, ...] = ()
    written: frozenset[str] = frozenset()
    """The names that mentions had in the beginning; one that no mention has any more is no name of it."""
    origin: Entity | None = None
    """The entity as it was found."""
    within: Group | None = None
    """The group that has taken it in."""
    is_changed: bool = False
    pinned: set[Span] = field(default_factory=set)
    """The mentions that somebody spoke of by their very places."""

    @classmethod
    def of(cls, entity: Entity) -> Group:
        """Return an entity as a group."""
        return cls(
            name=entity.name,
            label=entity.label,
            mentions={mention.span: mention for mention in entity.mentions},
            aliases=entity.aliases,
            listed=entity.listed,
            written=frozenset(mention.text for mention in entity.mentions),
            origin=entity,
        )

    def whole(self) -> Group:
        """Return the group that this one is a part of by now."""
        group = self
        while group.within is not None:
            group = group.within
        return group

    @property
    def is_pinned(self) -> bool:
        """Whether somebody spoke of each of its mentions by its very place."""
        return bool(self.mentions) and len(self.pinned) == len(self.mentions)

    def names(self) -> Iterator[str]:
        """Yield its names as they are now, the canonical one first."""
        texts = Counter(mention.text for mention in self._in_order())
        given = [name for name in (self.name, *self.aliases) if name in texts or name not in self.written]
        if self.name not in given:
            yield max(texts, key=lambda text: (len(text.split()), texts[text]))
        yield from dict.fromkeys((*given, *texts))

    def _in_order(self) -> list[Mention]:
        return sorted(self.mentions.values(), key=lambda mention: mention.span.start)

    def answers_to(self, key: str) -> bool:
        """Tell whether a name is one of its names now."""
        return bool(self.mentions) and any(name_key(name) == key for name in self.names())

    def is_called(self, key: str) -> bool:
        """Tell whether a name is its canonical one now."""
        return bool(self.mentions) and name_key(next(self.names())) == key

    def take(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions[mention.span] = mention
        self.is_changed = True

    def drop(self, span: Span) -> Mention:
        """Let a mention go."""
        self.is_changed = True
        self.pinned.discard(span)
        return self.mentions.pop(span)

    def mark(self, *spans: Span, author: str) -> None:
        """Say of mentions who corrected them."""
        for span in spans:
            self.mentions[span] = replace(self.mentions[span], corrected=author)
        self.is_changed = True

    def take_in(self, other: Group, *, author: str | None = None) -> None:
        """Become one with another group, under one's own name and type.

        Args:
            other: It holds nothing afterwards.
            author: Who says so; None where nobody does.
        """
        if author is not None:
            other.mark(*other.mentions, author=author)
        self.aliases = tuple(dict.fromkeys((*self.aliases, *other.names())))
        self.mentions |= other.mentions
        self.listed = tuple(dict.fromkeys((*self.listed, *other.listed)))
        self.written |= other.written
        self.pinned |= other.pinned
        self.is_changed = True
        other.mentions, other.within = {}, self

    def retype(self, label: str, *, author: str) -> None:
        """Become of a type, all its mentions with it."""
        self.label = label
        self.mark(*self.mentions, author=author)

    def entity(self) -> Entity:
        """Return it as an entity; the one it was where nothing has changed."""
        if self.origin is not None and not self.is_changed:
            return self.origin
        name, *others = dict.fromkeys(self.names())
        mentions = tuple(self._in_order())
        made = Entity(name, self.label, mentions, tuple(others), self.listed)
        return self.origin if made == self.origin and self.origin is not None else made
