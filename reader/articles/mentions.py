"""Mentions as numbers: a long text has tens of thousands, and most are never looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from operator import eq
from typing import overload

from reader.articles.findings import Mention
from reader.text.span import Span, Spans

UNSURE = -1.0
"""Stands for a confidence that nobody gave."""


class MentionTable:
    """All mentions found in one text, as numbers: where each stands, whether it is marked, how sure it is.

    The numbers must not be changed any more.

    Args:
        text: The text, of which they have their words.
        starts: In code points.
        ends: In code points, behind the last one of each.
        marked: Not 0 for those with a marker.
        sure: From 0 to 1; `UNSURE` for those of which nobody says it.

    Raises:
        ValueError: when one of them is none.
    """

    __slots__ = ("ends", "marked", "starts", "sure", "text")

    def __init__(
        self, text: str, *, starts: array[int], ends: array[int], marked: bytes, sure: array[float]
    ) -> None:
        Spans.of(starts, ends)
        if not len(starts) == len(marked) == len(sure):
            raise ValueError(
                "not mentions: of some is not said whether they are marked, or how sure they are"
            )
        self.text, self.starts, self.ends, self.marked, self.sure = text, starts, ends, marked, sure

    def part(self, first: int, behind: int) -> Mentions:
        """Return mentions in a row.

        Raises:
            ValueError: when there are none at these places.
        """
        if not 0 <= first <= behind <= len(self.sure):
            raise ValueError("no such mentions")
        return Mentions(self, first, behind)

    def at(self, index: int) -> Mention:
        """Return one of them."""
        start, end, sure = self.starts[index], self.ends[index], self.sure[index]
        confidence = None if sure == UNSURE else sure
        return Mention(Span(start, end), self.text[start:end], bool(self.marked[index]), confidence)


def marked_among(mentions: Sequence[Mention]) -> int:
    """Return how many mentions are marked."""
    if isinstance(mentions, Mentions):
        return mentions.marked
    return sum(mention.marked for mention in mentions)


def reaches_of(mentions: Sequence[Mention]) -> tuple[array[int], array[int]]:
    """Return where a caret is at each mention: on it, or on the marker right behind it.

    Returns:
        The starts and the ends, in code points, in the order of the mentions.
    """
    if isinstance(mentions, Mentions):
        return mentions.reaches
    reaches = [reach_of(mention) for mention in mentions]
    return array("I", [reach.start for reach in reaches]), array("I", [reach.end for reach in reaches])


def reach_of(mention: Mention) -> Span:
    """Return where a caret is at a mention: on it, or on the marker right behind it."""
    return Span(mention.span.start, mention.span.end + mention.marked)


class Mentions(Sequence[Mention]):
    """Mentions in a row of a table, each made when it is asked for.

    They are equal to any others that are the same in this order.

    Args:
        table: Theirs, and maybe others'.
        first: The index of the first one in it.
        behind: That behind the last one.
    """

    __slots__ = ("_behind", "_first", "_table")

    def __init__(self, table: MentionTable, first: int, behind: int) -> None:
        self._table = table
        self._first = first
        self._behind = behind

    @property
    def marked(self) -> int:
        """How many of them are marked."""
        among = self._table.marked[self._first : self._behind]
        return len(among) - among.count(0)

    @property
    def reaches(self) -> tuple[array[int], array[int]]:
        """Where a caret is at each of them; see `reaches_of`."""
        table, first, behind = self._table, self._first, self._behind
        ends = array("I", table.ends[first:behind])
        if self.marked:
            for index, mark in enumerate(table.marked[first:behind]):
                ends[index] += bool(mark)
        return array("I", table.starts[first:behind]), ends

    @property
    def _numbers(self) -> tuple[array[int], array[int], bytes, array[float]]:
        table, these = self._table, slice(self._first, self._behind)
        return table.starts[these], table.ends[these], table.marked[these], table.sure[these]

    @property
    def end(self) -> int:
        """Behind the last code point of all of them; 0 where there are none."""
        return max(self._table.ends[self._first : self._behind], default=0)

    def __len__(self) -> int:
        return self._behind - self._first

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        found = range(self._first, self._behind)[index]
        return self._table.at(found) if isinstance(found, int) else tuple(map(self._table.at, found))

    def __iter__(self) -> Iterator[Mention]:
        return map(self._table.at, range(self._first, self._behind))

    def __eq__(self, other: object) -> bool:
        if (
            isinstance(other, Mentions)
            and self._numbers == other._numbers
            and self._table.text == other._table.text
        ):
            return True
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
