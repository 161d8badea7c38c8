"""Highlights for Readwise: the CSV that it imports, one row an annotation.

Tags stand at the beginning of a note, each with a dot before it, as Readwise takes them ("inline tags"); they
have letters, digits, ``-`` and ``_`` only. A note that begins with a dot itself gets a zero width space
before it. Cells that a spreadsheet would take for formulas get an apostrophe in front, as in `csv_table`:
Readwise shows it, and the file is safe to open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.articles.reference import Reference, reference_of
from reader.exchange.csv_table import FORMULA, csv_text
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, Format, utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")

_NOT_IN_TAG = re.compile(r"[^\w-]+")


def _encode(sections: Sequence[Section]) -> Encoded:
    rows = [
        _row(each, reference)
        for section in sections
        for reference in (reference_of(section.article),)
        for each in section.annotations
    ]
    tags = {tag for section in sections for each in section.annotations for tag in each.tags}
    changed = sum(_tag(tag) != tag for tag in tags)
    guarded = sum(bool(FORMULA.match(cell)) for row in rows for cell in row)
    losses = (
        Loss(
            "tag-names", "tags written otherwise", changed, "characters that a tag cannot have are replaced"
        ),
        Loss(
            "guarded", "cells as they are", guarded, "an apostrophe is in front, as they look like formulas"
        ),
    )
    return Encoded(utf8(csv_text(COLUMNS, rows)), losses)


def _row(annotation: Annotation, reference: Reference) -> tuple[str, ...]:
    return (
        annotation.target.exact,
        reference.title,
        ", ".join(reference.authors) or reference.outlet,
        reference.url,
        _note(annotation),
        "" if annotation.anchor == "orphan" else str(annotation.span.start),
        annotation.created,
    )


def _note(annotation: Annotation) -> str:
    tags = " ".join(f".{_tag(tag)}" for tag in annotation.tags)
    note = annotation.note
    note = f"\u200b{note}" if note.lstrip().startswith(".") else note
    return "\n".join(filter(None, (tags, note)))


def _tag(tag: str) -> str:
    return _NOT_IN_TAG.sub("-", tag).strip("-") or "_"


FORMAT = Format(
    name="readwise",
    label="Readwise",
    purpose="highlights with notes and tags, for Readwise to import",
    suffix=".readwise.csv",
    keeps=frozenset({"several-tags", "untagged", "notes", "overlaps", "twins"}),
    encode=_encode,
    reasons={
        "times": "only the time of making is written",
        "orphans": "written without a location",
        "uncertain": "written as if they were certain",
        "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
    },
)
