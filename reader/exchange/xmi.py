"""Annotations as UIMA CAS XMI: a zip of an ``.xmi`` for each article, and the type system, as of INCEpTION.

A passage is an annotation of the layer ``webanno.custom.Passage``, a relation one of
``webanno.custom.PassageRelation``; tokens and sentences are DKPro's, which INCEpTION's editor needs. Offsets
count UTF-16 units (https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html).
"""

from __future__ import annotations

from reader.exchange.format import Format, decoder_in, encoder_in
from reader.exchange.positions import REASONS

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


FORMAT = Format(
    name="xmi",
    label="UIMA CAS XMI",
    purpose="texts with layers and their type system, zipped, for INCEpTION and UIMA",
    suffix=".xmi.zip",
    keeps=KEPT,
    encode=encoder_in("reader.exchange.xmi_writing"),
    decode=decoder_in("reader.exchange.xmi_reading"),
    reasons={name: REASONS[name] for name in ("orphans", "uncertain", "surrogates")},
    is_text=False,
    is_archive=True,
)
