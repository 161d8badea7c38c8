"""What files of an article are called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.identity import article_id
from reader.articles.naming import file_stem


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("news/Kabul talks.txt", "kabul-talks"),
        ("news/Переговоры (2).txt", "переговоры-2"),
        ("Gespräche über.md", "gespräche-über"),
        ("محادثات الحدود.txt", "محادثات-الحدود"),
        ("边境会谈.txt", "边境会谈"),
        ("हिन्दी समाचार.txt", "हिन्दी-समाचार"),
        ("گفت\u200cوگو \u202e.txt", "گفتوگو"),
        ("…—….txt", "article"),
    ],
)
def test_it_is_named_in_its_own_script(path: str, begins: str) -> None:
    assert file_stem(path, article_id(path)) == f"{begins}-{article_id(path).rpartition('-')[2]}"


@given(st.text(max_size=300).map(lambda name: f"a/{name}.txt"))
def test_any_name_is_safe_and_an_articles_own(path: str) -> None:
    stem = file_stem(path, article_id(path))
    assert stem.isprintable()
    assert not set(stem) & set('/\\:*?"<>|. ')
    assert len(stem.encode()) <= 200
    assert stem == unicodedata.normalize("NFC", stem)
    assert stem.endswith(article_id(path)[-10:])
