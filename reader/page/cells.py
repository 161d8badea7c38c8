"""Terminal cells: how wide a text is drawn, and where it may be cut.

Everything is measured by Rich, which draws the strips of the screen, so that what is laid out is what
is shown. The texts here are drawable ones, that is, what `reader.page.visible.visible` returned: raw
control characters have no width of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, get_character_cell_size, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")


class Cluster(NamedTuple):
    """What a reader takes for one character: ``[start, end)`` in code points, drawn ``width`` cells wide.

    A named tuple, since one is made for every character on the screen.
    """

    start: int
    end: int
    width: int


def cell_size(character: str) -> int:
    """Return how many cells one code point takes by itself: 0, 1 or 2."""
    return get_character_cell_size(character)


def width_of(text: str) -> int:
    """Return the number of cells a drawable text takes."""
    return cell_len(text)


def clusters(text: str) -> tuple[Cluster, ...]:
    """Cut a drawable text into clusters, which cover it without gaps.

    A cluster is a character with its marks, a sequence of emoji joined into one, or a pair of flag
    letters (grapheme clusters of Unicode Standard Annex 29, as far as Rich measures them).
    """
    if text.isascii():
        return tuple([Cluster(index, index + 1, 1) for index in range(len(text))])
    found = [Cluster._make(span) for span in split_graphemes(text)[0]]
    return tuple(_with_whole_flags(text, found) if _FLAG_LETTER.search(text) else found)


def _with_whole_flags(text: str, found: Iterable[Cluster]) -> Iterator[Cluster]:
    """Join flag letters two by two, which Rich takes for one cluster each."""
    half: Cluster | None = None
    for cluster in found:
        is_half = cluster.end - cluster.start == 1 and _FLAG_LETTER.match(text, cluster.start)
        if half and is_half:
            yield Cluster(half.start, cluster.end, half.width + cluster.width)
            half = None
            continue
        if half:
            yield half
        half = cluster if is_half else None
        if not half:
            yield cluster
    if half:
        yield half


def fit(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Cut a drawable text to at most ``width`` cells, at the end of a cluster, and say so by an ellipsis."""
    if width_of(text) <= width:
        return text
    room = width - width_of(ellipsis)
    if room < 0:
        return ""
    used = end = 0
    for cluster in clusters(text):
        used += cluster.width
        if used > room:
            break
        end = cluster.end
    return text[:end].rstrip() + ellipsis
