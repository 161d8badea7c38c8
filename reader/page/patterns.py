"""Search by regular expression, with a limit to the time it may take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.page.search import Matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LONGEST = 1_000
"""How many characters a pattern may have: a longer one can take seconds before the search begins."""

_NO_LETTERS = re.compile(r"\\[pPN]\{(?!\^?(?:L[ut]|[Uu]pper))[^}]*\}|\(\?P|\\.", re.DOTALL)
"""What in a pattern may be written with a capital without asking for one."""


def find_pattern(text: str, pattern: str, *, limit: int, seconds: float) -> Matches:
    """Return the first ``limit`` matches of a regular expression that are not empty.

    Case counts only when the pattern has a capital letter that stands for itself. ``^`` and ``$`` are the
    ends of lines. Other threads run meanwhile.

    Args:
        text: Where to search.
        pattern: As the ``regex`` package reads it, which understands what Python's ``re`` does and more.
        limit: How many matches to return at most.
        seconds: How long it may take.

    Raises:
        ReaderError: when it is no regular expression, saying where, or takes too long.
    """
    compiled = _compile(pattern)
    try:
        return Matches(_spans(compiled.finditer(text, timeout=seconds, concurrent=True)), limit=limit)
    except TimeoutError:
        raise ReaderError(
            f"the pattern takes too long: {pattern}", where="", remedy="make it more exact"
        ) from None
    except MemoryError:
        raise ReaderError(
            f"the pattern takes too much memory: {pattern}", where="", remedy="make it more exact"
        ) from None


def _spans(found: Iterator[Any]) -> Iterator[tuple[int, int]]:
    return (match.span() for match in found if match.end() > match.start())


def _compile(pattern: str) -> Any:
    # Imported with the first pattern that is searched for: most readers never need it.
    import regex

    if len(pattern) > LONGEST:
        raise ReaderError(
            f"the pattern is longer than {LONGEST:,} characters", where="", remedy="search for less at once"
        )
    has_capital = any(character.isupper() for character in _NO_LETTERS.sub("", pattern))
    try:
        return regex.compile(pattern, regex.MULTILINE | (0 if has_capital else regex.IGNORECASE))
    except regex.error as error:
        what, place = error.msg, error.pos
        where = "" if place is None else f" at character {min(place, len(pattern) - 1) + 1}"
        raise ReaderError(
            f"not a regular expression: {what}{where}", where="", remedy="a backslash makes a sign plain"
        ) from None
    except (RecursionError, OverflowError):
        raise ReaderError(
            "the pattern is nested too deeply", where="", remedy="search for less at once"
        ) from None
