"""Doing something as often as the count before its key says."""

from __future__ import annotations

from collections.abc import Callable

from reader.session.effects import Effect
from reader.session.reading import Reading

Outcome = tuple[Reading, tuple[Effect, ...]]


def times(do: Callable[[Reading], Outcome], reading: Reading, count: int | None) -> Outcome:
    """Do something to a session so often, or until it does nothing more.

    Args:
        do: Returns the very session that it was given where there is nothing to do; what it says of that is
            passed over, except the first time.
        reading: The session.
        count: How often; None for once.
    """
    after, effects = do(reading)
    for _ in range((count or 1) - 1):
        before = after
        after, more = do(before)
        if after is before:
            break
        effects = (*effects, *more)
    return after, effects
