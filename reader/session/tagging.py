"""Ways to tag: by number, with the passage's own words, and on and off."""

from __future__ import annotations

from reader.annotations.codebook import LONGEST_NAME, folded, tidied
from reader.session.annotating import (
    NOTHING,
    READ_ONLY,
    REAL,
    Stamp,
    annotation_here,
    tagged,
    untagged,
    words_of,
)
from reader.session.codes import tags_of
from reader.session.effects import Effect, Say
from reader.session.reading import Reading

Outcome = tuple[Reading, tuple[Effect, ...]]

_SIGNS = " \t.,;:!?…()[]{}<>\"'“”„«»‘’‹›*†‡"
"""What is left out at the ends of a passage whose words become a tag."""


def tag_numbered(reading: Reading, number: int, stamp: Stamp = REAL) -> Outcome:
    """Put the tag of a number on the passage; see `codes.numbered`."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    tags = tags_of(reading)
    if not 1 <= number <= len(tags):
        there = f"there are {len(tags)}" if tags else "there is none yet"
        return reading, (Say(f"there is no tag {number}: {there}; ‹codebook.open› shows them"),)
    return tagged(reading, tags[number - 1], stamp)


def tagged_by_words(reading: Reading, stamp: Stamp = REAL) -> Outcome:
    """Put a tag on the passage that is made of its own words."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    words = tidied(words_of(reading)).strip(_SIGNS)
    if not words:
        return reading, (NOTHING,)
    if len(words) > LONGEST_NAME:
        return reading, (
            Say(
                f"too long for a tag: {len(words)} characters, at most {LONGEST_NAME}; "
                "‹select.start› selects fewer, ‹tag.ask› asks for a tag"
            ),
        )
    return tagged(reading, words, stamp)


def toggled(reading: Reading, tag: str, stamp: Stamp = REAL) -> Outcome:
    """Put a tag on the passage, or take it off where it is on."""
    on = next((each for each in tags_here(reading) if folded(each) == folded(tag)), None)
    return tagged(reading, tag, stamp) if on is None else untagged(reading, on, stamp)


def tags_here(reading: Reading) -> tuple[str, ...]:
    """Return the tags that the passage has from oneself."""
    here = annotation_here(reading)
    return here.tags if here else ()
