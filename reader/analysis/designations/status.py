"""What a status phrase says: kinds, who decided and where."""

from __future__ import annotations

import bisect

from msgspec import Struct

from reader.values import field

_RANK = {
    "listed_person": 0,
    "terrorist": 1,
    "extremist": 2,
    "undesirable": 4,
    "foreign_agent": 4,
    "state_media": 5,
    "sanctioned": 6,
    "banned": 7,
}


FORMAL = frozenset({"banned", "sanctioned"})
"""Kinds that fall on things as well, so that they need more to designate somebody."""


class Status(Struct):
    """A status phrase at the tokens ``[first, last)``."""

    first: int
    last: int
    kinds: list[str] = field(default_factory=list)
    """The kinds it states, the one that counts first; empty for a phrase such as ``listed by the UN``."""
    verbs: list[str] = field(default_factory=list)
    """The values of its participles: ``banned``, ``listing``, ``sanctioned``, ``lifted``."""
    jurisdictions: list[str] = field(default_factory=list)
    authority: tuple[int, int] | None = None
    anaphoric: bool = False
    """Whether it names its country only as ``the country``."""
    noun: bool = False
    """Whether it holds a noun of its own: ``terrorist group``, ``foreign agent``."""
    listed: bool = False
    """Whether it names a list or register."""
    registered: bool = False
    """Whether a verb such as ``designated`` puts somebody on a list by itself, as ``named`` does not."""
    bare: list[str] = field(default_factory=list)
    """Kinds of adjectives without a noun, which count only behind a verb of listing."""
    person: bool = False
    head: bool = False

    def add_jurisdiction(self, code: str) -> None:
        """Add a country's code once."""
        if code and code not in self.jurisdictions:
            self.jurisdictions.append(code)

    def ranked(self) -> list[str]:
        """Return the kinds with the weightiest first; of equals, the one named first."""
        unique = list(dict.fromkeys(self.kinds))
        return unique if len(unique) == 1 else sorted(unique, key=lambda kind: _RANK.get(kind, 5))


def statuses_within(statuses: list[Status], first: int, last: int) -> list[Status]:
    """Return the phrases, of a list in order, that lie wholly in a token range."""
    begin = bisect.bisect_left(statuses, first, key=lambda status: status.first)
    end = bisect.bisect_left(statuses, last, key=lambda status: status.first)
    return [status for status in statuses[begin:end] if status.last <= last]
