"""What Reader exported into a library's folder is no article of it, unless somebody wants to read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import make_library

import reader
from reader.cli import main
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session.opening import open_library
from reader.session.surroundings import FIRST_SECONDS, Surroundings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_library(tmp_path / "news", {"a.txt": "Kabul talks resume\n\nThe talks began on Monday.\n"})
    annotate(made, "a.txt", "talks began", "event")
    return made


def export(folder: Path, name: str, *words: str) -> Path:
    assert main(["export", str(folder), "--output", f"{folder}/{name}", *words]) == 0
    return folder / name


def listed(*paths: Path) -> list[str]:
    return [row.path for row in open_library(paths, Settings(annotator="anna")).listings()]


def test_an_export_is_no_article_and_no_document(folder: Path) -> None:
    export(folder, "annotations.md")
    export(folder, "page.html")
    export(folder, "deep/brat/", "--format", "brat")
    assert list((folder / "deep/brat").glob("*.txt"))
    library = open_library([folder], Settings(annotator="anna"))
    assert [row.path for row in library.listings()] == ["a.txt"]
    assert library.located.documents == ()


def test_one_who_names_it_reads_it_and_who_annotates_it_has_it_listed(folder: Path) -> None:
    made = export(folder, "annotations.md")
    assert listed(made) == ["annotations.md"]
    assert listed(folder, made) == ["a.txt", "annotations.md"]
    assert listed(folder) == ["a.txt"]
    with reader.open_library(made, engine="quick") as library:
        library.annotate("annotations.md", "talks began")
    assert listed(folder) == ["a.txt", "annotations.md"]


def test_a_file_with_other_words_in_it_or_of_another_name_is_an_article(folder: Path) -> None:
    made = export(folder, "annotations.md")
    (folder / "copy.md").write_bytes(made.read_bytes())
    assert listed(folder) == ["a.txt", "copy.md"]
    made.write_bytes(made.read_bytes().replace(b"talks", b"walks"))
    assert listed(folder) == ["a.txt", "annotations.md", "copy.md"]
    export(folder, "annotations.md")
    assert listed(folder) == ["a.txt", "copy.md"]


def test_a_folder_of_nothing_but_exports_can_be_read(folder: Path) -> None:
    export(folder, "annotations.md")
    (folder / "a.txt").unlink()
    assert listed(folder) == ["annotations.md"]


def test_an_export_from_another_library_and_from_python_counts_too(folder: Path, tmp_path: Path) -> None:
    other = make_library(tmp_path / "other", {"b.txt": "Words about nothing\n\nMore of them.\n"})
    with reader.open_library(other, engine="quick") as library:
        library.annotate("b.txt", "nothing")
        library.export(folder / "sub" / "other.md")
    assert listed(folder) == ["a.txt"]


def test_an_export_beside_a_library_leaves_nothing_there(folder: Path, tmp_path: Path) -> None:
    export(folder, "../annotations.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annotations.md", "news"]


def test_an_export_that_fails_leaves_the_one_before_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(folder, "annotations.md")
    annotate(folder, "a.txt", "Monday", "day")

    def full(*_: object) -> None:
        raise ReaderError("no space left", where="", remedy="make room")

    with monkeypatch.context() as patched:
        patched.setattr("reader.session.exporting.write_durably", full)
        assert main(["export", str(folder), "--output", str(folder / "annotations.md")]) == 2
    assert listed(folder) == ["a.txt"]


@pytest.mark.parametrize(
    "damaged", ["", "[]", '{"format": 1}', '{"format": "reader exports 1", "files": [1]}']
)
def test_a_damaged_file_of_exports_says_nothing(folder: Path, damaged: str) -> None:
    export(folder, "annotations.md")
    (folder / ".reader/exports.json").write_text(damaged)
    assert listed(folder) == ["a.txt", "annotations.md"]
    export(folder, "annotations.md")
    assert listed(folder) == ["a.txt"]


def test_what_is_gone_is_forgotten(folder: Path) -> None:
    export(folder, "one.md").unlink()
    export(folder, "two.md")
    assert list(json.loads((folder / ".reader/exports.json").read_text())["files"]) == ["two.md"]


def test_an_open_list_does_not_take_it_up(folder: Path) -> None:
    library = open_library([folder], Settings(annotator="anna"))
    rows = library.listings()
    time = 0.0
    surroundings = Surroundings(library, lambda: time)
    surroundings.look(rows, rows)
    export(folder, "annotations.md")
    time = FIRST_SECONDS + 1
    assert surroundings.look(rows, rows) is None
    assert [file.path for file in library.files] == ["a.txt"]
