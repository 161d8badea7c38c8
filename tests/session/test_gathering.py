"""The annotations of a whole library, from its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate

from reader.config.settings import Settings
from reader.session.gathering import gather
from reader.session.opening import Library, open_library

TEXTS = {
    "a.txt": "First title\n\nSome words of the first.",
    "b.txt": "Second title\n\nOthers.",
    "c.txt": "Third",
}


def library_of(folder: Path, annotator: str = "me") -> Library:
    return open_library([folder], Settings(annotator=annotator))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "texts"
    home.mkdir()
    for name, text in TEXTS.items():
        (home / name).write_text(text, encoding="utf-8")
    for annotator, path, words in (
        ("me", "b.txt", "Others"),
        ("me", "a.txt", "first"),
        ("ann", "a.txt", "Some"),
    ):
        annotate(home, path, words, "t", by=annotator)
    return home


def shown(folder: Path) -> list[tuple[str, str, bool, str]]:
    return [
        (row.title, row.annotation.target.exact, row.own, row.annotation.anchor)
        for some in gather(library_of(folder), "me")
        for row in some
    ]


def test_everybody_s_by_article_and_place(folder: Path) -> None:
    assert shown(folder) == [
        ("First title", "Some", False, "exact"),
        ("First title", "first", True, "exact"),
        ("Second title", "Others", True, "exact"),
    ]


def test_a_text_that_changed_or_is_gone_makes_orphans(folder: Path) -> None:
    (folder / "a.txt").write_text("First title\n\nNothing of that.", encoding="utf-8")
    (folder / "b.txt").unlink()
    assert shown(folder) == [
        ("First title", "Some", False, "orphan"),
        ("First title", "first", True, "orphan"),
        ("b.txt", "Others", True, "orphan"),
    ]


def test_a_library_of_one_file_has_only_its_own(folder: Path) -> None:
    library = open_library([folder / "b.txt"], Settings(annotator="me"))
    assert [row.title for some in gather(library, "me") for row in some] == ["Second title"]
