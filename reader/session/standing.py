"""What stands where in an article, looked up by offset at the same cost in a long text as in a short one.

Findings and annotations are values that are replaced, never changed, so what is derived from one is kept
for as long as it is the latest, and no longer than findings are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from itertools import accumulate, compress, count
from operator import is_not
from typing import TypeVar
from weakref import ref

from reader.annotations.annotation import Annotation
from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.articles.mentions import reach_of, reaches_of
from reader.text.segments import paragraphs
from reader.text.span import Span
from reader.text.spread import Nearby, Spread

_A = TypeVar("_A")
_R = TypeVar("_R")
_KEPT = 2
"""As little as serves what was and what is: values of a long text are large."""
_FEW = 64


def for_the_latest(
    derive: Callable[[_A], _R], *, adapt: Callable[[_A, _R, _A], _R | None] | None = None
) -> Callable[[_A], _R]:
    """Keep what was derived from the latest few values, told apart by identity.

    Of a value that says when nobody has it any more it is let go of then.

    Args:
        derive: What derives it.
        adapt: Makes it of an earlier value, what was derived from that, and the value, where they are much
            alike; returns None where they are not.
    """
    latest: deque[tuple[Callable[[], _A | None], list[_R]]] = deque(maxlen=_KEPT)

    @wraps(derive)
    def kept(value: _A) -> _R:
        # A copy, since another thread may look something up as well.
        before = tuple(latest)
        for known, held in before:
            if known() is value:
                return held[0]
        adapted = None
        if adapt is not None and before and (last := before[-1][0]()) is not None:
            adapted = adapt(last, before[-1][1][0], value)
        result = derive(value) if adapted is None else adapted
        latest.append(_while_it_is(value, result))
        return result

    return kept


def _while_it_is(value: _A, result: _R) -> tuple[Callable[[], _A | None], list[_R]]:
    """Return what returns a value, and what holds a result until nobody else has the value."""
    held = [result]
    try:
        return ref(value, lambda _: held.clear()), held
    except TypeError:  # Of tuples and texts nobody is told.
        return lambda: value, held


_Annotations = tuple[Annotation, ...]
_Changes = tuple[list[Annotation], list[Annotation]]
_compared: deque[tuple[_Annotations, _Annotations, _Changes | None]] = deque(maxlen=_KEPT)


def changed_between(before: _Annotations, after: _Annotations) -> _Changes | None:
    """Return what went from annotations and what came to them; None where that is not little.

    Only whether they are the same values is compared, from both ends; once, whoever asks for it.
    """
    for one, other, changes in tuple(_compared):
        if one is before and other is after:
            return changes
    changes = _compare(before, after)
    _compared.append((before, after, changes))
    return changes


def _compare(before: _Annotations, after: _Annotations) -> _Changes | None:
    least = min(len(before), len(after))
    first = next(compress(count(), map(is_not, before, after)), least)
    behind = next(compress(count(), map(is_not, reversed(before), reversed(after))), least)
    behind = min(behind, least - first)
    gone, come = before[first : len(before) - behind], after[first : len(after) - behind]
    if max(len(gone), len(come)) > _FEW:
        return None
    kept = {*map(id, gone)} & {*map(id, come)}
    return [each for each in gone if id(each) not in kept], [each for each in come if id(each) not in kept]


def mentions(findings: Findings) -> Iterator[tuple[Entity, Mention]]:
    """Yield each mention with its entity, entity by entity."""
    for entity in findings.entities:
        for mention in entity.mentions:
            yield entity, mention


def designated_in(findings: Findings) -> Iterator[Designated]:
    """Yield each entity that a designation is attached to; one that many share, once."""
    yield from {id(d): d for designation in findings.designations for d in designation.entities}.values()


@for_the_latest
def mention_spread(findings: Findings) -> Nearby[tuple[Entity, Mention]]:
    """Return the mentions by where a caret is at them."""
    entities = findings.entities
    firsts = array("I", accumulate((len(entity.mentions) for entity in entities), initial=0))

    def pair(number: int) -> tuple[Entity, Mention]:
        index = bisect_right(firsts, number) - 1
        return entities[index], entities[index].mentions[number - firsts[index]]

    starts, ends = array("I"), array("I")
    for entity in entities:
        some_starts, some_ends = reaches_of(entity.mentions)
        starts.extend(some_starts)
        ends.extend(some_ends)
    return Nearby(starts, ends, pair)


@for_the_latest
def statement_spread(findings: Findings) -> Spread[Designation]:
    """Return the designations by where they are stated."""
    return Spread((designation.span, designation) for designation in findings.designations)


@for_the_latest
def designated_spread(findings: Findings) -> Spread[Designated]:
    """Return the designated names by where a caret is at one of their mentions."""
    return Spread(
        (reach_of(m), designated) for designated in designated_in(findings) for m in designated.mentions
    )


@for_the_latest
def designations_by_name(findings: Findings) -> dict[int, tuple[Designation, ...]]:
    """Return the designations of each designated name, by the identity of the name's value."""
    found: dict[int, dict[int, Designation]] = {}
    for designation in findings.designations:
        for designated in designation.entities:
            found.setdefault(id(designated), {})[id(designation)] = designation
    return {key: tuple(each.values()) for key, each in found.items()}


def _placed(annotations: Iterable[Annotation]) -> Iterator[tuple[Span, Annotation]]:
    return ((a.span, a) for a in annotations if a.anchor != "orphan")


def _spread_anew(
    before: tuple[Annotation, ...], spread: Spread[Annotation], after: tuple[Annotation, ...]
) -> Spread[Annotation] | None:
    changed = changed_between(before, after)
    return spread.changed(*map(_placed, changed)) if changed is not None else None


def _spread_of(annotations: tuple[Annotation, ...]) -> Spread[Annotation]:
    """Return the annotations that have a place in the text: all but the orphans."""
    return Spread(_placed(annotations))


annotation_spread = for_the_latest(_spread_of, adapt=_spread_anew)
"""Returns the annotations that have a place in the text: all but the orphans."""


def designation_starts(findings: Findings) -> tuple[Sequence[int], Sequence[int]]:
    """Return where designations are stated, and where designated names stand, each in order."""
    return statement_spread(findings).starts, designated_spread(findings).starts


@for_the_latest
def paragraph_starts(text: str) -> Sequence[int]:
    """Return where each paragraph of a text begins."""
    return array("I", (paragraph.start for paragraph in paragraphs(text)))
