"""Terminal cells: how wide a text is drawn, and where it may be cut.

Everything is measured by Rich, which draws the strips of the screen, so that what is laid out is what
is shown. The texts here are drawable ones, that is, what `reader.page.visible.visible` returned: raw
control characters have no width of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size, split_graphemes

_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


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
    spans, _ = split_graphemes(text)
    found: list[Cluster] = []
    half_flag = False
    for start, end, width in spans:
        is_flag_letter = ord(text[start]) in _FLAG_LETTERS
        if half_flag and is_flag_letter:
            first = found.pop()
            found.append(Cluster(first.start, end, first.width + width))
            half_flag = False
        else:
            found.append(Cluster(start, end, width))
            half_flag = is_flag_letter and end - start == 1
    return tuple(found)


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
