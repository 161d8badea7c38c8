"""The codebook alone as a REFI-QDA codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.features import FEATURES
from reader.exchange.format import Encoded, Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.foreign import Read
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    from reader.exchange.refi_codes import encode

    return encode(sections)


def _decode(data: bytes) -> Read:
    from reader.exchange.refi_codes import decode

    return decode(data)


FORMAT = Format(
    name="refi-qda-codebook",
    label="REFI-QDA codebook",
    purpose="the codebook alone, for programs of qualitative analysis",
    suffix=".qdc",
    keeps=frozenset({"codebook"}),
    encode=_encode,
    has_codebook_alone=True,
    decode=_decode,
    reasons={each.name: "this is the codebook only" for each in FEATURES if each.name != "codebook"},
)
