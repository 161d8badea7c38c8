"""Relating annotations: taking a first end, naming the relation, following it, listing it, taking it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.annotations.annotation import Annotation
from reader.annotations.relations import End, Relate, Relation, Unrelate, describe_relation, end_at
from reader.session.annotating import READ_ONLY, REAL, Stamp
from reader.session.effects import Ask, Effect, Open, Say
from reader.session.held import FirstEnd, Hand
from reader.session.history import Links, Step
from reader.session.overlapping import annotation_meant
from reader.session.reading import Reading
from reader.session.stepping import stepped
from reader.text.quotes import in_quotes
from reader.values import Value, replace

Outcome = tuple[Reading, tuple[Effect, ...]]

NO_ANNOTATION = Say("no annotation under the caret to relate; ‹tag.ask› tags, ‹note.ask› notes")
NO_RELATION = Say("no relation here; & on two annotations relates them")


SHOWN = 30
"""How many characters of an end's words stand in a message."""


class Seen(Value):
    """A relation as it is seen from one of the annotations it touches."""

    relation: Relation
    outward: bool
    """Whether it begins at that annotation."""

    @property
    def near(self) -> End:
        """The end it is seen from."""
        return self.relation.source if self.outward else self.relation.target

    @property
    def far(self) -> End:
        """The other end."""
        return self.relation.target if self.outward else self.relation.source


def related_here(reading: Reading) -> Outcome:
    """Take the annotation meant as the first end of a relation, or ask how the first has to do with it."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    meant = annotation_meant(reading)
    if meant is None:
        return reading, (NO_ANNOTATION,)
    if reading.first_end is None:
        first = FirstEnd(reading.article, end_at(meant))
        said = f"& on another annotation, in any article, relates {in_quotes(shortened(first.end.quote))}"
        return replace(reading, first_end=first, anchor=None), (Say(said),)
    if reading.first_end.end.annotation == meant.id:
        return reading, (Say("this is the first end; & on another annotation, or esc"),)
    return reading, (Ask("relation"),)


def related(reading: Reading, name: str, stamp: Stamp = REAL) -> Outcome:
    """Relate the first end to the annotation meant, under a name."""
    name = " ".join(name.split())
    first, meant = reading.first_end, annotation_meant(reading)
    if first is None or meant is None:
        return reading, (NO_ANNOTATION,)
    if not name:
        return reading, (Say("a relation needs a name"),)
    target = end_at(meant)
    known = {
        (r.name, r.source.annotation, r.target.annotation)
        for r in reading.relations
        if r.author == reading.author
    }
    if (name, first.end.annotation, target.annotation) in known:
        return replace(reading, first_end=None), (Say(f"already related: {name}"),)
    relation = Relation(stamp.id(), name, first.end, target, reading.author, stamp.now())
    edit = Relate(relation)
    return stepped(
        replace(reading, first_end=None), Step((Links(edit, first.article),), describe_relation(edit))
    )


def unrelated(reading: Reading, relation: Relation) -> Outcome:
    """Take a relation of one's own away."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if relation.author != reading.author:
        return reading, (Say(f"this relation is {relation.author}'s; you can delete only your own"),)
    edit = Unrelate(relation)
    article = reading.article if relation.source.article == reading.article.id else None
    return stepped(reading, Step((Links(edit, article),), describe_relation(edit)))


def relations_of(reading: Reading, annotation: Annotation) -> tuple[Seen, ...]:
    """Return the relations that begin or end at an annotation, in the order in which they were made."""
    return tuple(
        Seen(relation, relation.source.annotation == annotation.id)
        for relation in reading.relations
        if relation.touches(annotation.id)
    )


def listed(reading: Reading) -> Outcome:
    """Ask to see the article's relations, where there are any."""
    return reading, ((Ask("relations"),) if reading.relations else (NO_RELATION,))


def seen_from(reading: Reading) -> tuple[Seen, ...]:
    """Return the article's relations from the end that is in it, those of the annotation meant first."""
    meant = annotation_meant(reading)
    first = relations_of(reading, meant) if meant else ()
    shown = {each.relation.id for each in first}
    here = reading.article.id
    return (*first, *(Seen(r, r.source.article == here) for r in reading.relations if r.id not in shown))


def names_in_use(relations: Iterable[Relation]) -> tuple[str, ...]:
    """Return the names of relations, the most used first, equals in alphabetical order."""
    counts = Counter(relation.name for relation in relations)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def followed(reading: Reading, count: int | None = None) -> Outcome:
    """Go to the other end of a relation of the annotation meant; again from there, to that of the next.

    Args:
        reading: The session.
        count: Which relation, from 1; None for the one behind the last that was followed from here.
    """
    meant = annotation_meant(reading)
    seen = relations_of(reading, meant) if meant else ()
    if meant is None or not seen:
        return reading, (NO_RELATION,)
    ids = [each.relation.id for each in seen]
    last = dict(reading.followed).get(meant.id, "")
    index = (count - 1 if count else ids.index(last) + 1 if last in ids else 0) % len(ids)
    kept = dict(reading.followed) | {meant.id: ids[index]}
    number = f"{index + 1} of {len(ids)}: " if len(ids) > 1 else ""
    return gone_to(replace(reading, followed=tuple(kept.items())), seen[index], number)


def gone_to(reading: Reading, seen: Seen, number: str = "") -> Outcome:
    """Go to the far end of a relation, in this article or another, and take it in hand."""
    far, said = seen.far, number + told(seen)
    if far.article != reading.article.id:
        return reading, (Open(far.article, far.annotation, said),)
    return reached(reading, far.annotation, said)


def reached(reading: Reading, annotation_id: str, said: str) -> Outcome:
    """Go to an annotation of this article and take it in hand."""
    there = next((a for a in reading.annotations if a.id == annotation_id), None)
    if there is None:
        return reading, (Say("the annotation at the other end is gone", warning=True),)
    if there.anchor == "orphan":
        return reading, (Say("the text changed: that passage is not in it any more", warning=True),)
    moved = reading.moved_to(there.span.start, jump=True)
    return replace(moved, anchor=None, hand=Hand(there.span, there.id)), (Say(said),)


def shortened(quote: str) -> str:
    """Return words cut to what fits into a line beside others."""
    return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1].rstrip()}…"


def told(seen: Seen) -> str:
    """Return a relation in words, from where it is seen: ``cites → “Daesh”`` or ``← cites “the report”``."""
    name, far = seen.relation.name, in_quotes(seen.far.quote)
    return f"{name} → {far}" if seen.outward else f"← {name} {far}"
