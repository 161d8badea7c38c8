"""The article: a text that never changes, and what is known of where it came from."""

from __future__ import annotations

from reader.articles.titles import reading_minutes
from reader.values import Value

LONG = 1 << 20
"""From how many code points on OpenSSL, which is several times as quick, is worth being loaded."""


def text_sha256(text: str) -> str:
    """Return the identity of a text: the SHA-256 of its UTF-8 bytes, in lower-case hexadecimal.

    Lone surrogates, which UTF-8 cannot hold, count as their three-byte form.
    """
    if len(text) > LONG:
        from hashlib import sha256
    else:
        from reader.articles.identity import sha256
    from reader.text.pieces import pieces

    digest = sha256()
    for piece in pieces(text):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Article(Value):
    """One article of a library."""

    id: str
    """Names the article's annotation files; letters, digits, ``-``, ``_`` and ``.`` only."""
    path: str
    """Where its file lies, relative to the library's folder, with ``/`` between the parts."""
    text: str
    """The text as its source gave it, newlines as ``\\n``, otherwise untouched."""
    sha256: str
    """The text's identity: see `text_sha256`."""
    title: str
    """The title line, or the first sentence cut at a word."""
    outlet: str
    """Who published it; the file's name where that is not known."""
    words: int
    """How many words the text has."""

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes: see `reading_minutes`."""
        return reading_minutes(self.words)
