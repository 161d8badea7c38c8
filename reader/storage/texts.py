"""The texts that annotations were made on, as they are kept."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from reader.text.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = 16 + zlib.MAX_WBITS
"""Has zlib write a file of gzip, without a time: the same text is the same file everywhere."""


def zipped(text: str) -> Iterator[bytes]:
    """Yield a text compressed, a piece at a time: neither a copy of a long one nor all of it is made."""
    press = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _GZIP)
    for piece in pieces(text):
        yield press.compress(piece.encode("utf-8", "surrogatepass"))
    yield press.flush()


def unzipped(data: bytes) -> str:
    """Return a text that was compressed.

    Raises:
        OSError, EOFError, zlib.error, UnicodeDecodeError: when it is damaged.
    """
    return gzip.decompress(data).decode("utf-8", "surrogatepass")
