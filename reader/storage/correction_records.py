"""Corrections as the documents that TinyDB holds, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from reader.corrections.correction import Correction, Kind, Scope
from reader.storage.fields import TIME, UUID, field, matching, one_of, target_in, target_record

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_record(correction: Correction) -> dict[str, Any]:
    """Return the correction as a document: plain values that JSON can hold, offsets in code points."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "words": correction.words,
        "label": correction.label,
        "other": correction.other,
        "scope": correction.scope,
        "article": correction.article,
        "path": correction.path,
        "target": target_record(correction.target),
        "author": correction.author,
        "created": correction.created,
        "modified": correction.modified,
    }


def from_record(record: Mapping[str, Any]) -> Correction:
    """Return the correction in a document; fields this version does not know are passed over.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    return Correction(
        id=matching(record, "id", UUID),
        author=field(record, "author", str),
        created=matching(record, "created", TIME),
        modified=matching(record, "modified", TIME),
        kind=one_of(record, "kind", get_args(Kind)),
        words=field(record, "words", str),
        scope=one_of(record, "scope", get_args(Scope)),
        article=field(record, "article", str),
        path=field(record, "path", str),
        target=target_in(field(record, "target", dict)),
        label=field(record, "label", str),
        other=field(record, "other", str),
    )
