"""The texts that annotations were made on, as they are kept."""

from __future__ import annotations

import gzip
import zlib

from reader.text.pieces import pieces

_GZIP = 16 + zlib.MAX_WBITS
"""Has zlib write a file of gzip, without a time: the same text is the same file everywhere."""


def zipped(text: str) -> bytes:
    """Return a text compressed, a piece at a time: no copy of a long one is made."""
    press = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _GZIP)
    parts = [press.compress(piece.encode("utf-8", "surrogatepass")) for piece in pieces(text)]
    return b"".join((*parts, press.flush()))


def unzipped(data: bytes) -> str:
    """Return a text that was compressed.

    Raises:
        OSError, EOFError, zlib.error, UnicodeDecodeError: when it is damaged.
    """
    return gzip.decompress(data).decode("utf-8", "surrogatepass")
