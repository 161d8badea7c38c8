"""A passage as a citation: what the article says of itself, and where the words stand."""

from __future__ import annotations

from support.playing import article_of, begin_play

from reader.session.citing import citation_of
from reader.session.effects import Copy
from reader.text.span import Span

CLIPPED = """\
---
title: Kabul fell
author: Jane Doe
site: The Times
date: 2021-08-16
url: https://example.org/kabul
---
😀 “Nobody resisted,” they said.
"""


def test_a_citation_has_what_it_takes_to_find_and_to_verify_the_passage() -> None:
    article = article_of(CLIPPED)
    start = CLIPPED.index("Nobody")
    assert citation_of(article, Span(start, start + 6)) == (
        "“Nobody” — Jane Doe, Kabul fell. The Times, 2021-08-16. https://example.org/kabul "
        f"(art.txt, characters {start}-{start + 6}, sha256:{article.sha256})"
    )


def test_what_is_not_known_is_left_out() -> None:
    article = article_of("Kabul fell. Nobody resisted.")
    assert citation_of(article, Span(0, 5)) == (
        f"“Kabul” — Title. (art.txt, characters 0-5, sha256:{article.sha256})"
    )


def test_the_passage_under_the_caret_is_copied() -> None:
    played = begin_play("one |two three").keys("i w Y")
    article = played.reading.article
    assert played.effects == [Copy(citation_of(article, Span(4, 7)), "copied as a citation")]
