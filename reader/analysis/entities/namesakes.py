"""Persons who share a surname: whom a bare surname means, by what was named last."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.text.span import Span


def nearest_namesake(text: str, surname: Span, full: Mapping[str, Sequence[Span]]) -> str | None:
    """Return who is meant by a surname that several persons of a text bear, or None where that is open.

    News gives the full name again when it turns from one namesake to the other, so the surname means the
    one named last: in its paragraph, else in the nearest paragraph before that names any of them. Where
    that paragraph names more than one, nobody can tell, and the surname stays by itself.

    Args:
        text: The article's text.
        surname: Where the bare surname stands.
        full: For each bearer, where the full name stands, in order.
    """
    before = {bearer: _last_before(spans, surname.start) for bearer, spans in full.items()}
    last = max(before.values())
    if last < 0:
        return None
    named = [bearer for bearer, start in before.items() if start >= 0 and "\n" not in text[start:last]]
    return named[0] if len(named) == 1 else None


def _last_before(spans: Sequence[Span], place: int) -> int:
    at = bisect_left(spans, place, key=lambda span: span.start)
    return spans[at - 1].start if at else -1
