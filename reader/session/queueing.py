"""A queue of places to answer for, one by one or all at once; everything said yes to is one step to undo."""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotations.annotation import Provenance
from reader.annotations.edits import Batch, Edit, apply_edit, describe
from reader.articles.article import Article
from reader.session.annotating import REAL, Stamp
from reader.session.deriving import derived_edit
from reader.session.effects import Effect, Save
from reader.session.history import History, Notes, Step
from reader.session.propagating import Hit, Propagation
from reader.session.reading import Reading
from reader.text.quotes import in_quotes
from reader.values import Value, replace


class Answer(Value):
    """What was answered with one key."""

    rows: tuple[int, ...]
    """The hits it was about, by their numbers from 0."""
    parts: tuple[Notes, ...]
    """What it did; nothing where the answer was no."""


class Queue(Value):
    """The hits of a propagation and what has been said to them."""

    propagation: Propagation
    history: History
    """What had been done before."""
    near: tuple[Hit, ...]
    """Those in the open article."""
    far: tuple[Hit, ...] = ()
    """Those found so far in the rest of the library."""
    wide: bool = False
    """Whether those are asked for too."""
    answers: tuple[Answer, ...] = ()
    row: int = 0
    """The hit that is asked for, by its number from 0."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits that are asked for."""
        return (*self.near, *self.far) if self.wide else self.near

    @property
    def said(self) -> dict[int, bool]:
        """What has been answered, by the number of the hit."""
        return {row: bool(answer.parts) for answer in self.answers for row in answer.rows}

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the hits that are still to be answered."""
        said = self.said
        return tuple(row for row in range(len(self.hits)) if row not in said)

    @property
    def tagged(self) -> int:
        """How many hits were said yes to."""
        return sum(self.said.values())


Outcome = tuple[Reading, Queue, tuple[Effect, ...]]


def answered(reading: Reading, queue: Queue, *, yes: bool, stamp: Stamp = REAL) -> Outcome:
    """Answer for the hit that is asked for, and go to the next one that is open."""
    if queue.row not in queue.open:
        return reading, _onward(queue), ()
    return _answer(reading, queue, (queue.row,), yes=yes, stamp=stamp)


def all_answered(reading: Reading, queue: Queue, stamp: Stamp = REAL) -> Outcome:
    """Say yes to every hit that is still open."""
    return _answer(reading, queue, queue.open, yes=True, stamp=stamp) if queue.open else (reading, queue, ())


def taken_back(reading: Reading, queue: Queue) -> Outcome:
    """Take the last answer back and ask for its hit again."""
    if not queue.answers:
        return reading, queue, ()
    *earlier, last = queue.answers
    wide = queue.wide or last.rows[0] >= len(queue.near)
    before = replace(queue, answers=tuple(earlier), row=last.rows[0], wide=wide)
    undone = tuple(part.inverse() for part in reversed(last.parts))
    said = f"undone: {_said(last.parts, queue.propagation)}"
    return _settled(reading, undone, before), before, (Save(undone, said),) if undone else ()


def widened(queue: Queue) -> Queue:
    """Ask for the whole library instead of this article, or the other way round."""
    turned = replace(queue, wide=not queue.wide)
    return replace(turned, row=min(turned.open, default=0))


def found_more(queue: Queue, hits: Iterable[Hit]) -> Queue:
    """Add what was found in the rest of the library."""
    grown = replace(queue, far=(*queue.far, *hits))
    return grown if grown.row in grown.open else replace(grown, row=min(grown.open, default=grown.row))


def moved(queue: Queue, row: int) -> Queue:
    """Ask for another hit."""
    return replace(queue, row=max(0, min(row, len(queue.hits) - 1)))


def _answer(reading: Reading, queue: Queue, rows: tuple[int, ...], *, yes: bool, stamp: Stamp) -> Outcome:
    hits = queue.hits
    parts = _parts((hits[row] for row in rows), queue.propagation, reading.author, stamp) if yes else ()
    after = _onward(replace(queue, answers=(*queue.answers, Answer(rows, parts))))
    settled = _settled(reading, parts, after)
    return settled, after, (Save(parts, settled.history.past[-1].said),) if parts else ()


def _onward(queue: Queue) -> Queue:
    """Ask for the next open hit, from the last one round to the first."""
    left = queue.open
    ahead = (row for row in left if row > queue.row)
    return replace(queue, row=next(ahead, min(left, default=queue.row)))


def _parts(hits: Iterable[Hit], propagation: Propagation, author: str, stamp: Stamp) -> tuple[Notes, ...]:
    edits: dict[str, tuple[Article, list[Edit]]] = {}
    provenance = Provenance("propagated", propagation.source.id)
    for hit in hits:
        edit = derived_edit(
            hit.article,
            hit.span,
            propagation.tag,
            annotations=hit.annotations,
            author=author,
            provenance=provenance,
            stamp=stamp,
        )
        edits.setdefault(hit.article.id, (hit.article, []))[1].append(edit)
    return tuple(Notes(article, _one(each, propagation)) for article, each in edits.values())


def _one(edits: list[Edit], propagation: Propagation) -> Edit:
    if len(edits) == 1:
        return edits[0]
    said = f"tagged {len(edits)} mentions of {in_quotes(propagation.shown)} as {propagation.tag}"
    return Batch(tuple(edits), said)


def _settled(reading: Reading, parts: tuple[Notes, ...], queue: Queue) -> Reading:
    """Return the session with parts done and all that was said yes to as its latest step."""
    annotations = reading.annotations
    for part in parts:
        if part.article.id == reading.article.id:
            annotations = apply_edit(annotations, part.edit)
    done = tuple(part for answer in queue.answers for part in answer.parts)
    step = Step(_merged(done, queue.propagation), _said(done, queue.propagation))
    history = queue.history.done(step) if done else queue.history
    return replace(reading, annotations=annotations, history=history)


def _merged(parts: tuple[Notes, ...], propagation: Propagation) -> tuple[Notes, ...]:
    """Join the edits of each article, so that undoing them is one save an article."""
    edits: dict[str, tuple[Article, list[Edit]]] = {}
    for part in parts:
        each = part.edit.edits if isinstance(part.edit, Batch) else (part.edit,)
        edits.setdefault(part.article.id, (part.article, []))[1].extend(each)
    return tuple(Notes(article, _one(each, propagation)) for article, each in edits.values())


def _said(parts: tuple[Notes, ...], propagation: Propagation) -> str:
    edits = [e for p in parts for e in (p.edit.edits if isinstance(p.edit, Batch) else (p.edit,))]
    if len(edits) == 1:
        return describe(edits[0])
    articles = len({part.article.id for part in parts})
    where = f" in {articles} articles" if articles > 1 else ""
    return f"tagged {len(edits)} mentions of {in_quotes(propagation.shown)} as {propagation.tag}{where}"
