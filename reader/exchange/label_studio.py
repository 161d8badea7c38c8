"""Annotations as Label Studio's tasks with the configuration of their project, zipped.

``tasks.json`` is imported into a project whose labelling interface is ``config.xml``. A passage is a region
with all its tags; its note is the text area of the region; who made it and when is in its ``meta``, which
Label Studio hands on. Suggestions are predictions, by what suggests them. Offsets of a ``<Text>`` count code
points, with one for each line break, since Label Studio 1.5 (web/libs/editor/src/utils/selection-tools.js,
``charsToCodePoints``); a character that XML cannot hold is written in a label as in `label`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.exchange.archives import zipped
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.label_studio_config import LABELS, NOTE, TEXT, configuration, label
from reader.exchange.label_studio_reading import decode
from reader.exchange.positions import REASONS, labels, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.exchange.look import Look
    from reader.exchange.section import Section, Suggested
    from reader.text.span import Span


def _encode(sections: Sequence[Section]) -> Encoded:
    written = [each for each in sections if each.annotations or each.suggestions]
    tags = {tag for section in written for each in placed(section) for tag in labels(each)}
    tags |= {each.tag for section in written for each in section.suggestions}
    relations = [each for section in written for each in _within(section)]
    whole = [each for section in written for each in _ended(section)]
    tasks = json.dumps([_task(each) for each in written], ensure_ascii=False, allow_nan=False, indent=1)
    codes = sections[0].codes if sections else ()
    config = configuration(codes, sorted(tags), sorted({each.name for each in whole}))
    lost = len(relations) - len(whole)
    endless = Loss("endless", "relations from or to an annotation that is not written", lost, "left out")
    return Encoded(zipped([("config.xml", config), ("tasks.json", utf8(tasks) + b"\n")]), (endless,))


def _within(section: Section) -> list[Relation]:
    return [each for each in section.relations if each.target.article == section.article.id]


def _ended(section: Section) -> list[Relation]:
    """Return the relations within an article whose ends are both written."""
    ids = {each.id for each in placed(section)}
    return [each for each in _within(section) if {end.annotation for end in each.ends} <= ids]


def _task(section: Section) -> dict[str, Any]:
    article = section.article
    regions = [part for each in placed(section) for part in _parts(each, article.text)]
    links = [_relation(each) for each in _ended(section)]
    data = {"text": article.text, "path": article.path, "title": article.title, "sha256": article.sha256}
    return {
        "data": data,
        "annotations": [{"result": regions + links}] if regions else [],
        "predictions": _predictions(section.suggestions, article.text),
    }


def _parts(annotation: Annotation, text: str) -> list[dict[str, Any]]:
    """Return a region, and its note where it has one."""
    provenance = annotation.provenance
    meta = {"author": annotation.author, "created": annotation.created, "modified": annotation.modified}
    if provenance.kind != "human":
        meta["provenance"] = f"{provenance.kind}: {provenance.by}" if provenance.by else provenance.kind
    region = _region(annotation.id, annotation.span, labels(annotation), text) | {"meta": meta}
    if not annotation.note:
        return [region]
    place = {"start": annotation.span.start, "end": annotation.span.end}
    note = {"id": annotation.id, "from_name": NOTE, "to_name": TEXT, "type": "textarea", "origin": "manual"}
    return [region, note | {"value": place | {"text": [annotation.note]}}]


def _region(id_: str, span: Span, tags: Sequence[str], text: str) -> dict[str, Any]:
    shown = [label(tag) for tag in tags]
    return {
        "id": id_,
        "from_name": LABELS,
        "to_name": TEXT,
        "type": "labels",
        "origin": "manual",
        "value": {"start": span.start, "end": span.end, "text": span.of(text), "labels": shown},
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": relation.source.annotation,
        "to_id": relation.target.annotation,
        "direction": "right",
        "labels": [label(relation.name)],
    }


def _predictions(suggestions: Iterable[Suggested], text: str) -> list[dict[str, Any]]:
    """Return a prediction for each of what suggests, with the mean of what is known of its confidence."""
    by: dict[str, list[dict[str, Any]]] = {}
    for number, each in enumerate(suggestions, 1):
        region = _region(f"suggestion-{number}", each.span, (each.tag,), text) | {"origin": "prediction"}
        known = {} if each.confidence is None else {"score": each.confidence}
        by.setdefault(each.by, []).append(region | known)
    return [
        {"model_version": name, "result": regions} | _score([r["score"] for r in regions if "score" in r])
        for name, regions in by.items()
    ]


def _score(scores: Sequence[float]) -> dict[str, float]:
    return {"score": round(sum(scores) / len(scores), 6)} if scores else {}


def _recognises(look: Look) -> bool:
    """Return whether it is tasks, one task, or tasks in brief (JSON-MIN)."""
    said = (".annotations[].result", ".predictions[].result", ".annotations")
    whole = (look.has(f"{task}.data", f"{task}{each}") for task in ("[]", "") for each in said)
    return any(whole) or look.has("[].annotations[].result") or look.has("[].annotation_id", "[].annotator")


FORMAT = Format(
    name="label-studio",
    label="Label Studio",
    purpose="tasks with suggestions and labels, for labelling there",
    suffix=".label-studio.zip",
    keeps=frozenset(
        {
            "several-tags",
            "notes",
            "overlaps",
            "twins",
            "relations",
            "ids",
            "authors",
            "times",
            "provenance",
            "codebook",
        }
    ),
    encode=_encode,
    decode=decode,
    recognises=_recognises,
    reasons=REASONS | {"relation-notes": "a relation has labels only"},
    is_text=False,
    is_archive=True,
    needs=frozenset({"suggestions"}),
)
