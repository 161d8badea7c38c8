"""Making what was done durable: each kind of change in the place that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.session.history import Part
    from reader.session.opening import Library


def keep(library: Library, part: Part) -> None:
    """Save a part of a step; when this returns, it is kept for good.

    Raises:
        ReaderError: when it cannot be saved; nothing has changed then.
        ConflictError: when it does not fit what is saved; nothing has changed then.
    """
    library.store.apply(part.article, part.edit)
