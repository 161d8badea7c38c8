"""Making what was done durable: each kind of change in the place that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from reader.errors import ConflictError
from reader.session.conflicts import Conflicts
from reader.session.history import Coding, Fixes, Links, Notes, Refusals
from reader.values import replace

if TYPE_CHECKING:
    from reader.session.history import Part
    from reader.session.opening import Library

TRIES = 5
"""How often an edit is made to fit what others save at the same time."""


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


class Keeper:
    """Keeps parts of steps in a library; an edit that meets one made elsewhere is kept beside it.

    Args:
        library: The library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._conflicts = Conflicts()

    def keep(self, part: Part) -> Part:
        """Save a part of a step; when this returns, it is kept for good.

        Returns:
            What was done: the part, or what became of it because of changes made elsewhere.

        Raises:
            ReaderError: as `keep` does.
        """
        if not isinstance(part, Notes):
            keep(self._library, part)
            return part
        followed = self._conflicts.followed(part.edit)
        return self._fitted(part if followed == part.edit else replace(part, edit=followed))

    def _fitted(self, part: Notes) -> Notes:
        fitting = part
        for attempt in range(TRIES):
            try:
                keep(self._library, fitting)
            except ConflictError:
                there = self._library.store.load(part.article.id).annotations
                now = replace(part, edit=self._conflicts.settled(there, part.edit))
                if attempt == TRIES - 1 or now == fitting:
                    raise
                fitting = now
            else:
                break
        return fitting
