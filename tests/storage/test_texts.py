"""The texts that annotations were made on."""

from __future__ import annotations

import gzip

from reader.storage.texts import unzipped, zipped
from reader.text.pieces import PIECE


def test_a_long_text_is_compressed_a_piece_at_a_time() -> None:
    text = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(5 * PIECE)) + "\ud800"
    parts = list(zipped(text))
    assert max(map(len, parts)) < 4 * PIECE < sum(map(len, parts))
    assert unzipped(b"".join(parts)) == text
    assert gzip.decompress(b"".join(parts)) == text.encode("utf-8", "surrogatepass")
