"""Names for files that are written of an article: readable in its own script, safe on every file system."""

from __future__ import annotations

import unicodedata

LONGEST = 40
"""How many characters of a file's name are taken; in no script more than 160 bytes."""


def file_stem(path: str, article_id: str) -> str:
    """Return a name for a file of an article, without a suffix: its own file's, and the end of its id.

    ``news/Переговоры (2).txt`` becomes ``переговоры-2-`` and ten hexadecimal digits: letters, digits and
    the signs on them in any script, in lower case and composed, as systems that do not tell these apart would
    have it. An ASCII name is in the id already.

    Args:
        path: Relative to the library's folder, with ``/`` between the parts.
        article_id: What the article is called in the library; ends in a hash of its own.
    """
    stem = path.rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    if stem.isascii():
        return article_id
    composed = unicodedata.normalize("NFC", stem).lower()
    kept = "".join(char if _is_kept(char) else "-" for char in composed if unicodedata.category(char) != "Cf")
    words = "-".join(filter(None, kept.split("-")))[:LONGEST].rstrip("-")
    return f"{words}-{article_id.rpartition('-')[2]}" if words else article_id


def _is_kept(char: str) -> bool:
    return char == "_" or unicodedata.category(char)[0] in "LMN"
