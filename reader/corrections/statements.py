"""What becomes of designations when the entities they are attached to are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.findings import Designated
from reader.corrections.correction import name_key
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from reader.articles.findings import Designation, Mention
    from reader.corrections.correction import Correction
    from reader.corrections.draft import Draft
    from reader.corrections.group import Group


def rewritten(designations: Iterable[Designation], draft: Draft) -> tuple[Designation, ...]:
    """Return designations with their entities as a draft has them; one that lost all mentions is left out.

    An entity that many designations share stays one and the same object.
    """
    known: dict[int, Designated | None] = {}

    def after(designated: Designated) -> Designated | None:
        if id(designated) not in known:
            known[id(designated)] = _rewritten(designated, draft)
        return known[id(designated)]

    return tuple(
        replace(each, entities=tuple(new for old in each.entities if (new := after(old)) is not None))
        for each in designations
    )


def unexplained(mentions: Sequence[Mention], corrections: Sequence[Correction]) -> tuple[Mention, ...]:
    """Return the names with an unexplained marker that nobody calls no names."""
    none = {each.key for each in corrections if each.kind == "no_name" and each.scope != "here"}
    return tuple(mention for mention in mentions if name_key(mention.text) not in none)


def _rewritten(designated: Designated, draft: Draft) -> Designated | None:
    """Return who is designated with the mentions that stayed and those that came; None without any."""
    starts = {draft.homes[m.span] for m in designated.mentions if m.span in draft.homes}
    homes: set[Group | None] = {group.whole() for group in starts}
    if not any(group.is_changed or group.within for group in starts):
        return designated
    stayed = {m.span: m for m in designated.mentions if _stayed(m, homes, draft)}
    holding = dict.fromkeys(group for span in stayed if (group := draft.group_at(span)) is not None)
    came = {
        span: mention
        for group in holding
        for span, mention in group.mentions.items()
        if draft.homes.get(span) not in starts
    }
    places = {**came, **stayed}
    if not places:
        return None
    if places.keys() == {mention.span for mention in designated.mentions}:
        return designated
    mentions = tuple(mention for _, mention in sorted(places.items()))
    return _named(designated, mentions)


def _stayed(mention: Mention, homes: Container[Group | None], draft: Draft) -> bool:
    if mention.span not in draft.homes:
        return True
    return draft.group_at(mention.span) in homes


def _named(designated: Designated, mentions: tuple[Mention, ...]) -> Designated:
    """Return an entity under the names of other mentions; a name that only lost ones had goes with them."""
    now = dict.fromkeys(mention.text for mention in mentions)
    lost = {mention.text for mention in designated.mentions} - now.keys()
    given = [name for name in (designated.name, *designated.aliases) if name not in lost]
    name = given[0] if designated.name not in lost and given else max(now, key=lambda text: len(text.split()))
    aliases = tuple(other for other in dict.fromkeys((*given, *now)) if other != name)
    return Designated(name, aliases, mentions)
