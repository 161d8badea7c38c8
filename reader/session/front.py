"""Front matter on the screen: one quiet sign above an article, which begins below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.page.classes import FOLDED
from reader.page.folding import Fold
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.page.layout import Page


def front_fold(text: str) -> tuple[Fold, ...]:
    """Return the fold of a text's front matter; none where there is none, or nothing below it."""
    if not text.startswith("---"):
        return ()
    from reader.articles.front_matter import sure_front_matter

    end = sure_front_matter(text)
    if not text[end:].strip():
        return ()
    lines = text.count("\n", 0, end) - 1
    label = f"{FOLDED} front matter, {lines} line{'' if lines == 1 else 's'}"
    return (Fold(Span(0, end), label),) if end else ()


def first_offset(page: Page) -> int:
    """Return where reading a page begins: at its first word below what is folded at its head."""
    if not page.folds:
        return 0
    end = page.folds[0].span.end
    return end + len(page.text[end:]) - len(page.text[end:].lstrip())
