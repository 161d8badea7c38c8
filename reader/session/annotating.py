"""Making, changing and deleting annotations, each as an edit that can be undone."""

from __future__ import annotations

from collections.abc import Callable

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Change, Edit, Remove, describe
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.session.citing import citation_of
from reader.session.codes import refusal, tag_meant
from reader.session.effects import Ask, Copy, Effect, Question, Say
from reader.session.history import Notes, Step
from reader.session.overlapping import annotation_in, annotation_meant
from reader.session.reading import Reading, unit_at
from reader.session.retagging import has_tag
from reader.session.standing import annotation_spread
from reader.session.stepping import stepped
from reader.text.numbers import counted
from reader.text.span import Span
from reader.values import Value, replace

Outcome = tuple[Reading, tuple[Effect, ...]]

READ_ONLY = Say("this library cannot be annotated: its annotation file is damaged or read-only", warning=True)

NOTHING = Say("there is nothing to annotate here")


class Stamp(Value):
    """Where new ids and times come from; a test hands in its own."""

    id: Callable[[], str] = new_id
    now: Callable[[], str] = utc_now


REAL = Stamp()


def passage(reading: Reading) -> Span:
    """Return what an action works on: what was set aside, the selection, or the unit under the caret."""
    return reading.aside or reading.selection or unit_at(reading)


def words_of(reading: Reading) -> str:
    """Return the words of the passage."""
    return passage(reading).of(reading.article.text)


def annotation_here(reading: Reading) -> Annotation | None:
    """Return the own annotation an action would change: the one in hand, or that covers just the passage."""
    if reading.aside is None and reading.selection is None:
        held = annotation_in(reading, reading.hand)
        if held is not None and reading.own(held):
            return held
    span = passage(reading)
    here = annotation_spread(reading.annotations).beginning_in(Span(span.start, span.start + 1))
    return next((a for where, a in here if where == span and reading.own(a)), None)


def asked(reading: Reading, question: Question) -> Outcome:
    """Ask for a tag or a note, unless nothing can be annotated here."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if not passage(reading):
        return reading, (NOTHING,)
    return reading, (Ask(question),)


def tagged(reading: Reading, tag: str, stamp: Stamp = REAL) -> Outcome:
    """Put a tag on the passage: on the annotation that covers just it, else on a new one.

    A tag of the codebook is written as it is there; a closed codebook admits no other.
    """
    tag = tag_meant(reading.codebook, tag)
    if not tag:
        return reading, (Say("a tag needs a name"),)
    if not passage(reading):
        return reading, (NOTHING,)
    if (refused := refusal(reading.codebook, tag)) is not None:
        return replace(reading, aside=None), (refused,)
    here = annotation_here(reading)
    reading = replace(reading, recent_tags=tuple(dict.fromkeys((tag, *reading.recent_tags))))
    if here is not None and has_tag(here, tag):
        return replace(reading, anchor=None, aside=None, last_tag=tag), (Say(f"already tagged {tag}"),)
    if here is not None:
        edit: Edit = Change(here, replace(here, tags=(*here.tags, tag), modified=stamp.now()))
    else:
        edit = Add(replace(fresh(reading, passage(reading), stamp), tags=(tag,)))
    return _done(replace(reading, last_tag=tag), edit)


def tagged_again(reading: Reading, stamp: Stamp = REAL) -> Outcome:
    """Put the last tag used on the passage."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if reading.last_tag is None:
        return reading, (Say("no tag used yet; ‹tag.ask› tags"),)
    return tagged(reading, reading.last_tag, stamp)


def untagged(reading: Reading, tag: str, stamp: Stamp = REAL) -> Outcome:
    """Take a tag off the passage's annotation; with its last tag goes one that has no note."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    here = annotation_here(reading)
    if here is None or tag not in here.tags:
        return replace(reading, anchor=None, aside=None), (Say(f"not tagged {tag}"),)
    tags = tuple(each for each in here.tags if each != tag)
    if not tags and not here.note:
        return _done(reading, Remove(here))
    return _done(reading, Change(here, replace(here, tags=tags, modified=stamp.now())))


def deleted(reading: Reading) -> Outcome:
    """Delete the annotation in hand, else the shortest one of one's own under the caret."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    meant = annotation_meant(reading)
    return (reading, (Say("no annotation under the caret"),)) if meant is None else removed(reading, meant)


def removed(reading: Reading, annotation: Annotation) -> Outcome:
    """Delete an annotation of the article, if it is one's own."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if not reading.own(annotation):
        return reading, (not_own(annotation, "delete"),)
    return _done(reading, Remove(annotation))


def not_own(annotation: Annotation, what: str) -> Say:
    """Return what is said to somebody who would change another's annotation."""
    return Say(f"this annotation is {annotation.author}'s; you can {what} only your own")


def copied(reading: Reading, *, citation: bool) -> Outcome:
    """Copy the passage, alone or as a citation with title, source, place and identity of the text."""
    span, words = passage(reading), words_of(reading)
    if not citation:
        return replace(reading, anchor=None), (Copy(words, f"copied {counted(len(words), 'character')}"),)
    return replace(reading, anchor=None), (Copy(citation_of(reading.article, span), "copied as a citation"),)


def fresh(reading: Reading, span: Span, stamp: Stamp) -> Annotation:
    """Return a new annotation of one's own on a stretch of the text, with neither tags nor a note."""
    now = stamp.now()
    return Annotation(
        id=stamp.id(),
        article=reading.article.id,
        target=make_target(reading.article.text, span, sha256=reading.article.sha256),
        author=reading.author,
        created=now,
        modified=now,
    )


def _done(reading: Reading, edit: Edit) -> Outcome:
    step = Step((Notes(reading.article, edit),), describe(edit))
    return stepped(replace(reading, anchor=None, aside=None), step)
