"""Where the words of an old text stand in a new one: a difference of the two, moved blocks included.

Stretches that stand once in either text are matched first, long ones before short ones, and kept in order
by the longest increasing subsequence (the patience difference of Bram Cohen; the histogram difference of
JGit widens it to what is rare). What is left between them is small, and compared word by word. Blocks
that stand elsewhere are matched last, and only where they are long enough to be no accident.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.annotations.tokens import Tokens, tokens_of
from reader.values import Value

LONG, SHORT = 8, 3
"""How many tokens a stretch has that is matched because it stands once in either text."""
MOVED = 6
"""How many tokens a line has, at least, that is believed to have moved as it is."""
SMALL = 40_000
"""Up to how many pairs of tokens are compared one by one."""
MENDED = 12
"""Up to how many words in the place of as many are looked at as words that were mended."""
ALIKE = 0.7
"""From which ratio on two words in the same place are one word mended (difflib's ratio)."""


class Alignment(Value):
    """Two texts, and where the tokens of the old one stand in the new one."""

    old: Tokens
    new: Tokens
    to: list[int]
    """For each token of the old text the number of the new one's that it is, or -1."""


def align(old_text: str, new_text: str) -> Alignment:
    """Compare two texts."""
    old, new = tokens_of(old_text), tokens_of(new_text)
    to = [-1] * len(old)
    old_lines, new_lines = _lines(old_text, old), _lines(new_text, new)
    gaps = list(_match_lines(old_lines, new_lines, (0, len(old), 0, len(new)), to))
    while gaps:
        gaps += _match(old.keys, new.keys, gaps.pop(), to)
    _match_moved(old_lines, new_lines, to)
    return Alignment(old, new, to)


Gap = tuple[int, int, int, int]
"""A stretch of the old tokens and one of the new, each half-open."""

Lines = dict[tuple[str, ...], list[int]]
"""The lines of a text by their tokens, each with the numbers of its first tokens."""


def _lines(text: str, tokens: Tokens) -> Lines:
    found: Lines = {}
    first = 0
    while first < len(tokens):
        end = text.find("\n", tokens.starts[first])
        last = bisect_left(tokens.starts, end, first) if end >= 0 else len(tokens)
        found.setdefault(tuple(tokens.keys[first:last]), []).append(first)
        first = max(last, first + 1)
    return found


def _match_lines(old: Lines, new: Lines, gap: Gap, to: list[int]) -> Iterator[Gap]:
    """Match the lines that stand once in either text, in order; yield the gaps between them."""
    sizes, pairs = {}, []
    for line, places in old.items():
        there = new.get(line, ())
        if len(places) == len(there) == 1:
            pairs.append((places[0], there[0]))
            sizes[places[0]] = len(line)
    low, high, left, right = gap
    for i, j in _in_order(sorted(pairs)):
        yield low, i, left, j
        to[i : i + sizes[i]] = range(j, j + sizes[i])
        low, left = i + sizes[i], j + sizes[i]
    yield low, high, left, right


def _match(a: Sequence[str], b: Sequence[str], gap: Gap, to: list[int]) -> list[Gap]:
    """Match what can be matched in a gap; return the gaps that are left to look at."""
    low, high, left, right = gap
    while low < high and left < right and a[low] == b[left]:
        to[low] = left
        low, left = low + 1, left + 1
    while low < high and left < right and a[high - 1] == b[right - 1]:
        high, right = high - 1, right - 1
        to[high] = right
    if low == high or left == right:
        return []
    for size in (LONG, SHORT):
        anchors = _in_order(_unique_pairs(a, b, (low, high, left, right), size))
        if anchors:
            return list(_between(anchors, (low, high, left, right), size, to))
    if (high - low) * (right - left) <= SMALL:
        _compare(a, b, (low, high, left, right), to)
    return []


def _unique_pairs(a: Sequence[str], b: Sequence[str], gap: Gap, size: int) -> list[tuple[int, int]]:
    """Return the places of the stretches of some tokens that stand once in either side of a gap."""
    low, high, left, right = gap
    if min(high - low, right - left) < size:
        return []
    there = _once(b, left, right, size)
    return sorted((i, there[key]) for key, i in _once(a, low, high, size).items() if key in there)


def _once(keys: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Return the stretches of ``size`` tokens that stand once, with their places."""
    places: dict[tuple[str, ...], int] = {}
    again = set()
    slices = (keys[start + shift : end] for shift in range(size))
    for number, key in enumerate(zip(*slices, strict=False), start):
        if key in places:
            again.add(key)
        else:
            places[key] = number
    for key in again:
        del places[key]
    return places


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, given by their first, whose seconds rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before[number] = piles[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(place)
            piles.append(number)
        else:
            tops[pile], piles[pile] = place, number
    run = []
    number = piles[-1] if piles else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _between(anchors: list[tuple[int, int]], gap: Gap, size: int, to: list[int]) -> Iterator[Gap]:
    """Match the anchors' tokens and yield the gaps between them."""
    low, high, left, right = gap
    for i, j in anchors:
        if i < low or j < left:
            # It overlaps the one before: only what reaches beyond it is new.
            if i - low != j - left or i + size <= low:
                continue
        else:
            yield low, i, left, j
            low, left = i, j
        to[low : i + size] = range(left, left + i + size - low)
        left += i + size - low
        low = i + size
    yield low, high, left, right


def _compare(a: Sequence[str], b: Sequence[str], gap: Gap, to: list[int]) -> None:
    """Match a small gap word by word; then words that were mended in their place."""
    low, high, left, right = gap
    matcher = SequenceMatcher(None, a[low:high], b[left:right], autojunk=False)
    for tag, i, end, j, stop in matcher.get_opcodes():
        if tag == "equal":
            for step in range(end - i):
                to[low + i + step] = left + j + step
        elif tag == "replace" and max(end - i, stop - j) <= MENDED:
            _match_mended(a, b, (low + i, low + end, left + j, left + stop), to)


def _match_mended(a: Sequence[str], b: Sequence[str], gap: Gap, to: list[int]) -> None:
    low, high, left, right = gap
    for i in range(low, high):
        for j in range(left, right):
            if _alike(a[i], b[j]):
                to[i], left = j, j + 1
                break


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 3:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _match_moved(old: Lines, new: Lines, to: list[int]) -> None:
    """Match lines that stand elsewhere, word for word and once.

    A part of a line is not believed: what looks like it elsewhere may be about something else.
    """
    taken = set(to)
    for line, (first, *others) in old.items():
        places = [j for j in new.get(line, ()) if j not in taken]
        matched = sum(to[i] >= 0 for i in range(first, first + len(line)))
        if len(line) >= MOVED and not others and len(places) == 1 and matched * 2 <= len(line):
            to[first : first + len(line)] = range(places[0], places[0] + len(line))
