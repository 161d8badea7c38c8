"""Annotations as WebAnno TSV 3.3: a zip of a table of tokens for each article, and its layers' type system.

The format is described in INCEpTION's user guide
(https://inception-project.github.io/releases/34.5/docs/user-guide.html#sect_webannotsv). It has no lists: an
annotation with several tags is as many of the layer ``webanno.custom.TaggedPassage``, with one ``id``.
Offsets count UTF-16 units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Format, decoder_in, encoder_in
from reader.exchange.positions import REASONS
from reader.exchange.xmi import KEPT

if TYPE_CHECKING:
    from reader.exchange.look import Look


def _recognises(look: Look) -> bool:
    return look.text.startswith("#FORMAT=WebAnno TSV 3")


FORMAT = Format(
    name="webanno-tsv",
    label="WebAnno TSV",
    purpose="tables of tokens with layers and their type system, zipped, for INCEpTION and WebAnno",
    suffix=".webanno.zip",
    keeps=KEPT,
    encode=encoder_in("reader.exchange.webanno_writing"),
    decode=decoder_in("reader.exchange.webanno_reading"),
    recognises=_recognises,
    reasons={name: REASONS[name] for name in ("orphans", "uncertain", "surrogates")},
    is_text=False,
    is_archive=True,
)
