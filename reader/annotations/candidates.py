"""Where in a text a passage of another one could stand: places to choose from, the likeliest first.

Two kinds of place are looked for: where many of its words come close together, as they did or not, and what
stands now between the words that stood on both its sides. Each word of the passage is looked up where it
stands, so that the cost follows from how often its words occur, not from the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import takewhile
from typing import TYPE_CHECKING

from reader.annotations.tokens import Tokens, tokens_of, weight_of
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from reader.annotations.alignment import Alignment
    from reader.annotations.annotation import Target

AROUND = 12
"""How many tokens on either side of a passage are its company."""
LEAST = 0.34
"""How much of the passage's words, or of its company, has to stand at a place, by their letters."""
COMMON = 500
"""A word that stands more often than this says little of a place, and is not looked up."""
WORDS = 400
"""How many words of a passage are looked up at most: the longest."""
BY_COMPANY = 0.5
"""What the company counts for, beside the words themselves."""


class Candidate(Value):
    """A place where a passage could stand."""

    span: Span
    score: float
    """How much of the passage's words stands there, by their letters, from 0 to 1."""
    company: float
    """How much of what stood around it stands around the place, from 0 to 1: half of it for what is near."""

    @property
    def rank(self) -> float:
        """What candidates are sorted by; the best have most."""
        return self.score + BY_COMPANY * self.company


class _Passage(Value):
    """What is looked for."""

    words: list[str]
    before: list[str]
    behind: list[str]
    slot: tuple[int, int] | None
    """Where in the new text the words between its old neighbours are, as numbers of tokens."""


def candidates(
    target: Target,
    new: Tokens,
    alignment: Alignment | None = None,
    *,
    first: Span | None = None,
    limit: int = 5,
) -> tuple[Candidate, ...]:
    """Return places where a passage could stand, the likeliest first; none overlaps a better one.

    Args:
        target: The passage, as it was made.
        new: The words of the text of today.
        alignment: Of the text it was made on, where that was kept, with that of today.
        first: A place of the new text that is to be the first.
        limit: How many places to return, at most.
    """
    passage = _passage(target, alignment)
    if not passage.words:
        return ()
    there = (_candidate(passage, new, place) for place in _places(passage, new, limit))
    found = [each for each in there if each.score >= LEAST]
    if passage.slot is not None:
        slot = _candidate(passage, new, passage.slot)
        found += [slot] if slot.company >= LEAST else []
    found.sort(key=lambda each: (-each.rank, each.span.start))
    if first is not None:
        low, high = bisect_right(new.ends, first.start), bisect_left(new.starts, first.end)
        told = _candidate(passage, new, (low, max(high, low + 1)))
        found.insert(0, Candidate(first, told.score, told.company))
    return _apart(found, limit)


def _passage(target: Target, alignment: Alignment | None) -> _Passage:
    if alignment is None:
        parts = (target.exact, target.prefix, target.suffix)
        words, before, behind = (tokens_of(part).keys for part in parts)
        return _Passage(words, before[-AROUND:], behind[:AROUND], None)
    old = alignment.old
    start, end = bisect_right(old.ends, target.span.start), bisect_left(old.starts, target.span.end)
    before, behind = old.keys[max(0, start - AROUND) : start], old.keys[end : end + AROUND]
    return _Passage(old.keys[start:end], before, behind, _slot(alignment, start, end))


def _slot(alignment: Alignment, start: int, end: int) -> tuple[int, int] | None:
    """Return what stands between the neighbours of a passage, where it is about as long as the passage."""
    to = alignment.to
    low = next((to[i] + 1 for i in range(start - 1, max(-1, start - AROUND), -1) if to[i] >= 0), None)
    high = next((to[i] for i in range(end, min(len(to), end + AROUND)) if to[i] >= 0), None)
    if low is None or high is None or not 0 < high - low <= 2 * (end - start) + AROUND:
        return None
    return low, high


def _places(passage: _Passage, new: Tokens, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens that hold most of the passage's words, more than are asked for."""
    wanted = _wanted(passage.words, new)
    hits = sorted((place, word) for word in wanted for place in new.places[word])
    reach = len(passage.words) + len(passage.words) // 2 + 1
    held: Counter[str] = Counter()
    window: deque[tuple[int, str]] = deque()
    weight, found = 0.0, []
    for place, word in hits:
        window.append((place, word))
        held[word] += 1
        weight += weight_of(word) if held[word] <= wanted[word] else 0
        while window[0][0] <= place - reach or held[window[0][1]] > wanted[window[0][1]]:
            _, gone = window.popleft()
            weight -= weight_of(gone) if held[gone] <= wanted[gone] else 0
            held[gone] -= 1
        found.append((weight, -window[0][0], -place))
    for _, start, last in nlargest(4 * limit + limit, found):
        yield -start, 1 - last


def _wanted(words: Sequence[str], new: Tokens) -> Counter[str]:
    """Return the words that are looked up, with how often the passage has them."""
    counts = Counter(word for word in words if word in new.places)
    rare = {word for word in counts if len(new.places[word]) <= COMMON}
    looked_up = rare or set(sorted(counts, key=lambda word: len(new.places[word]))[:1])
    kept = sorted(looked_up, key=lambda word: (-len(word), word))[:WORDS]
    return Counter({word: counts[word] for word in kept})


def _candidate(passage: _Passage, new: Tokens, place: tuple[int, int]) -> Candidate:
    """Return what there is to say of a stretch of tokens, widened to what belongs to it."""
    low, high = _grown(passage.words, new.keys, *place)
    company = _company(passage, new.keys[max(0, low - AROUND) : low], new.keys[high : high + AROUND])
    score = _share(passage.words, new.keys[low:high])
    # What is put in between counts against it, but a word or two do not.
    excess = max(0, high - low - len(passage.words) - 2)
    score *= len(passage.words) / (len(passage.words) + excess)
    return Candidate(Span(new.starts[low], new.ends[high - 1]), score, company)


def _company(passage: _Passage, before: list[str], behind: list[str]) -> float:
    """Return how alike what stands around is: word for word from the passage on, and word by word."""
    sides = (passage.before[::-1], before[::-1]), (passage.behind, behind)
    near, around, total = 0.0, 0.0, 0.0
    for words, there in sides:
        run = sum(1 for _ in takewhile(_same, zip(words, there, strict=False)))
        weights = list(map(weight_of, words))
        near += sum(weights[:run])
        around += _share(words, there) * sum(weights)
        total += sum(weights)
    return (near + around) / (2 * total) if total else 0.0


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _grown(words: list[str], keys: list[str], low: int, high: int) -> tuple[int, int]:
    """Widen a stretch over the words before and behind it that the passage begins and ends with."""
    left = Counter(words) - Counter(keys[low:high])
    while low and left[keys[low - 1]] > 0 and high - low < 2 * len(words):
        low -= 1
        left[keys[low]] -= 1
    while high < len(keys) and left[keys[high]] > 0 and high - low < 2 * len(words):
        left[keys[high]] -= 1
        high += 1
    return low, high


def _share(words: Sequence[str], there: Sequence[str]) -> float:
    """Return how much of some words stands among others, by their letters."""
    total = sum(map(weight_of, words))
    both = Counter(words) & Counter(there)
    return sum(weight_of(word) * count for word, count in both.items()) / total if total else 0.0


def _apart(found: Sequence[Candidate], limit: int) -> tuple[Candidate, ...]:
    """Return the first that overlap none before them."""
    kept: list[Candidate] = []
    for each in found:
        if not any(each.span.overlaps(other.span) for other in kept):
            kept.append(each)
    return tuple(kept[:limit])
