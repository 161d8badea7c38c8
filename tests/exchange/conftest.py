"""Articles with annotations to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.exchange.section import Section
from reader.text.span import Span

TEXT = "😀 Kabul fell in August. The Taliban* entered the palace the same evening.\n\n“Nobody resisted.”"

MakeSection = Callable[..., Section]


def make_section(
    *made: dict,
    text: str = TEXT,
    title: str = "Kabul fell",
    path: str = "news/kabul.txt",
    outlet: str = "News",
) -> Section:
    """Return an article with annotations; each of ``made`` has its ``words`` and what an annotation has."""
    article = Article("kabul", path, text, text_sha256(text), title, outlet, words=17)
    annotations = []
    for number, fields in enumerate(made):
        fields = dict(fields)
        words = fields.pop("words", "Taliban")
        start = text.index(words)
        target = make_target(text, Span(start, start + len(words)), sha256=article.sha256)
        id_ = f"01a202c3-f5e1-76a0-ad0d-{number:012x}"
        fields = {
            "author": "anna",
            "created": "2026-11-22T10:18:46.625Z",
            "modified": "2026-11-22T11:00:00.000Z",
        } | fields
        annotations.append(Annotation(id_, article.id, target, **fields))
    return Section(article, tuple(annotations))


@pytest.fixture(scope="session")
def section() -> MakeSection:
    return make_section
