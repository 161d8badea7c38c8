"""Annotations put straight into a library's files."""

from __future__ import annotations

from pathlib import Path

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.text.span import Span


def annotate(
    folder: Path,
    path: str,
    words: str,
    *tags: str,
    by: str = "tester",
    note: str = "",
    at: str = "2026-01-01",
) -> None:
    """Save an annotation on the first place of some words."""
    library = open_library([folder], Settings(annotator=by))
    opened = library.open(next(row.id for row in library.listings() if row.path == path))
    article, start = opened.article, opened.article.text.index(words)
    time = f"{at}T00:00:00.000Z"
    made = Annotation(
        id=new_id(),
        article=article.id,
        target=make_target(article.text, Span(start, start + len(words)), sha256=article.sha256),
        author=by,
        created=time,
        modified=time,
        tags=tags,
        note=note,
    )
    library.store.apply(article, Add(made))
