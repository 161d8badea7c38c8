"""Annotations as doccano's JSON lines: a line for each article, for sequence labelling with relations.

A line has ``entities`` and ``relations``, for projects with relations, and the same spans as ``label``, for
those without; doccano takes what it knows and keeps other fields as the text's metadata. Offsets count
code points (https://doccano.github.io/doccano/tutorial/).
"""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from reader.exchange.features import Loss
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.located_json import LINE, gathered, line_of, list_in, offset_in, read_lines, text_in
from reader.exchange.positions import REASONS, labels, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.exchange.look import Look
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    numbers = count(1)
    lines, lost = [], 0
    for section in sections:
        if section.annotations:
            record, missed = _record(section, numbers)
            lines.append(json.dumps(record, ensure_ascii=False, allow_nan=False))
            lost += missed
    endless = Loss("endless", "relations from or to an annotation that is not written", lost, "left out")
    return Encoded(utf8("".join(f"{line}\n" for line in lines)), (endless,))


def _record(section: Section, numbers: Iterator[int]) -> tuple[dict[str, Any], int]:
    """Return an article's line, and how many relations within it have no ends there."""
    article = section.article
    entities: list[dict[str, Any]] = []
    first: dict[str, int] = {}
    for each in placed(section):
        for label in labels(each):
            number = next(numbers)
            first.setdefault(each.id, number)
            span = {"start_offset": each.span.start, "end_offset": each.span.end}
            entities.append({"id": number, "label": label, **span})
    within = [each for each in section.relations if each.target.article == article.id]
    relations = [
        {
            "id": next(numbers),
            "from_id": first[each.source.annotation],
            "to_id": first[each.target.annotation],
            "type": each.name,
        }
        for each in within
        if each.source.annotation in first and each.target.annotation in first
    ]
    record = {
        "text": article.text,
        "label": [[each["start_offset"], each["end_offset"], each["label"]] for each in entities],
        "entities": entities,
        "relations": relations,
        "path": article.path,
        "title": article.title,
        "sha256": article.sha256,
    }
    return record, len(within) - len(relations)


def _decode(data: bytes) -> Read:
    return read_lines(data, _read)


def _read(record: Any, passages: list[Passage], links: list[Link], mistakes: list[Mistake]) -> None:
    source = Source(
        path=text_in(record, "path", ""), sha256=text_in(record, "sha256", ""), text=text_in(record, "text")
    )
    line = line_of(record)
    entities = list_in(record, "entities") or [_entity(each, line) for each in list_in(record, "label")]
    passages += gathered(entities, lambda each: _passage(source, line, each), mistakes, line=line)
    links += gathered(list_in(record, "relations"), lambda each: _link(line, each), mistakes, line=line)


def _entity(label: Any, line: int) -> dict[str, Any]:
    """Return a span without relations as one with them."""
    if not isinstance(label, list) or len(label) != 3:
        return {LINE: line}
    return {LINE: line} | dict(zip(("start_offset", "end_offset", "label"), label, strict=True))


def _passage(source: Source, line: int, record: Any) -> Passage:
    return Passage(
        source=source,
        line=line,
        start=offset_in(record, "start_offset"),
        end=offset_in(record, "end_offset"),
        tags=(text_in(record, "label"),),
        key=f"{line}:{record['id']}" if "id" in record else "",
    )


def _link(line: int, record: Any) -> Link:
    source, target = offset_in(record, "from_id"), offset_in(record, "to_id")
    return Link(line, text_in(record, "type"), f"{line}:{source}", f"{line}:{target}")


def _recognises(look: Look) -> bool:
    is_prodigy = look.has(".spans") or look.has("._task_hash")
    return look.has(".text") and (look.has(".label") or look.has(".entities")) and not is_prodigy


FORMAT = Format(
    name="doccano",
    label="doccano",
    purpose="texts with their labels, for labelling in doccano",
    suffix=".doccano.jsonl",
    keeps=frozenset({"several-tags", "overlaps", "relations"}),
    encode=_encode,
    decode=_decode,
    recognises=_recognises,
    reasons=REASONS,
)
