"""What is said of the files in a library's folder that are documents and are not read."""

from __future__ import annotations

from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_KINDS = 2
"""So many endings are named beside others; it fits into the narrowest usual terminal."""


def passed_over_in(documents: Iterable[str]) -> str:
    """Return one line without a full stop: how many files are not read, and what is; empty for none.

    Args:
        documents: Their paths.
    """
    said = not_read(documents)
    return f"{said}: Reader reads .txt and .md" if said else ""


def not_read(documents: Iterable[str]) -> str:
    """Return how many files of which endings are not read; empty for none."""
    kinds = Counter(path.rpartition(".")[2].lower() for path in documents).most_common()
    if not kinds:
        return ""
    total = sum(number for _, number in kinds)
    are = "file is" if total == 1 else "files are"
    if len(kinds) == 1:
        return f"{total:,} .{kinds[0][0]} {are} not read"
    named = MOST_KINDS if len(kinds) > MOST_KINDS + 1 else len(kinds)
    said = [f"{number:,} .{ending}" for ending, number in kinds[:named]]
    if kinds[named:]:
        said.append(f"{sum(number for _, number in kinds[named:]):,} others")
    return f"{total:,} {are} not read ({', '.join(said)})"
