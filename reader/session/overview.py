"""Where in an article things lie: the article cut into stretches, each with what stands in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from reader.page.search import Matches
from reader.session.reading import Reading
from reader.session.standing import annotation_spread, designation_starts
from reader.text.span import Span
from reader.values import Value

Sort = Literal["match", "annotation", "designation"]


class Stretch(Value):
    """A part of an article, in code points, and what is in it."""

    span: Span
    sort: Sort | None
    """The rarest thing there: a match of the search, else an annotation, else a designation."""
    seen: bool
    """Whether a part of it is on the screen."""


def overview(reading: Reading, count: int) -> tuple[Stretch, ...]:
    """Cut the article into so many stretches of one length.

    It takes a few bisections for each, however much there is in the article.
    """
    length = len(reading.article.text)
    bounds = [index * length // count for index in range(count + 1)]
    parts = [Span(start, end) for start, end in pairwise(bounds)]
    return tuple(Stretch(part, _sort(reading, part), _is_seen(reading.seen, part)) for part in parts)


def seen_anew(stretches: Sequence[Stretch], seen: Span) -> tuple[Stretch, ...]:
    """Return stretches with something else on the screen; what is in them stays."""
    return tuple(
        each if each.seen == now else Stretch(each.span, each.sort, now)
        for each, now in ((each, _is_seen(seen, each.span)) for each in stretches)
    )


def _is_seen(seen: Span, part: Span) -> bool:
    return part.overlaps(seen) or part.holds(seen.start)


def _sort(reading: Reading, part: Span) -> Sort | None:
    if reading.search is not None and _any_match(reading.search.matches, part):
        return "match"
    annotations = annotation_spread(reading.annotations)
    if _any_in(annotations.starts, part) or annotations.over(part.start):
        return "annotation"
    designations = designation_starts(reading.findings)
    return "designation" if any(_any_in(starts, part) for starts in designations) else None


def _any_match(matches: Matches, part: Span) -> bool:
    index = matches.first_from(part.start)
    return index is not None and matches[index].start < part.end


def _any_in(starts: Sequence[int], part: Span) -> bool:
    index = bisect_left(starts, part.start)
    return index < len(starts) and starts[index] < part.end
