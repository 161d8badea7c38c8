"""A session that is begun again uses what is laid out already, where it would be laid out the same."""

from __future__ import annotations

import pytest
from support.playing import article_of

from reader.articles.findings import Entity, Findings
from reader.page.folding import Fold
from reader.page.layout import Page
from reader.session.finding import will_be_remembered
from reader.session.reading import begin
from reader.text.span import Span

TEXT = "Kabul fell, said Reuters, and Herat with it.\n\n" * 300


def test_a_page_that_is_laid_out_is_used() -> None:
    article = article_of(TEXT)
    first = begin(article, author="me", width=40, height=10, offset=len(TEXT) - 5)
    again = begin(article, author="me", width=40, height=10, offset=9_000, laid_out=first.page)
    assert again.page is first.page
    assert again.caret.offset == begin(article, author="me", width=40, height=10, offset=9_000).caret.offset


@pytest.mark.parametrize(
    "laid_out",
    [
        Page(TEXT, 50),
        Page(TEXT, 40, spacing=0),
        Page(TEXT, 40, [Fold(Span(3, 9))]),
        Page(TEXT + "More.", 40),
    ],
)
def test_another_page_is_not(laid_out: Page) -> None:
    again = begin(article_of(TEXT), author="me", width=40, height=10, laid_out=laid_out)
    page = again.page
    assert (page.text, page.width, page.spacing, page.folds) == (TEXT, 40, 1, ())


@pytest.mark.parametrize(
    ("findings", "will_be"),
    [
        (Findings(language="en", engine="quick 1"), True),
        (Findings(language="en", engine="quick 1", complete=False), False),
        (Findings(language="", engine=""), False),
        (Findings(language="en", engine="quick 1", entities=(Entity("Kabul", "LOC", ()),) * 10_001), False),
    ],
)
def test_what_is_whole_and_not_too_much_will_be_remembered(findings: Findings, will_be: bool) -> None:
    assert will_be_remembered(findings) == will_be
