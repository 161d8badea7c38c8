"""What annotations can have that a format may have no place for, and how much of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

CODEBOOK = "codebook"
"""The feature that is not one of annotations."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Loss(Value):
    """Something of the annotations that is not in what was written."""

    what: str
    """A feature's name, or a word of the format's own."""
    of: str
    """What is lost, in the plural: ``notes``, ``relations to other articles``."""
    count: int
    """How many there are."""
    why: str
    """Why it could not be kept, and what became of it."""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.count} lost: {self.of} ({self.why})"


class Feature(Value):
    """Something that an annotation can have."""

    name: str
    """A word, as formats declare it."""
    of: str
    """What it is, in the plural."""
    count: Callable[[Sequence[Section]], int]
    """Tells how many of it there are."""


def losses_of(
    sections: Sequence[Section], *, keeps: frozenset[str], reasons: Mapping[str, str]
) -> tuple[Loss, ...]:
    """Return what is lost in a format, going by what it declares.

    Args:
        sections: What is written.
        keeps: The names of the features the format keeps; each of the others is lost where there is any.
        reasons: Why a feature is lost, by its name, where there is more to say than that it has no place.
    """
    lost = [each for each in FEATURES if each.name not in keeps]
    counted = [(each, each.count(sections)) for each in lost]
    return tuple(
        Loss(each.name, each.of, count, reasons.get(each.name, "the format has no place for them"))
        for each, count in counted
        if count
    )


def _annotations(sections: Sequence[Section]) -> Iterator[Annotation]:
    return chain.from_iterable(section.annotations for section in sections)


def _counting(matches: Callable[[Annotation], object]) -> Callable[[Sequence[Section]], int]:
    return lambda sections: sum(1 for each in _annotations(sections) if matches(each))


def _overlaps(sections: Sequence[Section]) -> int:
    """Count the annotations that begin before the end of one before them."""
    count = 0
    for section in sections:
        reach = 0
        for each in section.annotations:
            if each.anchor != "orphan":
                count += each.span.start < reach
                reach = max(reach, each.span.end)
    return count


def _twins(sections: Sequence[Section]) -> int:
    """Count the annotations on a passage that has another one before."""
    places = Counter((each.article, each.span) for each in _annotations(sections) if each.anchor != "orphan")
    return sum(number - 1 for number in places.values())


def _relations(*, within: bool) -> Callable[[Sequence[Section]], int]:
    return lambda sections: sum(
        (each.source.article == each.target.article) == within
        for section in sections
        for each in section.relations
    )


def _relation_notes(sections: Sequence[Section]) -> int:
    return sum(bool(each.note) for section in sections for each in section.relations)


def _codes(sections: Sequence[Section]) -> int:
    """Count the codes of the codebook that say more than the name of a tag."""
    codes = sections[0].codes if sections else ()
    return sum(bool(each.key or each.colour or each.description or each.parent) for each in codes)


def _has_surrogate(annotation: Annotation) -> object:
    return _LONE_SURROGATE.search("\n".join((annotation.target.exact, annotation.note, *annotation.tags)))


FEATURES = (
    Feature("several-tags", "annotations with several tags", _counting(lambda a: len(a.tags) > 1)),
    Feature("untagged", "annotations without a tag", _counting(lambda a: not a.tags)),
    Feature("notes", "notes", _counting(lambda a: a.note)),
    Feature("overlaps", "annotations that overlap one before", _overlaps),
    Feature("twins", "annotations of a passage that has one already", _twins),
    Feature("relations", "relations within an article", _relations(within=True)),
    Feature("relations-across", "relations to other articles", _relations(within=False)),
    Feature("relation-notes", "notes on relations", _relation_notes),
    Feature("ids", "annotations' ids", _counting(lambda _: True)),
    Feature("authors", "annotations' authors", _counting(lambda _: True)),
    Feature("times", "times of making and changing", _counting(lambda _: True)),
    Feature(
        "provenance",
        "annotations not made by hand: where they are from",
        _counting(lambda a: a.provenance.kind != "human"),
    ),
    Feature("orphans", "annotations whose passage is gone", _counting(lambda a: a.anchor == "orphan")),
    Feature("uncertain", "annotations whose place is uncertain", _counting(lambda a: a.anchor == "fuzzy")),
    Feature("settled", "statements that an annotation has no place", _counting(lambda a: a.placeless)),
    Feature(CODEBOOK, "colours, keys, meanings and parents of tags", _codes),
    Feature("surrogates", "annotations with lone surrogates", _counting(_has_surrogate)),
)
"""Every feature, in the order of tables and reports."""
