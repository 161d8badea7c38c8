"""Annotations as a REFI-QDA project; the standard of programs of qualitative analysis."""

from __future__ import annotations

from reader.exchange.format import Format, decoder_in, encoder_in
from reader.exchange.positions import REASONS

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
    encode=encoder_in("reader.exchange.refi_writing"),
    decode=decoder_in("reader.exchange.refi_reading"),
    reasons={name: why for name, why in REASONS.items() if name != "untagged"},
    is_text=False,
    is_archive=True,
)
