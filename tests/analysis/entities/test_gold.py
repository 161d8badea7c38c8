"""Both engines on our own gold; the floors stand a little below what was reached."""

from __future__ import annotations

import pytest
from support.gold import GOLD, Gold, Score, read_gold

from reader.analysis.entities.model import make_medium
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import Options, Recogniser
from reader.analysis.pipeline import analyse
from reader.articles.findings import Findings

ARTICLES = read_gold(GOLD)


def score(found: dict[str, Findings]) -> Score:
    total = Score()
    for article in ARTICLES:
        entities = found[article.name].entities
        names = [(m.span.start, m.span.end, e.label) for e in entities for m in e.mentions]
        total.add(article.text, article.names, names)
    return total


def joined(article: Gold, findings: Findings) -> int:
    """Return how many of an article's entities with several names were found as one."""
    groups = [{mention.text for mention in entity.mentions} for entity in findings.entities]
    return sum(any(set(names) <= group for group in groups) for names in article.one)


def read_all(recogniser: Recogniser) -> dict[str, Findings]:
    return {article.name: analyse(article.text, recogniser) for article in ARTICLES}


def test_the_gold_is_twenty_articles_whose_marks_hold_names_only() -> None:
    assert len(ARTICLES) == 20
    for article in ARTICLES:
        assert article.names
        assert "<" not in article.text
        assert ">" not in article.text
        written = {article.text[start:end] for start, end, _ in article.names}
        for start, end, _ in article.names:
            name = article.text[start:end]
            assert name == name.strip(" *“”\"'’()«»,")
            assert not name.lower().startswith(("the ", "a ", "an "))
        assert all(set(names) <= written for names in article.one), article.name


def test_the_quick_engine_on_our_gold() -> None:
    found = read_all(QuickRecogniser())
    total = score(found)
    assert total.strict() >= QUICK_STRICT
    assert total.overlap() >= QUICK_OVERLAP


@pytest.mark.model
def test_the_model_with_the_document_pass_on_our_gold() -> None:
    found = read_all(make_medium(Options()))
    total = score(found)
    assert total.strict() >= MODEL_STRICT
    assert total.overlap() >= MODEL_OVERLAP
    several = sum(len(article.one) for article in ARTICLES)
    assert sum(joined(article, found[article.name]) for article in ARTICLES) >= JOINED * several


QUICK_STRICT, QUICK_OVERLAP = 0.82, 0.86
MODEL_STRICT, MODEL_OVERLAP, JOINED = 0.92, 0.93, 0.93
