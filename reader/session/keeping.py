"""Making what was done durable: each kind of change in the place that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from reader.session.history import Coding, Fixes, Links, Notes, Refusals

if TYPE_CHECKING:
    from reader.session.history import Part
    from reader.session.opening import Library


def keep(library: Library, part: Part) -> None:
    """Save a part of a step; when this returns, it is kept for good.

    Raises:
        ReaderError: when it cannot be saved; nothing has changed then.
        ConflictError: when it does not fit what is saved; nothing has changed then.
    """
    match part:
        case Notes(article, edit):
            library.store.apply(article, edit)
        case Links(edit, article):
            library.store.relate(edit, article)
        case Coding(before, after):
            library.codebook.apply(before, after)
        case Fixes(revision=revision):
            library.corrections.apply(revision)
        case Refusals(article, edit):
            library.store.reject(article, edit)
        case _:
            assert_never(part)
