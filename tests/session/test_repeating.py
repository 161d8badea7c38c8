"""What can be exported where one is, and the last export again: where to, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.playing import article_of

from reader.config.state import write_state
from reader.session.repeating import (
    LastExport,
    again,
    asked,
    load_last,
    of_article,
    of_library,
    path_of,
    save_last,
)

ONE = article_of("Kabul fell.")


def test_a_filter_comes_first_and_everything_last() -> None:
    here = (*of_article(ONE, "tag:a"), *of_library(query="tag:a"))
    assert [each.kind for each in here] == ["kept here", "article", "kept", "library", "every article"]
    assert [each.kind for each in of_library(words="kabul")] == ["articles", "library", "every article"]
    assert [each.scope.query for each in here] == ["tag:a", "", "tag:a", "", ""]


@pytest.mark.parametrize(
    "subject", [*of_article(ONE, "tag:a b"), *of_library(words="x"), *of_library(query="y")]
)
@pytest.mark.parametrize("name", ["", "mine.csv", "folder/"])
def test_an_export_is_repeated_as_it_was_also_by_a_later_start(subject, name, tmp_path: Path) -> None:
    path = f"{tmp_path}/{name or subject.stem + '.csv'}"
    save_last(asked(subject, "csv", path, ".csv"))
    last = load_last()
    assert last is not None
    assert (last.format, last.name, last.folder) == ("csv", name, str(tmp_path))
    assert again(last, of_article(ONE)) == subject
    assert path_of(last, subject, ".csv") == path


def test_another_article_gets_a_file_of_its_own() -> None:
    (subject,) = of_article(ONE)
    last = asked(subject, "csv", "/tmp/mine.csv", ".csv")
    other = article_of("Moscow said no.")
    (there,) = of_article(type(other)("art-2", *[getattr(other, n) for n in other.__struct_fields__[1:]]))
    assert again(last, (there,)) == there
    assert path_of(last, there, ".csv") == "/tmp/art-2.csv"
    assert path_of(last, subject, ".csv") == "/tmp/mine.csv"
    assert again(last, of_library()) is None


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"kind": 1}', "[" * 100_000])
def test_a_damaged_memory_is_none(kept: str) -> None:
    assert load_last() is None
    write_state("last-export.json", kept)
    assert load_last() is None


def test_a_filter_that_is_none_any_more_is_forgotten() -> None:
    save_last(LastExport("kept", "tgas:x", "csv", "/tmp", ""))
    assert load_last() is None
