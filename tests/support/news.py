"""A short article with names, a designation by footnote and four paragraphs, in a library of two."""

from __future__ import annotations

from pathlib import Path

from support.screen import make_library

NEWS = (
    "Minister speaks of talks\n\n"
    "Anna Petrova met the Quiet Front* in Geneva. Petrova said the talks went on.\n"
    "The Quiet Front left. Nobody else came.\n\n"
    "*The Quiet Front is a terrorist organisation banned in Russia."
)


def news_library(folder: Path) -> Path:
    """Write the library into a folder."""
    return make_library(folder, {"a.txt": NEWS, "b.txt": "Second article\n\nIt is short. Very short."})
