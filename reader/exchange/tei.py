"""Annotations as TEI P5, the guidelines of digital editions and corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Format, decoder_in, encoder_in
from reader.exchange.positions import REASONS

if TYPE_CHECKING:
    from reader.exchange.look import Look


def _recognises(look: Look) -> bool:
    return any("xmlns" in line and "http://www.tei-c.org/ns/1.0" in line for line in look.lines[:20])


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
    encode=encoder_in("reader.exchange.tei_writing"),
    decode=decoder_in("reader.exchange.tei_reading"),
    recognises=_recognises,
    has_codebook_alone=True,
    reasons={name: why for name, why in REASONS.items() if name != "untagged"},
)
