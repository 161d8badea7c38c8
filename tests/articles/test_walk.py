"""A folder's number is another one wherever its articles are, and the same where they are the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles import walk
from reader.articles.beside import FRESH_SECONDS, LookBeside
from reader.articles.folder import find_articles
from reader.articles.walk import state_of

CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda root: (root / "2.txt").write_text("Another text."),
    "written later": lambda root: os.utime(root / "2.txt", ns=(7, 7)),
    "come": lambda root: (root / "25.txt").write_text("text"),
    "come inside": lambda root: (root / "inside" / "b.md").write_text("text"),
    "gone": lambda root: (root / "2.txt").unlink(),
    "renamed": lambda root: (root / "2.txt").rename(root / "9.txt"),
    "hidden": lambda root: (root / "2.txt").rename(root / ".2.txt"),
    "moved": lambda root: (root / "2.txt").rename(root / "inside" / "2.txt"),
    "a folder renamed": lambda root: (root / "inside").rename(root / "outside"),
    "a document": lambda root: (root / "saved.html").write_text("<p>"),
    "a link": lambda root: (root / "link").symlink_to(root.parent / "elsewhere"),
    "a folder": lambda root: (root / "empty").mkdir(),
}
NOTHING: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "other files": lambda root: (root / "picture.jpg").write_text("jpg"),
    "what is hidden": lambda root: (root / ".reader").mkdir(),
    "a loop": lambda root: (root / "inside" / "up").symlink_to(root),
    "a broken link": lambda root: (root / "broken.txt").symlink_to(root / "gone"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "library"
    (root / "inside").mkdir(parents=True)
    for name in ("1.txt", "2.txt", "10.txt", "inside/a.txt"):
        (root / name).write_text("text")
    return root


@pytest.mark.parametrize("pieces", [1, 2, 4_096])
@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_makes_another_number(
    root: Path, what: str, pieces: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "_AT_ONCE", pieces)
    before = state_of(str(root))
    CHANGES[what](root)
    assert state_of(str(root)) != before
    assert find_articles(root).state == state_of(str(root))


@pytest.mark.parametrize("what", NOTHING)
def test_what_is_no_article_makes_none(root: Path, what: str) -> None:
    before, found = state_of(str(root)), find_articles(root).files
    NOTHING[what](root)
    assert state_of(str(root)) == before
    assert find_articles(root).files == found


def test_files_that_go_while_they_are_looked_at_are_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take = walk.Piece.take

    def too_late(piece: walk.Piece, entry: os.DirEntry[str]) -> None:
        if entry.name == "2.txt":
            os.unlink(entry.path)  # noqa: PTH108 - what the system gave
        take(piece, entry)

    monkeypatch.setattr(walk.Piece, "take", too_late)
    assert [file.path for file in find_articles(root).files] == ["1.txt", "10.txt", "inside/a.txt"]


def test_another_process_says_the_same_number(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = LookBeside(str(root))
    assert look.is_fresh
    with monkeypatch.context() as patched:
        patched.setattr("reader.articles.beside.state_of", lambda _: pytest.fail("looked here"))
        assert look.state() == state_of(str(root))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + FRESH_SECONDS)
    assert not look.is_fresh


def test_where_there_can_be_no_process_it_is_looked_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/program")
    assert LookBeside(str(root)).state() == state_of(str(root))
    monkeypatch.setattr("sys.executable", "/bin/true")
    assert LookBeside(str(root)).state() == state_of(str(root))
    with pytest.raises(FileNotFoundError):
        LookBeside(str(root / "gone")).state()
