"""What is said of documents that are not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session.opening import open_library
from reader.session.passing_over import passed_over_in

READS = "not read: Reader reads .txt and .md"


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ((), ""),
        (("a/b.html",), f"1 .html file is {READS}"),
        (("a.pdf", "b.html", "c.HTML"), "3 files are not read (2 .html, 1 .pdf): Reader reads .txt and .md"),
        (
            ("a.pdf", "a.html", "b.pdf", "a.epub", "a.rtf", "b.html", "c.pdf", "a.odt"),
            "8 files are not read (3 .pdf, 2 .html, 3 others): Reader reads .txt and .md",
        ),
    ],
)
def test_the_commonest_endings_are_named(paths: tuple[str, ...], said: str) -> None:
    assert passed_over_in(paths) == said


def test_a_library_of_several_folders_counts_each_file_once(tmp_path: Path) -> None:
    inside = make_library(tmp_path / "news" / "old", {"b.txt": "words", "b.pdf": ""})
    make_library(tmp_path / "news", {"a.txt": "words", "a.html": ""})
    library = open_library([tmp_path / "news", inside], Settings(annotator="anna"))
    assert sorted(library.located.documents) == ["a.html", "old/b.pdf"]


def test_a_folder_with_nothing_else_says_so(tmp_path: Path) -> None:
    make_library(tmp_path, {"a.html": "", "b.html": ""})
    with pytest.raises(ReaderError, match=r"no articles in this folder \(2 .html files are not read\)"):
        open_library([tmp_path], Settings(annotator="anna"))
