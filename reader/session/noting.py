"""Writing a note: where it belongs, what of it is tags, and what saving it does."""

from __future__ import annotations

import re

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Change, Edit, Remove, describe
from reader.session.annotating import NOTHING, READ_ONLY, REAL, Stamp, annotation_here, fresh, passage
from reader.session.codes import is_allowed, refusal, tag_meant
from reader.session.effects import Ask, Effect, Question
from reader.session.held import Draft
from reader.session.history import Notes, Step
from reader.session.reading import Reading
from reader.session.stepping import stepped
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

_TAG_LINE = re.compile(r"\.[^\W\d_][^\n]*")
"""A dot and a letter right behind it: an ellipsis, a number or a lone dot begins no tag."""
_BETWEEN = re.compile(r"\s+\.(?=[^\W\d_])")


def begun(reading: Reading, *, in_editor: bool = False) -> Outcome:
    """Begin to write the note of the passage, or go on with the one that is being written.

    Args:
        reading: The session.
        in_editor: Whether it is written in the user's own editor and not beside the text.
    """
    question: Question = "editor" if in_editor else "note"
    if not reading.writable:
        return reading, (READ_ONLY,)
    if reading.writing is not None:
        return reading, (Ask(question),)
    span = passage(reading)
    if not span:
        return reading, (NOTHING,)
    here = annotation_here(reading)
    draft = Draft(span, here.id if here else None)
    return replace(reading, writing=draft, anchor=None, aside=None), (Ask(question),)


def draft_annotation(reading: Reading, draft: Draft) -> Annotation | None:
    """Return the annotation whose note is being written; None where there is none yet, or no longer."""
    if draft.annotation is None:
        return None
    return next((a for a in reading.annotations if a.id == draft.annotation), None)


def parsed(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the lines that add tags from the note.

    A line that begins with a dot and a letter adds a tag, whose name goes on to the end of the line or to
    the next dot with a letter right behind it and a space before it: ``.militants .armed group`` adds two.

    Returns:
        The note without those lines and without blanks at its end, and the tags, each once.
    """
    note, tags = [], []
    for line in text.split("\n"):
        if adds_tags(line):
            tags += [" ".join(name.split()) for name in _BETWEEN.split(line.strip()[1:])]
        else:
            note.append(line)
    return "\n".join(note).rstrip(), tuple(dict.fromkeys(filter(None, tags)))


def adds_tags(line: str) -> bool:
    """Tell whether a line of a note adds tags and is no part of the note itself."""
    return _TAG_LINE.fullmatch(line) is not None


def written(reading: Reading, text: str, stamp: Stamp = REAL, *, closing: bool = True) -> Outcome:
    """Save what was written; its tag lines become tags. An empty note on nothing makes nothing.

    Lines with tags that a closed codebook does not have stay in the note.

    Args:
        reading: The session, with a note being written.
        text: What stands in the pane or in the editor's file.
        stamp: Where a new annotation's id and time come from.
        closing: Whether this ends the writing.
    """
    draft = reading.writing
    if draft is None:
        return reading, ()
    note, named = parsed(text)
    refused = tuple(tag for tag in named if not is_allowed(reading.codebook, tag))
    note = "\n".join((*filter(None, (note,)), *(f".{tag}" for tag in refused)))
    tags = tuple(tag_meant(reading.codebook, tag) for tag in named if tag not in refused)
    before = draft_annotation(reading, draft)
    edit, after = _edit(reading, draft, before, note, tags, stamp)
    kept = None if closing else Draft(draft.span, after.id if after else None)
    settled = replace(reading, writing=kept, last_tag=tags[-1] if tags else reading.last_tag)
    if edit is None:
        return settled, ()
    outcome, effects = stepped(settled, Step((Notes(reading.article, edit),), describe(edit)))
    return outcome, (*effects, *filter(None, (refusal(reading.codebook, tag) for tag in refused)))


def dropped(reading: Reading) -> Reading:
    """Return the session with no note being written."""
    return replace(reading, writing=None)


def _edit(
    reading: Reading,
    draft: Draft,
    before: Annotation | None,
    note: str,
    tags: tuple[str, ...],
    stamp: Stamp,
) -> tuple[Edit | None, Annotation | None]:
    """Return what saving a note changes, and the annotation there is then."""
    if before is None:
        if not note and not tags:
            return None, None
        made = replace(fresh(reading, draft.span, stamp), note=note, tags=tags)
        return Add(made), made
    all_tags = tuple(dict.fromkeys((*before.tags, *tags)))
    if (note, all_tags) == (before.note, before.tags):
        return None, before
    if not note and not all_tags:
        return Remove(before), None
    after = replace(before, note=note, tags=all_tags, modified=stamp.now())
    return Change(before, after), after
