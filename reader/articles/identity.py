"""The names of articles: readable, and safe as a file's name on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST_SLUG = 48
_HASH_DIGITS = 10  # 40 bits: among 100,000 articles of one slug, a clash in 1 library of 200


def article_id(path: str, *, again: int = 0) -> str:
    """Return the id of the article at a library-relative path.

    It is the file's stem in lower-case ASCII, for people, and a short hash of the path, which makes it
    unique: ``news/Kabul talks.txt`` becomes ``kabul-talks-`` and ten hexadecimal digits. Case-insensitive
    file systems, reserved names and length limits do it no harm.

    Args:
        path: Relative to the library's folder, with ``/`` between the parts.
        again: Counts up where the id is another article's already.
    """
    stem = path.rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9_]+", "-", ascii_stem.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    seed = f"{path}\0{again}" if again else path
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug or 'article'}-{digest[:_HASH_DIGITS]}"
