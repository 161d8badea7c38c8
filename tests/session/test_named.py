"""Long files that are opened by their names: what was found out about them is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.articles import describe
from reader.articles.folder import ArticleFile
from reader.articles.titles import count_words
from reader.config.settings import Settings
from reader.session.catalogue import LONG_BYTES
from reader.session.named import MOST, NAMED, Named
from reader.session.opening import open_library
from reader.session.packed import Row

VERA = Settings(annotator="vera")
LONG = "Kabul fell.\n" * (LONG_BYTES // 10)


def words_of(path: Path, *, at_once: bool = True) -> int:
    """Open a file by its name and return how many words it has."""
    library = open_library([path], VERA, at_once=at_once)
    return library.read(library.only or "").words


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is long enough."""
    path = tmp_path / "kabul.txt"
    path.write_text(LONG)
    return path


def kept(path: Path) -> Path:
    """Return where it is kept."""
    return path.parent / ".reader" / "cache" / NAMED


def test_words_are_counted_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(path)
    monkeypatch.setattr(describe, "count_words", lambda _: pytest.fail("they are counted again"))
    assert words_of(path) == words == count_words(LONG)


def test_of_a_file_that_was_changed_they_are_counted_again(path: Path) -> None:
    words = words_of(path)
    path.write_text(f"{LONG}Herat too.\n")
    assert words_of(path) == words + 2
    assert words_of(path) == words + 2


def test_what_was_put_there_by_somebody_is_not_believed_of_another_text(path: Path) -> None:
    words_of(path)
    state = path.stat()
    row = Row(path.name, state.st_size, state.st_mtime_ns, "Kabul", path.name, 7, b"\1" * 32, "kabul")
    Named(kept(path)).say(row)
    assert words_of(path) == count_words(LONG)


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\0" * 100])
def test_a_damaged_file_is_made_again(path: Path, damage: bytes) -> None:
    words_of(path)
    kept(path).write_bytes(damage)
    assert words_of(path) == count_words(LONG)
    assert kept(path).read_bytes() != damage


def test_nothing_is_left_of_short_files_and_by_commands(path: Path) -> None:
    short = path.with_name("short.txt")
    short.write_text("Kabul fell.")
    assert words_of(short) == 2
    words_of(path, at_once=False)
    assert not kept(path).exists()


def test_of_so_many_it_is_kept(tmp_path: Path) -> None:
    files = [ArticleFile(f"{number}.txt", LONG_BYTES, number) for number in range(MOST + 3)]
    for file in files:
        Named(tmp_path / NAMED).say(
            Row(file.path, file.size, file.mtime_ns, "Kabul", file.path, 1, b"\1" * 32, file.path)
        )
    known = [Named(tmp_path / NAMED).row(file) for file in files]
    assert known[:3] == [None] * 3
    assert None not in known[3:]
