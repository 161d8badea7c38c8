"""Annotations as a REFI-QDA project; the standard of programs of qualitative analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format
from reader.exchange.positions import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.foreign import Read
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    from reader.exchange.refi_writing import encode

    return encode(sections)


def _decode(data: bytes) -> Read:
    from reader.exchange.refi_reading import decode

    return decode(data)


FORMAT = Format(
    name="refi-qda",
    label="REFI-QDA project",
    purpose="for ATLAS.ti, MAXQDA, NVivo, QualCoder and others of qualitative analysis",
    suffix=".qdpx",
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
            "codebook",
        }
    ),
    encode=_encode,
    decode=_decode,
    reasons={name: why for name, why in REASONS.items() if name != "untagged"},
    is_text=False,
    is_archive=True,
)
