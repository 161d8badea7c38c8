from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.identity import article_id


def test_an_id_can_be_read_and_is_the_same_every_time() -> None:
    assert article_id("news/Kabul talks (2).txt") == "kabul-talks-2-7707de4a54"
    assert article_id("000_7cafad6acfae63d7.txt").startswith("000_7cafad6acfae63d7-")
    assert article_id("Général Café").startswith("general-cafe-")
    assert article_id("новости.txt").startswith("article-")


def test_paths_that_look_alike_have_different_ids() -> None:
    paths = ["a/x.txt", "b/x.txt", "x.txt", "X.txt", "x.md", "x y.txt", "x-y.txt", "x\u0301.txt"]
    assert len({article_id(path) for path in paths}) == len(paths)
    assert len({article_id("x.txt", again=count) for count in range(9)}) == 9


@given(st.text(min_size=1))
def test_an_id_is_a_safe_file_name(path: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]([a-z0-9_-]{0,62})", article_id(path))


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_two_paths_share_one(one: str, other: str) -> None:
    assert (article_id(one) == article_id(other)) == (one == other)
