"""Texts in tokens, for formats that count in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.text.places import Places
from reader.text.segments import words
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation

_VISIBLE = re.compile(r"\S")
_PIECE = re.compile(r" |[^\S ]+|\S+")


def tokens(text: str) -> list[Span]:
    """Return the words of a text, and all else that is no blank character by character."""
    found: list[Span] = []
    end = 0
    for word in (*words(text, Span(0, len(text))), Span(len(text), len(text))):
        found += [Span(*other.span()) for other in _VISIBLE.finditer(text, end, word.start)]
        end = word.end
        found += [word] if word else []
    return found


def tokens_and_blanks(text: str, edges: Iterable[int]) -> list[Span]:
    """Return a text in pieces that leave nothing out: its tokens, and the blanks between them.

    Args:
        text: The text.
        edges: Offsets that no piece goes across, such as where annotations begin and end.

    Returns:
        The pieces in order; each is a token or a part of one, a single space, or other blanks.
    """
    cuts = {0, len(text), *edges}
    for token in tokens(text):
        cuts |= {token.start, token.end}
    return [
        Span(*piece.span())
        for start, end in pairwise(sorted(cuts))
        for piece in _PIECE.finditer(text, start, end)
    ]


def apart(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Return those that overlap none before, of several that begin together the longest."""
    taken = Places()
    ordered = sorted(annotations, key=lambda each: (each.span.start, -each.span.end))
    return [each for each in ordered if taken.take(each.span)]
