"""Annotations as TEI P5, the guidelines of digital editions and corpora."""

from __future__ import annotations

from reader.exchange.format import Format, decoder_in, encoder_in
from reader.exchange.positions import REASONS

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
    reasons={name: why for name, why in REASONS.items() if name != "untagged"},
)
