"""Annotations as TEI P5, the guidelines of digital editions and corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format
from reader.exchange.positions import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.foreign import Read
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    from reader.exchange.tei_writing import encode

    return encode(sections)


def _decode(data: bytes) -> Read:
    from reader.exchange.tei_reading import decode

    return decode(data)


FORMAT = Format(
    name="tei",
    label="TEI P5",
    purpose="texts with annotations that stand off, for digital editions and corpora",
    suffix=".tei.xml",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "relations",
            "relations-across",
            "relation-notes",
            "ids",
            "authors",
            "times",
            "provenance",
            "codebook",
        }
    ),
    encode=_encode,
    decode=_decode,
    reasons={name: why for name, why in REASONS.items() if name != "untagged"},
)
