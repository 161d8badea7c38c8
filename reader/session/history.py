"""What was done and can be undone, across the articles of a session.

A step is what one gesture did; it may have touched several articles. Its parts are the kinds of things
that can be changed: a new kind is a new part, with its inverse here and its place to be kept in the saver.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from reader.annotations.codebook import Codebook
from reader.annotations.edits import Edit, inverse
from reader.annotations.relations import RelationEdit, inverse_relation
from reader.articles.article import Article
from reader.corrections.revision import Revision
from reader.values import Value


class Notes(Value):
    """An edit of one article's annotations."""

    article: Article
    edit: Edit

    def inverse(self) -> Notes:
        """Return what undoes it."""
        return Notes(self.article, inverse(self.edit))


class Links(Value):
    """A relation that is made or goes."""

    edit: RelationEdit
    article: Article | None
    """The article of its source, where that is open; without it, its file must be there already."""

    def inverse(self) -> Links:
        """Return what undoes it."""
        return Links(inverse_relation(self.edit), self.article)


class Coding(Value):
    """A change of the codebook."""

    before: Codebook
    after: Codebook
    article: ClassVar[None] = None
    """It belongs to the library."""

    def inverse(self) -> Coding:
        """Return what undoes it."""
        return Coding(self.after, self.before)


class Fixes(Value):
    """A correction of what was found that is made, changed or taken back."""

    article: Article
    """The article in which that was done."""
    revision: Revision

    def inverse(self) -> Fixes:
        """Return what undoes it."""
        return Fixes(self.article, self.revision.inverse())


class Refusals(Value):
    """An edit of what was suggested in an article and turned down."""

    article: Article
    edit: Edit
    """Of the annotations that the suggestions would have been."""

    def inverse(self) -> Refusals:
        """Return what undoes it."""
        return Refusals(self.article, inverse(self.edit))


Part: TypeAlias = Notes | Links | Coding | Fixes | Refusals


class Step(Value):
    """What one gesture did: undone and done again as one."""

    parts: tuple[Part, ...]
    said: str
    """What it did, in a few words: ``tagged “Daesh” as militants``."""

    def inverse(self) -> Step:
        """Return what undoes it, last part first."""
        return Step(tuple(part.inverse() for part in reversed(self.parts)), self.said)


class History(Value):
    """The steps of a session, the latest last."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    """Steps that were undone and can be done again, the next one last."""

    def done(self, step: Step) -> History:
        """Return the history with a new step; what was undone before can no longer be done again."""
        return History((*self.past, step))

    def undone(self) -> tuple[History, Step] | None:
        """Return the history one step back and what takes the latest step back; None without a past."""
        if not self.past:
            return None
        *past, step = self.past
        return History(tuple(past), (*self.future, step)), step.inverse()

    def redone(self) -> tuple[History, Step] | None:
        """Return the history one step on and that step; None where nothing was undone."""
        if not self.future:
            return None
        *future, step = self.future
        return History((*self.past, step), tuple(future)), step

    def amended(self, part: Part, became: Part) -> History:
        """Return the history with what a part became when it met changes made elsewhere in its place."""
        return History(*(tuple(_amended(s, part, became) for s in way) for way in (self.past, self.future)))


def _amended(step: Step, part: Part, became: Part) -> Step:
    if not any(each is part for each in step.parts):
        return step
    return Step(tuple(became if each is part else each for each in step.parts), step.said)
