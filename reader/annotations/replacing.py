"""Where a passage of an old text stands in a new one, by the alignment of the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from reader.annotations.alignment import Alignment
from reader.annotations.tokens import Tokens
from reader.text.span import Span
from reader.values import Value

NEAR = 4
"""How many tokens on either side vouch for a place."""
VOUCHING = 3
"""How many of them have to stand beside it, where the passage is short."""
SHORT = 4
"""Up to how many tokens a passage is short: it could stand in other company as well."""
KEPT, KEPT_IN_PLACE = 0.5, 0.2
"""How much of a passage has to stand, in characters of its words; less where both its sides stand by it."""
BOTH_SIDES = 6
"""How many of the tokens near a passage stand beside it where both its sides do."""
COMPANY = 16
"""How many tokens on either side tell two places of the same words apart."""
SHARE = 0.25
"""How much of its heaviest part another part of a passage weighs that it is not let go without."""
LOOKED_AT = 64
"""Among how many of a passage's first words the rarest is looked for."""
MANY = 50
"""How many places of the same words are told apart at most."""
CLEAR = 3
"""By how many tokens one of them has to be in better company."""


class Place(Value):
    """Where a passage stands now."""

    span: Span
    score: float
    """How much of its words stands there, from 0 to 1."""
    whole: bool
    """Whether all its words stand there, in one run."""


def replaced(alignment: Alignment, span: Span) -> Place | None:
    """Return where a passage stands in the new text; None where too little of it is left, or is sure.

    Args:
        alignment: Of the old text and the new one.
        span: Of the old text, in code points.
    """
    old, to = alignment.old, alignment.to
    passage = range(bisect_right(old.ends, span.start), bisect_left(old.starts, span.end))
    if _is_one_run(to, passage):
        if len(passage) <= SHORT and _vouching(alignment, passage, passage) < VOUCHING:
            return None
        return _moved(alignment, span, passage, to[passage.start])
    held = [i for i in passage if to[i] >= 0 and _is_held(to, i)]
    kept = _together(_runs(held, to), to, old.weights, len(passage))
    total = sum(old.weights[passage.start : passage.stop])
    if not kept or not total:
        return None
    vouching = _vouching(alignment, passage, kept)
    in_place = vouching >= BOTH_SIDES and len(passage) > SHORT
    if in_place:
        kept = _in_slot(to, passage, kept)
    score = sum(old.weights[i] for i in kept) / total
    enough = KEPT_IN_PLACE if in_place else KEPT
    if score < enough or (len(passage) <= SHORT and vouching < VOUCHING):
        return None
    places = [to[i] for i in kept]
    if len(kept) == len(passage) and places[-1] - places[0] == len(kept) - 1:
        return _moved(alignment, span, passage, places[0])
    return Place(_span(alignment, span, kept, places), score, whole=False)


def _moved(alignment: Alignment, span: Span, passage: range, place: int) -> Place | None:
    """Return the place of a passage of which every word stands, one behind the other."""
    first = _the_one(alignment, passage, place)
    if first is None:
        return None
    places = range(first, first + len(passage))
    return Place(_span(alignment, span, passage, places), 1.0, whole=True)


def _is_one_run(to: list[int], passage: range) -> bool:
    """Tell whether a passage of several tokens stands as it did, one behind the other."""
    first = to[passage.start] if passage else -1
    return (
        first >= 0
        and len(passage) > 1
        and to[passage.start : passage.stop] == list(range(first, first + len(passage)))
    )


def _is_held(to: list[int], number: int) -> bool:
    """Tell whether a neighbour stands beside a token in the new text as in the old: alone it says little."""
    here = to[number]
    before = number > 0 and to[number - 1] == here - 1 and here > 0
    return before or (number + 1 < len(to) and to[number + 1] == here + 1)


def _runs(numbers: list[int], to: list[int]) -> list[list[int]]:
    """Cut the tokens where their places leap."""
    runs: list[list[int]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else -1
        if not runs or not 0 < to[number] - to[last] <= 2 * (number - last) + 2 * NEAR:
            runs.append([])
        runs[-1].append(number)
    return runs


def _together(runs: list[list[int]], to: list[int], weighing: list[float], size: int) -> list[int]:
    """Return the heaviest run, with those beside it that weigh something too.

    Args:
        runs: The tokens of a passage that stand somewhere, cut where their places leap.
        to: Where they stand.
        weighing: What each token weighs.
        size: How many tokens the passage has; no more may have been put in between.
    """
    if not runs:
        return []
    weights = [sum(weighing[i] for i in run) for run in runs]
    heavy = weights.index(max(weights))
    first, last = heavy, heavy
    while (
        first
        and _goes_on(runs[first - 1], runs[first], to, size)
        and weights[first - 1] >= SHARE * weights[heavy]
    ):
        first -= 1
    while (
        last + 1 < len(runs)
        and _goes_on(runs[last], runs[last + 1], to, size)
        and weights[last + 1] >= SHARE * weights[heavy]
    ):
        last += 1
    return [i for run in runs[first : last + 1] for i in run]


def _in_slot(to: list[int], passage: range, kept: list[int]) -> list[int]:
    """Add the single words of a passage that stand in order between those around it, as it does."""
    low = max(
        (to[i] for i in range(max(0, passage.start - NEAR), passage.start) if to[i] < to[kept[0]]), default=-1
    )
    found: list[int] = []
    for i in passage:
        if to[i] > low and (i in kept or _fits(to, i, kept)):
            found.append(i)
            low = to[i]
    return found


def _fits(to: list[int], number: int, kept: list[int]) -> bool:
    """Tell whether a word stands where it should beside the kept ones: no further off than it was."""
    nearest = min(kept, key=lambda i: abs(i - number))
    distance, was = to[number] - to[nearest], number - nearest
    return distance * was > 0 and abs(distance) <= 2 * abs(was) + 2


def _goes_on(run: list[int], following: list[int], to: list[int], size: int) -> bool:
    return 0 < to[following[0]] - to[run[-1]] <= following[0] - run[-1] + size + 2 * NEAR


def _vouching(alignment: Alignment, passage: range, kept: Sequence[int]) -> int:
    """Count the tokens around a passage that stand around its place; an end of both texts counts as some."""
    to, size = alignment.to, len(alignment.old)
    low, high = to[kept[0]], to[kept[-1]]
    reach = 2 * NEAR + len(passage)
    before = [to[i] for i in range(max(0, passage.start - NEAR), passage.start)]
    behind = [to[i] for i in range(passage.stop, min(size, passage.stop + NEAR))]
    found = sum(low - reach <= place < low for place in before)
    found += sum(high < place <= high + reach for place in behind)
    if found and low < reach:
        found += NEAR - len(before)
    if found and high >= len(alignment.new) - reach:
        found += NEAR - len(behind)
    return found


def _the_one(alignment: Alignment, passage: range, place: int) -> int | None:
    """Return where a passage stands that stood once and now does more than once; None where that is open."""
    old, new = alignment.old.keys, alignment.new.keys
    if len(_first_places(alignment.old, passage, 2)) != 1:
        return place
    # As they stand there: a mended word is another.
    there = _first_places(alignment.new, range(place, place + len(passage)), MANY)
    if len(there) < 2:
        return place
    ranked = sorted(((_company(old, passage, new, first), first) for first in there), reverse=True)
    return ranked[0][1] if ranked[0][0] >= ranked[1][0] + CLEAR else None


def _first_places(tokens: Tokens, passage: range, limit: int) -> Sequence[int]:
    """Return the first places where the words of a passage stand in its text, as many as are asked for."""
    counts = tokens.counts[passage.start : min(passage.stop, passage.start + LOOKED_AT)]
    rare = min(counts)
    if rare == 1:
        return (passage.start,)
    keys = tokens.keys
    words, rarest = keys[passage.start : passage.stop], counts.index(rare)
    size, beside = len(words), max(0, rarest - 1)
    found = []
    for place in tokens.places[words[rarest]]:
        first = place - rarest
        if keys[first + beside] == words[beside] and first >= 0 and keys[first : first + size] == words:
            found.append(first)
            if len(found) == limit:
                break
    return found


def _company(old: list[str], passage: range, new: list[str], first: int) -> int:
    """Count the tokens on both sides of a place that are the passage's, up to the first that is not."""
    end = first + len(passage)
    before = zip(
        reversed(old[max(0, passage.start - COMPANY) : passage.start]),
        reversed(new[max(0, first - COMPANY) : first]),
        strict=False,
    )
    behind = zip(old[passage.stop : passage.stop + COMPANY], new[end : end + COMPANY], strict=False)
    return sum(1 for _ in takewhile(_same, before)) + sum(1 for _ in takewhile(_same, behind))


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _span(alignment: Alignment, span: Span, kept: Sequence[int], places: Sequence[int]) -> Span:
    """Return the span of the new text from the first kept token to the last, cut where the passage was."""
    old, new = alignment.old, alignment.new
    first, last = kept[0], kept[-1]
    start, end = new.starts[places[0]], new.ends[places[-1]]
    if span.start > old.starts[first]:
        start = min(start + span.start - old.starts[first], new.ends[places[0]] - 1)
    if span.end < old.ends[last]:
        end = max(end - (old.ends[last] - span.end), start + 1)
    return Span(start, end)
