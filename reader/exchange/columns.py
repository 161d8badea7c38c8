"""Annotations as typed columns, one row an annotation: what Parquet files and frames are made of."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from reader.articles.reference import Reference, reference_of
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Row(Value, kw_only=True):
    """An annotation with its article, flat; its fields are the columns, in their order.

    Texts have no lone surrogates, which UTF-8 cannot hold: each is U+FFFD.
    """

    id: str
    article: str
    """The article's id."""
    path: str
    """The article's file, relative to the library's folder."""
    title: str
    outlet: str
    """Who published it; empty where that is not known."""
    date: date | None
    """The day it was published; None where that is not known."""
    url: str
    """Empty where it is not known."""
    sha256: str
    """The identity of the text that the offsets count in: today's, for an orphan that it was made on."""
    start: int
    """In code points."""
    end: int
    """In code points; the passage is half-open."""
    exact: str
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    note: str
    author: str
    """Who annotated."""
    created: datetime | None
    """In UTC, to the millisecond; None where what is saved is no time."""
    modified: datetime | None
    anchor: str
    """``exact``, ``moved``, ``fuzzy`` or ``orphan``."""
    score: float | None
    """How well a ``fuzzy`` place fits, from 0 to 1; None for the others."""
    provenance: str
    """``human``, ``accepted``, ``imported`` or ``propagated``."""
    provenance_by: str
    """The recogniser or the file it came from; empty for ``human``."""
    quote_as_made: str
    """The words it was made on; those of ``exact`` unless its place is ``fuzzy``."""


def rows_of(sections: Sequence[Section]) -> tuple[Row, ...]:
    """Return the annotations of all sections, in their order."""
    rows: list[Row] = []
    for section in sections:
        reference = reference_of(section.article)
        rows += [_row(section, reference, each) for each in section.annotations]
    return tuple(rows)


def untimed(rows: Sequence[Row]) -> int:
    """Return how many times of making or changing are no times, and so missing."""
    return sum((row.created is None) + (row.modified is None) for row in rows)


def _row(section: Section, reference: Reference, annotation: Annotation) -> Row:
    article, target, provenance = section.article, annotation.target, annotation.provenance
    return Row(
        id=annotation.id,
        article=article.id,
        path=_clean(article.path),
        title=_clean(reference.title),
        outlet=_clean(reference.outlet),
        date=reference.published,
        url=_clean(reference.url),
        sha256=target.sha256,
        start=target.span.start,
        end=target.span.end,
        exact=_clean(target.exact),
        prefix=_clean(target.prefix),
        suffix=_clean(target.suffix),
        tags=tuple(map(_clean, annotation.tags)),
        note=_clean(annotation.note),
        author=_clean(annotation.author),
        created=_time(annotation.created),
        modified=_time(annotation.modified),
        anchor=annotation.anchor,
        score=annotation.score,
        provenance=provenance.kind,
        provenance_by=_clean(provenance.by or ""),
        quote_as_made=_clean(annotation.as_made.target.exact),
    )


def _clean(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


def _time(written: str) -> datetime | None:
    """Return a time in UTC, cut to the millisecond; one without an offset is taken to be UTC."""
    try:
        time = datetime.fromisoformat(written)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time.replace(microsecond=time.microsecond // 1000 * 1000)
