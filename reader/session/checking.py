"""Checking a whole library: its files, and where every annotation stands in the text of today."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.anchored import anchored
from reader.storage.checking import FileCheck, Finding
from reader.text.numbers import counted
from reader.text.quotes import in_quotes
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article
    from reader.session.opening import Library

SHOWN = 60
"""How many code points of a quote are shown."""


class Report(Value):
    """What a check found."""

    findings: tuple[Finding, ...]
    counts: Counter[str]
    """How many files, annotations and so on there are, and how many stand ``exact``, ``moved`` and so on."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is left that is not as it should be."""
        return all(each.is_note or each.is_mended for each in self.findings)


def check_library(library: Library, *, repair: bool) -> Report:
    """Look through everything that a library keeps.

    Args:
        library: The library.
        repair: Whether to put right what is damaged and remove what killed writers left.
    """
    check = FileCheck(library.home, repair)
    findings = [*check.findings()]
    anchors: Counter[str] = Counter()
    for article_id, made in check.annotations.items():
        findings += _anchors(library, article_id, made, check.paths[article_id], anchors)
    return Report(tuple(findings), check.counts + anchors)


def _anchors(
    library: Library, article_id: str, annotations: list[Annotation], path: str, counts: Counter[str]
) -> Iterator[Finding]:
    try:
        article = library.read(article_id)
    except ReaderError:
        many = counted(len(annotations), "annotation")
        if annotations and library.file(article_id) is None and path and (library.root / path).is_file():
            # Files that are opened by their names are annotated too, whatever a folder's list has.
            if library.located.whole:
                what = f"the list does not have the article of {many}; by its path it is opened and exported"
                yield Finding("not listed", path, what, is_note=True)
        elif annotations:
            counts["orphan"] += len(annotations)
            yield Finding("orphan", path or article_id, f"the article of {many} is gone or cannot be read")
        return
    for each in anchored(annotations, article, library.store):
        counts[each.anchor] += 1
        if each.anchor in ("orphan", "fuzzy"):
            yield Finding(each.anchor, article.path, _quoted(each, article))


def _quoted(annotation: Annotation, article: Article) -> str:
    words = " ".join(annotation.as_made.target.exact.split())
    quote = in_quotes(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")
    if annotation.anchor == "orphan":
        return f"{quote} has no place in the text any more"
    now = " ".join(annotation.span.of(article.text).split())
    return f"{quote} may be {in_quotes(now[:SHOWN])} (score {annotation.score or 0:.2f})"
