"""The codebook alone as a REFI-QDA codebook."""

from __future__ import annotations

from reader.exchange.features import FEATURES
from reader.exchange.format import Format, decoder_in, encoder_in

FORMAT = Format(
    name="refi-qda-codebook",
    label="REFI-QDA codebook",
    purpose="the codebook alone, for programs of qualitative analysis",
    suffix=".qdc",
    keeps=frozenset({"codebook"}),
    encode=encoder_in("reader.exchange.refi_codes"),
    has_codebook_alone=True,
    decode=decoder_in("reader.exchange.refi_codes"),
    reasons={each.name: "this is the codebook only" for each in FEATURES if each.name != "codebook"},
)
