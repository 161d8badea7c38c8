"""Annotations as a table: CSV (RFC 4180), one row an annotation.

A cell that a spreadsheet might take for a formula (CWE-1236) gets an apostrophe in front: one that starts,
after any apostrophes, with one of ``= + - @``, their full-width forms, a tab, a line break or a NUL. To
undo it, take one apostrophe off each cell that starts with apostrophes followed by one of these.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format, utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article
    from reader.exchange.section import Section

COLUMNS = (
    "id",
    "article",
    "path",
    "title",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "tags",
    "note",
    "author",
    "created",
    "modified",
    "anchor",
    "provenance",
    "score",
    "quote_as_made",
)

_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n\0]")


def _encode(sections: Sequence[Section]) -> Encoded:
    r"""Return a header and the rows, lines ending in CR LF; offsets in code points.

    A ``fuzzy`` place has the share of its words as its score; an ``orphan`` has the offsets of the text it
    was made on. Tags are joined by ``;``; inside a tag ``;`` is written ``\;`` and ``\`` is written ``\\``.
    """
    rows = (_row(each, section.article) for section in sections for each in section.annotations)
    return Encoded(utf8(csv_text(COLUMNS, rows)))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV, lines ending in CR LF; no cell of a row can be a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def _row(annotation: Annotation, article: Article) -> tuple[str, ...]:
    target, provenance = annotation.target, annotation.provenance
    return (
        annotation.id,
        article.id,
        article.path,
        article.title,
        str(target.span.start),
        str(target.span.end),
        target.exact,
        target.prefix,
        target.suffix,
        ";".join(re.sub(r"([\\;])", r"\\\1", tag) for tag in annotation.tags),
        annotation.note,
        annotation.author,
        annotation.created,
        annotation.modified,
        annotation.anchor,
        f"{provenance.kind}: {provenance.by}" if provenance.by else provenance.kind,
        "" if annotation.score is None else f"{annotation.score:.3f}",
        annotation.as_made.target.exact,
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


FORMAT = Format(
    name="csv",
    label="CSV",
    purpose="a row for each annotation, for spreadsheets and statistics",
    suffix=".csv",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "ids",
            "authors",
            "times",
            "provenance",
            "orphans",
            "uncertain",
        }
    ),
    encode=_encode,
    reasons={
        "relations": "a row is an annotation",
        "relations-across": "a row is an annotation",
        "relation-notes": "a row is an annotation",
        "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
    },
)
