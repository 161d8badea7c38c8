from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.identity import article_id, assign_ids


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


def ids(
    *paths: str, known: dict[str, tuple[str, str]], texts: dict[str, str] | None = None
) -> dict[str, str]:
    return assign_ids(paths, known=known, gone=lambda path: path not in paths, sha256_of=(texts or {}).get)


def test_without_annotations_the_paths_name_the_articles() -> None:
    assert ids("a.txt", "b.txt", known={}) == {"a.txt": article_id("a.txt"), "b.txt": article_id("b.txt")}


def test_an_annotated_path_keeps_its_id_whatever_its_text_became() -> None:
    assert ids("a.txt", known={"old-1": ("a.txt", "sha")}, texts={"a.txt": "other"}) == {"a.txt": "old-1"}


def test_a_moved_file_keeps_its_id() -> None:
    assert ids("b/moved.txt", "c.txt", known={"a-1": ("a.txt", "A")}, texts={"b/moved.txt": "A"}) == {
        "b/moved.txt": "a-1",
        "c.txt": article_id("c.txt"),
    }


def test_a_copy_is_no_move() -> None:
    texts = {"a.txt": "A", "copy.txt": "A"}
    assert ids("a.txt", "copy.txt", known={"a-1": ("a.txt", "A")}, texts=texts) == {
        "a.txt": "a-1",
        "copy.txt": article_id("copy.txt"),
    }


def test_of_two_copies_the_first_is_the_moved_one() -> None:
    found = ids("x.txt", "y.txt", known={"a-1": ("a.txt", "A")}, texts={"x.txt": "A", "y.txt": "A"})
    assert found == {"x.txt": "a-1", "y.txt": article_id("y.txt")}


def test_a_new_file_at_the_old_place_of_a_moved_one_gets_an_id_of_its_own() -> None:
    first = article_id("a.txt")
    found = ids("a.txt", "b.txt", known={first: ("b.txt", "A")})
    assert found["b.txt"] == first
    assert found["a.txt"] == article_id("a.txt", again=1)


def test_no_text_is_read_while_nothing_is_missing() -> None:
    assign_ids(
        ["a.txt", "b.txt"], known={"a-1": ("a.txt", "A")}, gone=lambda _: True, sha256_of={}.__getitem__
    )


def test_an_id_that_could_lead_out_of_the_folder_is_not_taken_over() -> None:
    assert ids("a.txt", known={"../evil": ("a.txt", "A")}) == {"a.txt": article_id("a.txt")}


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.dictionaries(st.sampled_from("pqrst"), st.tuples(st.sampled_from("abcdef"), st.sampled_from("xy"))),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xy")),
)
def test_every_article_gets_an_id_and_none_gets_anothers(
    paths: list[str], known: dict[str, tuple[str, str]], texts: dict[str, str]
) -> None:
    found = ids(*paths, known=known, texts=texts)
    assert list(found) == paths
    assert len(set(found.values())) == len(paths)
