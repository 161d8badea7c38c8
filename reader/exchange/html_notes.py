"""The notes of a page: each annotation with its number, its tags, its words, and where it comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reader.exchange.html_text import Placed, Reference, last_paragraph
from reader.text.numbers import counted
from reader.text.segments import paragraphs
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.html_colours import Palette, Tag
    from reader.exchange.section import Section

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Numbered(Value):
    """An annotation with a place in the text, and the number behind its passage."""

    annotation: Annotation
    number: int
    placed: Placed

    @property
    def id(self) -> str:
        """The id of its note."""
        return self.placed.reference.to


class Note(Value):
    """What a page says of an annotation."""

    annotation: str
    """The annotation's own id."""
    id: str
    """The id of the note's element, and of the reference that leads to it; empty for one without a place."""
    back: str
    number: int
    tags: tuple[Tag, ...]
    text: str
    facts: tuple[str, ...]
    quote: str = ""
    """The words annotated, where they cannot be seen in the text."""


def numbered(section: Section, key: str) -> tuple[Numbered, ...]:
    """Return the annotations that have a place, in the order in which they end.

    Args:
        section: The article.
        key: What the ids of its elements begin with.
    """
    spans = paragraphs(section.article.text)
    placed = [each for each in section.annotations if spans and each.anchor != "orphan"]
    ends = [(*last_paragraph(each.span, spans), each.span.start, each.id, each) for each in placed]
    found = []
    for number, (paragraph, offset, _, _, annotation) in enumerate(
        sorted(ends, key=lambda each: each[:4]), 1
    ):
        reference = Reference(str(number), f"{key}-n{number}", f"{key}-r{number}", f"note {number}")
        found.append(Numbered(annotation, number, Placed(paragraph, offset, reference)))
    return tuple(found)


def signature(annotations: Sequence[Annotation]) -> tuple[str, frozenset[str]]:
    """Say how many annotations there are and whose; return what they have in common: ``author``, ``day``."""
    if not annotations:
        return "", frozenset()
    authors = list(dict.fromkeys(each.author for each in annotations))
    days = sorted({each.created[:10] for each in annotations})
    when = day_told(days[0]) if len(days) == 1 else f"{day_told(days[0])} – {day_told(days[-1])}"
    said = f"{counted(len(annotations), 'annotation')} by {', '.join(authors)}, {when}"
    alike = {"author": len(authors) == 1, "day": len(days) == 1}
    return said, frozenset(name for name, holds in alike.items() if holds)


def notes_of(
    found: Sequence[Numbered], palette: Palette, alike: frozenset[str]
) -> dict[int, tuple[Note, ...]]:
    """Return the notes beside each paragraph that has any, by its index."""
    notes: dict[int, list[Note]] = {}
    numbers = {each.annotation.id: each.number for each in found}
    for each in found:
        reference = each.placed.reference
        note = Note(
            annotation=each.annotation.id,
            id=reference.to,
            back=reference.id,
            number=each.number,
            tags=tuple(map(palette.find, each.annotation.tags)),
            text=each.annotation.note,
            facts=(*_place(each.annotation), *_origin(each.annotation, numbers, alike)),
        )
        notes.setdefault(each.placed.paragraph, []).append(note)
    return {paragraph: tuple(beside) for paragraph, beside in notes.items()}


def orphans_of(
    section: Section, found: Sequence[Numbered], palette: Palette, alike: frozenset[str]
) -> tuple[Note, ...]:
    """Return the annotations that have no place in the text."""
    numbers = {each.annotation.id: each.number for each in found}
    return tuple(
        Note(
            annotation=each.id,
            id="",
            back="",
            number=0,
            tags=tuple(map(palette.find, each.tags)),
            text=each.note,
            facts=_origin(each, numbers, alike),
            quote=each.target.exact,
        )
        for each in section.annotations
        if each.id not in numbers
    )


def day_told(day: str | date) -> str:
    """Say a day: ``22 November 2026``; what is none stays as it is."""
    try:
        found = date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        return str(day)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def _place(annotation: Annotation) -> tuple[str, ...]:
    if annotation.origin is None:
        return ()
    words = " ".join(annotation.origin.exact.split())
    share = f"{annotation.score or 0:.0%} of its words stand here"
    return (f"place uncertain: {share}; made on “{words}”",)


def _origin(annotation: Annotation, numbers: dict[str, int], alike: frozenset[str]) -> tuple[str, ...]:
    by, kind = annotation.provenance.by, annotation.provenance.kind
    if kind == "propagated":
        by = f"note {numbers[by]}" if by in numbers else "another article"
    facts = {
        "provenance": "" if kind == "human" else " from ".join(filter(None, (kind, by))),
        "author": annotation.author,
        "day": day_told(annotation.created[:10]),
    }
    return tuple(fact for name, fact in facts.items() if fact and name not in alike)
