from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.folder import find_articles
from reader.articles.order import natural_key


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def paths(root: Path) -> list[str]:
    return [file.path for file in find_articles(root).files]


def test_only_article_files_in_natural_order(tmp_path: Path) -> None:
    make(tmp_path, "10.txt", "2.TXT", "b/1.md", "B/0.text", "a.markdown", "z.pdf", "txt", ".hid.txt")
    make(tmp_path, ".reader/texts/x.txt", ".git/y.txt", "b/.reader/z.md")
    assert paths(tmp_path) == ["2.TXT", "10.txt", "a.markdown", "B/0.text", "b/1.md"]


def test_documents_that_are_not_read_are_named(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.txt",
        "b/saved page.HTML",
        "c.pdf",
        "c.epub",
        ".hidden.html",
        ".git/d.html",
        "e.json",
        "html",
    )
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "gone")
    assert sorted(find_articles(tmp_path).documents) == ["b/saved page.HTML", "c.epub", "c.pdf"]


def test_size_and_time_are_the_files(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(7, 1_234_567_891))
    (file,) = find_articles(tmp_path).files
    assert (file.size, file.mtime_ns) == (5, 1_234_567_891)


def test_a_loop_of_links_ends_and_real_folders_come_first(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt", "real/deep/b.txt")
    (tmp_path / "real/deep/up").symlink_to(tmp_path)
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    (tmp_path / "zalias").symlink_to(tmp_path / "real")
    assert paths(tmp_path) == ["real/a.txt", "real/deep/b.txt"]


def test_links_out_of_the_library_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "else/a.txt", "library/own.txt")
    (tmp_path / "library/more").symlink_to(tmp_path / "else")
    (tmp_path / "library/one.txt").symlink_to(tmp_path / "else/a.txt")
    (tmp_path / "library/broken.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "library/pipe.txt")
    assert paths(tmp_path / "library") == ["more/a.txt", "one.txt", "own.txt"]


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "open/a.txt", "shut/b.txt")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    found = find_articles(tmp_path)
    assert [file.path for file in found.files] == ["open/a.txt"]
    assert found.unreadable == ("shut",)
    with pytest.raises(PermissionError):
        find_articles(tmp_path / "shut")


@given(st.lists(st.text(alphabet="aB09é.٣/", max_size=6)))
def test_any_paths_can_be_sorted(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    assert sorted(ordered, key=natural_key) == ordered


def test_numbers_sort_by_value() -> None:
    assert sorted(["a10", "a9", "A1", "a09"], key=natural_key) == ["A1", "a09", "a9", "a10"]
