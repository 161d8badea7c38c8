"""Annotations and relations as the documents that TinyDB holds, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from reader.annotations.annotation import AnchorStatus, Annotation, Provenance, ProvenanceKind
from reader.annotations.relations import End, Relation
from reader.storage.fields import TIME, UUID, field, matching, one_of, optional, target_in, target_record

if TYPE_CHECKING:
    from collections.abc import Mapping


_KINDS, _STATUSES = get_args(ProvenanceKind), get_args(AnchorStatus)


def to_record(annotation: Annotation) -> dict[str, Any]:
    """Return the annotation as a document: plain values that JSON can hold, offsets in code points."""
    target, provenance = annotation.target, annotation.provenance
    return {
        "id": annotation.id,
        "article": annotation.article,
        "target": target_record(target),
        "tags": list(annotation.tags),
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "provenance": {"kind": provenance.kind, "by": provenance.by},
        "anchor": annotation.anchor,
        "score": annotation.score,
        "placeless": annotation.placeless,
    }


def from_record(record: Mapping[str, Any]) -> Annotation:
    """Return the annotation in a document; fields this version does not know are passed over.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    provenance = field(record, "provenance", dict)
    score = optional(record, "score", (int, float))
    return Annotation(
        id=matching(record, "id", UUID),
        article=field(record, "article", str),
        target=target_in(field(record, "target", dict)),
        author=field(record, "author", str),
        created=matching(record, "created", TIME),
        modified=matching(record, "modified", TIME),
        tags=_tags(record),
        note=field(record, "note", str),
        provenance=Provenance(
            kind=one_of(provenance, "kind", _KINDS),
            by=optional(provenance, "by", str),
        ),
        anchor=one_of(record, "anchor", _STATUSES),
        score=None if score is None else float(score),
        placeless=optional(record, "placeless", str),
    )


def to_relation_record(relation: Relation) -> dict[str, Any]:
    """Return the relation as a document."""
    return {
        "id": relation.id,
        "name": relation.name,
        "source": _end_record(relation.source),
        "target": _end_record(relation.target),
        "author": relation.author,
        "created": relation.created,
        "note": relation.note,
    }


def from_relation_record(record: Mapping[str, Any]) -> Relation:
    """Return the relation in a document; fields this version does not know are passed over.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    return Relation(
        id=matching(record, "id", UUID),
        name=field(record, "name", str),
        source=_end(field(record, "source", dict)),
        target=_end(field(record, "target", dict)),
        author=field(record, "author", str),
        created=matching(record, "created", TIME),
        note=field(record, "note", str),
    )


def _end_record(end: End) -> dict[str, str]:
    return {"article": end.article, "annotation": end.annotation, "quote": end.quote}


def _end(record: Mapping[str, Any]) -> End:
    return End(
        article=field(record, "article", str),
        annotation=matching(record, "annotation", UUID),
        quote=field(record, "quote", str),
    )


def _tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    tags = field(record, "tags", list)
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("“tags” holds something else than text")
    return tuple(tags)
