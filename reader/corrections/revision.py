"""Changing corrections: values that can be applied and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ConflictError
from reader.values import Value

if TYPE_CHECKING:
    from reader.corrections.correction import Correction


class Revision(Value):
    """A correction that is made, changed or taken back.

    Raises:
        ValueError: when it does nothing, or would make one correction another.
    """

    before: Correction | None
    after: Correction | None

    def __post_init__(self) -> None:
        ids = {each.id for each in (self.before, self.after) if each is not None}
        if len(ids) != 1:
            raise ValueError("a revision is of one correction")

    @property
    def subject(self) -> Correction:
        """The correction as it is after, else before."""
        one = self.after or self.before
        assert one is not None  # noqa: S101 - held by __post_init__
        return one

    def inverse(self) -> Revision:
        """Return what undoes it."""
        return Revision(self.after, self.before)


def revise(corrections: tuple[Correction, ...], revision: Revision) -> tuple[Correction, ...]:
    """Return corrections with a revision done; a new one stands last.

    Raises:
        ConflictError: when it does not fit: it makes one that is there, or changes or takes back one that is
            not there or was changed since (its ``modified`` differs).
    """
    by_id = {each.id: each for each in corrections}
    there = by_id.get(revision.subject.id)
    if revision.before is None:
        if there is not None:
            raise _conflict(there, "is there already")
    elif there is None:
        raise _conflict(revision.before, "is no longer there")
    elif there.modified != revision.before.modified:
        raise _conflict(there, "was changed meanwhile")
    if revision.after is None:
        del by_id[revision.subject.id]
    else:
        by_id[revision.after.id] = revision.after
    return tuple(by_id.values())


def _conflict(correction: Correction, what: str) -> ConflictError:
    return ConflictError(
        f"the correction of “{correction.key[:40]}” {what}",
        where=correction.path,
        remedy="open the article again to see it as it is now",
    )
