"""The codebook alone as a REFI-QDA codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Format, decoder_in, encoder_in

if TYPE_CHECKING:
    from reader.exchange.look import Look


def _recognises(look: Look) -> bool:
    return any("xmlns" in line and "urn:QDA-XML:codebook:" in line for line in look.lines[:20])


FORMAT = Format(
    name="refi-qda-codebook",
    label="REFI-QDA codebook",
    purpose="the codebook alone, for programs of qualitative analysis",
    suffix=".qdc",
    keeps=frozenset({"codebook"}),
    encode=encoder_in("reader.exchange.refi_codes"),
    has_codebook_alone=True,
    decode=decoder_in("reader.exchange.refi_codes"),
    recognises=_recognises,
    instead="this is the codebook only",
)
