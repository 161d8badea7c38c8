"""Words in quotation marks, whatever marks they have of their own."""

from __future__ import annotations

MARKS = frozenset('"“”„‟«»「」『』')
"""The marks at a passage's ends that would be doubled by others; apostrophes are none."""


def in_quotes(words: str, longest: int | None = None) -> str:
    """Return words in quotation marks, none of them doubled.

    Words with marks of their own at both ends are in quotation marks already; those with one at one end get
    single marks, as a quotation in a quotation does: ``‘“No,” he said’``.

    Args:
        words: In one line.
        longest: How many code points of them are shown; None for all.
    """
    if longest is not None and len(words) > longest:
        words = words[: longest - 1].rstrip() + "…"
    own = (words[:1] in MARKS) + (words[-1:] in MARKS) if words else 0
    if own == 2 and len(words) > 1:
        return words
    return f"‘{words}’" if own else f"“{words}”"
