"""Annotations as UIMA CAS XMI: a zip of an ``.xmi`` for each article, and the type system, as of INCEpTION.

A passage is an annotation of the layer ``webanno.custom.Passage``, a relation one of
``webanno.custom.PassageRelation``; tokens and sentences are DKPro's, which INCEpTION's editor needs. Offsets
count UTF-16 units (https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format
from reader.exchange.positions import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.foreign import Read
    from reader.exchange.section import Section

KEPT = frozenset(
    {
        "several-tags",
        "untagged",
        "notes",
        "overlaps",
        "twins",
        "relations",
        "relation-notes",
        "ids",
        "authors",
        "times",
        "provenance",
    }
)
"""The features that layers keep."""


def _encode(sections: Sequence[Section]) -> Encoded:
    from reader.exchange.xmi_writing import encode

    return encode(sections)


def _decode(data: bytes) -> Read:
    from reader.exchange.xmi_reading import decode

    return decode(data)


FORMAT = Format(
    name="xmi",
    label="UIMA CAS XMI",
    purpose="texts with layers and their type system, zipped, for INCEpTION and UIMA",
    suffix=".xmi.zip",
    keeps=KEPT,
    encode=_encode,
    decode=_decode,
    reasons={name: REASONS[name] for name in ("orphans", "uncertain", "surrogates")},
    is_text=False,
    is_archive=True,
)
