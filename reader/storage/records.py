"""Annotations as the documents that TinyDB holds, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from reader.annotations.annotation import AnchorStatus, Annotation, Provenance, ProvenanceKind, Target
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z")


def to_record(annotation: Annotation) -> dict[str, Any]:
    """Return the annotation as a document: plain values that JSON can hold, offsets in code points."""
    target, provenance = annotation.target, annotation.provenance
    return {
        "id": annotation.id,
        "article": annotation.article,
        "target": {
            "start": target.span.start,
            "end": target.span.end,
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "sha256": target.sha256,
        },
        "tags": list(annotation.tags),
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "provenance": {"kind": provenance.kind, "by": provenance.by},
        "anchor": annotation.anchor,
        "score": annotation.score,
    }


def from_record(record: Mapping[str, Any]) -> Annotation:
    """Return the annotation in a document; fields this version does not know are passed over.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    provenance = _field(record, "provenance", dict)
    score = _optional(record, "score", (int, float))
    return Annotation(
        id=_matching(record, "id", _UUID),
        article=_field(record, "article", str),
        target=_target(_field(record, "target", dict)),
        author=_field(record, "author", str),
        created=_matching(record, "created", _TIME),
        modified=_matching(record, "modified", _TIME),
        tags=_tags(record),
        note=_field(record, "note", str),
        provenance=Provenance(
            kind=_one_of(provenance, "kind", get_args(ProvenanceKind)),
            by=_optional(provenance, "by", str),
        ),
        anchor=_one_of(record, "anchor", get_args(AnchorStatus)),
        score=None if score is None else float(score),
    )


def _target(record: Mapping[str, Any]) -> Target:
    span = Span(_field(record, "start", int), _field(record, "end", int))
    exact = _field(record, "exact", str)
    if len(exact) != len(span):
        raise ValueError(f"“exact” has {len(exact)} code points, its span {len(span)}")
    return Target(
        span=span,
        exact=exact,
        prefix=_field(record, "prefix", str),
        suffix=_field(record, "suffix", str),
        sha256=_matching(record, "sha256", _SHA256),
    )


def _tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    tags = _field(record, "tags", list)
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("“tags” holds something else than text")
    return tuple(tags)


def _field(record: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    value = record.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _wrong(name)
    return value


def _optional(record: Mapping[str, Any], name: str, kind: type[_T] | tuple[type[_T], ...]) -> _T | None:
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _wrong(name)
    return value


def _matching(record: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = _field(record, name, str)
    if not pattern.fullmatch(value):
        raise _wrong(name)
    return value


def _one_of(record: Mapping[str, Any], name: str, values: tuple[_T, ...]) -> _T:
    value = record.get(name)
    if value not in values:
        raise ValueError(f"“{name}” is none of {', '.join(map(str, values))}")
    return value


def _wrong(name: str) -> ValueError:
    return ValueError(f"“{name}” is missing or not as it should be")
