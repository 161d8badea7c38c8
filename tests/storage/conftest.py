"""An article and ways to annotate it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.text.span import Span

TEXT = "Kabul fell in August 😀. The Taliban* entered the palace the same evening. “Nobody resisted,” said X."

Annotate = Callable[..., Annotation]


def article(id_: str = "kabul", text: str = TEXT, path: str = "news/kabul.txt") -> Article:
    return Article(id_, path, text, text_sha256(text), "Kabul fell", "News", words=17)


@pytest.fixture
def kabul() -> Article:
    return article()


@pytest.fixture
def annotate(kabul: Article) -> Annotate:
    """Return a function that makes an annotation of some words of the article, unsaved."""

    def make(words: str = "Taliban", *, on: Article = kabul, author: str = "anna", **fields) -> Annotation:
        start = on.text.index(words)
        target = make_target(on.text, Span(start, start + len(words)), sha256=on.sha256)
        now = utc_now()
        return Annotation(new_id(), on.id, target, author, now, now, **fields)

    return make


@pytest.fixture
def make_article() -> Callable[..., Article]:
    return article
