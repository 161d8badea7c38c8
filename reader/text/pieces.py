"""A text in pieces: what is made of all of a long one at once is garbage of its size."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 16
"""How long a piece is, in code points."""


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of a size, cut anywhere; a short text is the only one."""
    return (text[start : start + PIECE] for start in range(0, len(text), PIECE))


def lines_together(text: str) -> Iterator[str]:
    r"""Yield a text in pieces that end behind a ``\n``, as many lines at a time as make up the size."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE - 1) + 1 or len(text)
        yield text[start:end]
        start = end
