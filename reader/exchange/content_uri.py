"""A text named by its content: an ``ni`` URI (RFC 6920, section 3), the same on every machine."""

from __future__ import annotations

import base64
import binascii

_SCHEME = "ni:///sha-256;"


def content_uri(sha256: str) -> str:
    """Return the URI of the text with an identity (`reader.articles.article.text_sha256`)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"{_SCHEME}{digest}"


def sha256_in(uri: object) -> str:
    """Return the identity of the text that a URI names by its content; empty for all else."""
    if not isinstance(uri, str) or not uri.startswith(_SCHEME):
        return ""
    try:
        return base64.urlsafe_b64decode(uri.removeprefix(_SCHEME) + "=").hex()
    except (binascii.Error, ValueError):
        return ""
