"""Annotations as Prodigy's JSON lines, which spaCy's converters read too: a line for each article.

A span has its offsets in code points and its ``label``; the fields that are Reader's own, which Prodigy
passes on, keep the rest (https://prodi.gy/docs/api-interfaces). A span may overlap others: ``spans.manual``
and a span categorizer take them as they are, ``ner.manual`` and an entity recogniser do not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.located_json import gathered, line_of, list_in, object_in, offset_in, read_lines, text_in
from reader.exchange.positions import REASONS, joined, labels, placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.look import Look
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    lines = (
        json.dumps(_record(each), ensure_ascii=False, allow_nan=False)
        for each in sections
        if each.annotations
    )
    return Encoded(utf8("".join(f"{line}\n" for line in lines)))


def _record(section: Section) -> dict[str, Any]:
    article = section.article
    return {
        "text": article.text,
        "spans": [_span(each, label) for each in placed(section) for label in labels(each)],
        "meta": {"path": article.path, "title": article.title, "sha256": article.sha256},
        "answer": "accept",
    }


def _span(annotation: Annotation, label: str) -> dict[str, Any]:
    return {
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": label,
        "id": annotation.id,
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _decode(data: bytes) -> Read:
    return read_lines(data, _read)


def _read(record: Any, passages: list[Passage], _: list[Link], mistakes: list[Mistake]) -> None:
    if record.get("answer", "accept") != "accept":
        return
    meta = object_in(record, "meta") if record.get("meta") else {}
    source = Source(
        path=text_in(meta, "path", ""), sha256=text_in(meta, "sha256", ""), text=text_in(record, "text")
    )
    line = line_of(record)
    found = gathered(list_in(record, "spans"), lambda each: _passage(source, line, each), mistakes, line=line)
    passages += joined(found)


def _passage(source: Source, line: int, record: Any) -> Passage:
    return Passage(
        source=source,
        line=line,
        start=offset_in(record, "start"),
        end=offset_in(record, "end"),
        tags=(text_in(record, "label"),),
        note=text_in(record, "note", ""),
        key=str(record.get("id", "")),
        author=text_in(record, "author", ""),
        created=text_in(record, "created", ""),
        modified=text_in(record, "modified", ""),
    )


def _recognises(look: Look) -> bool:
    return look.has(".text", ".spans") or look.has(".text", "._task_hash")


FORMAT = Format(
    name="spacy",
    label="Prodigy and spaCy",
    purpose="texts with their spans, for training and for Prodigy",
    suffix=".spacy.jsonl",
    keeps=frozenset({"several-tags", "notes", "overlaps", "twins", "ids", "authors", "times"}),
    encode=_encode,
    decode=_decode,
    recognises=_recognises,
    reasons=REASONS,
)
