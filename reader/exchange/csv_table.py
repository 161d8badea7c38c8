"""Annotations as a table: CSV (RFC 4180) or the same with tabs (TSV), one row an annotation.

A cell that a spreadsheet might take for a formula (CWE-1236) gets an apostrophe in front: one that starts,
after any apostrophes, with one of ``= + - @`` or their full-width forms, blanks before it or not, or with a
tab, a line break or a NUL. To undo it, take one apostrophe off each cell that starts with apostrophes
followed by one of these. Offsets count in the text with the identity ``sha256``: today's, for an orphan that
it was made on.
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import TYPE_CHECKING

from reader.exchange.foreign import Mistake, Passage, Read, Source, provenance_in
from reader.exchange.format import Encoded, Format, utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article
    from reader.exchange.look import Look
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
    "sha256",
)

_NEEDED = ("path", "start", "end", "quote")
_TAG = re.compile(r"((?:[^;\\]|\\.)*+);", re.DOTALL)
FORMULA = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\0])")
"""What a cell begins with that a spreadsheet might take for a formula, after any apostrophes.

Gnumeric drops the blanks before it in a table with tabs.
"""


def _encode(sections: Sequence[Section], *, delimiter: str) -> Encoded:
    r"""Return a header and the rows, lines ending in CR LF; offsets in code points.

    A ``fuzzy`` place has the share of its words as its score; an ``orphan`` has the offsets of the text it
    was made on. Tags are joined by ``;``; inside a tag ``;`` is written ``\;`` and ``\`` is written ``\\``.
    """
    rows = (_row(each, section.article) for section in sections for each in section.annotations)
    return Encoded(utf8(csv_text(COLUMNS, rows, delimiter=delimiter)))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> str:
    """Return a table as CSV, lines ending in CR LF; no cell of a row can be a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
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
        target.sha256,
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _decode(data: bytes, *, delimiter: str) -> Read:
    """Read such a table; its columns may stand in any order, and those that it needs not may be missing."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Read(mistakes=(Mistake(line, f"is not UTF-8 (byte {error.start})"),))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    passages: list[Passage] = []
    mistakes: list[Mistake] = []
    limit = csv.field_size_limit(max(len(text), 1))
    line = 1
    try:
        header = next(rows, [])
        missing = [name for name in _NEEDED if name not in header]
        if missing:
            return Read(mistakes=(Mistake(line, f"there is no column {', '.join(missing)}"),))
        line = rows.line_num + 1
        for row in rows:
            try:
                passages.append(_passage(dict(zip(header, map(_unguarded, row), strict=False)), line))
            except ValueError as error:
                mistakes.append(Mistake(line, str(error)))
            line = rows.line_num + 1
    except csv.Error as error:
        mistakes.append(Mistake(line, f"is no table from here on ({error})"))
    finally:
        csv.field_size_limit(limit)
    return Read(tuple(passages), (), tuple(mistakes))


def _passage(row: dict[str, str], line: int) -> Passage:
    missing = [name for name in _NEEDED if name not in row]
    if missing:
        raise ValueError(f"there is no {', '.join(missing)}")
    if row.get("anchor") == "fuzzy":
        raise ValueError(f"the place of “{row['quote'][:40]}” was uncertain, so it is none to import")
    if not (row["start"].isdecimal() and row["end"].isdecimal()):
        raise ValueError("“start” or “end” is no offset")
    return Passage(
        source=Source(path=row["path"]),
        line=line,
        start=int(row["start"]),
        end=int(row["end"]),
        exact=row["quote"],
        prefix=row.get("prefix", ""),
        suffix=row.get("suffix", ""),
        sha256=row.get("sha256", ""),
        tags=_tags(row.get("tags", "")),
        note=row.get("note", ""),
        key=row.get("id", ""),
        author=row.get("author", ""),
        created=row.get("created", ""),
        modified=row.get("modified", ""),
        provenance=provenance_in(row.get("provenance", ""), ": "),
    )


def _tags(cell: str) -> tuple[str, ...]:
    """Return the tags that `_row` joined."""
    if not cell:
        return ()
    return tuple(re.sub(r"\\(.)", r"\1", tag, flags=re.DOTALL) for tag in _TAG.findall(cell + ";"))


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _recognises(look: Look, *, delimiter: str) -> bool:
    header = (cell.strip(' "') for cell in look.lines[0].split(delimiter))
    return set(header) >= set(_NEEDED)


_KEEPS = frozenset(
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
)
_REASONS = {
    "relations": "a row is an annotation",
    "relations-across": "a row is an annotation",
    "relation-notes": "a row is an annotation",
    "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
}

FORMAT = Format(
    name="csv",
    label="CSV",
    purpose="a row for each annotation, for spreadsheets",
    suffix=".csv",
    keeps=_KEEPS,
    encode=partial(_encode, delimiter=","),
    decode=partial(_decode, delimiter=","),
    recognises=partial(_recognises, delimiter=","),
    reasons=_REASONS,
)

TSV = Format(
    name="tsv",
    label="TSV",
    purpose="the same table with tabs, for spreadsheets and scripts",
    suffix=".tsv",
    keeps=_KEEPS,
    encode=partial(_encode, delimiter="\t"),
    decode=partial(_decode, delimiter="\t"),
    recognises=partial(_recognises, delimiter="\t"),
    reasons=_REASONS,
)
