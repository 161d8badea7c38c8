"""The one file that is named is read before its article is asked for, and never twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from reader.articles.article import LONG, text_sha256
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session import ahead
from reader.session.opening import Library, open_library
from reader.sources import textfile

ANNA = Settings(annotator="anna")
LONG_TEXT = "Kabul fell. " * (LONG // 10)


def opened(path: Path, *, at_once: bool = True) -> Library:
    return open_library([path], ANNA, at_once=at_once)


def text_of(library: Library) -> str:
    assert library.only is not None
    article = library.read(library.only)
    assert article.sha256 == text_sha256(article.text)
    return article.text


@pytest.fixture(params=["Kabul fell.\n", LONG_TEXT], ids=["short", "long"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(request.param, "utf-8")
    return path


def test_it_is_read_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text("utf-8")
    read: list[str] = []
    monkeypatch.setattr(textfile, "_read_bytes", lambda path: (read.append(str(path)), file.read_bytes())[1])
    library = opened(file)
    assert text_of(library) == text
    assert read == [str(file)]
    assert text_of(library) == text
    assert len(read) == 2


def test_where_it_has_changed_meanwhile_it_is_read_again(file: Path) -> None:
    library = opened(file)
    times = file.stat()
    file.write_text("Herat fell.\n", "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert text_of(library) == "Herat fell.\n"


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no process finds out an identity")
def test_what_was_begun_for_what_the_file_said_before_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    spawn = os.posix_spawn

    def spawned(*words: Any, **more: Any) -> int:
        begun.append(spawn(*words, **more))
        return begun[-1]

    monkeypatch.setattr(os, "posix_spawn", spawned)
    path = tmp_path / "a.txt"
    path.write_text(LONG_TEXT, "utf-8")
    library = opened(path)
    path.write_text("Herat fell.\n", "utf-8")
    assert text_of(library) == "Herat fell.\n"
    (process,) = begun
    with pytest.raises(ChildProcessError):  # It was waited for.
        os.waitpid(process, os.WNOHANG)


def test_where_it_has_gone_meanwhile_that_is_said(file: Path) -> None:
    library = opened(file)
    file.unlink()
    with pytest.raises(ReaderError, match="no such file"):
        text_of(library)


def test_whoever_only_lists_it_keeps_nothing_of_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Ahead", lambda _: pytest.fail("it is read ahead"))
    library = opened(file, at_once=False)
    assert library.located.ahead is None
    assert text_of(library) == file.read_text("utf-8")


@pytest.mark.parametrize("content", [b"", b"\xff\xfeK\0", b"Kabul \xe9", b"\0\1\2"])
def test_what_cannot_be_read_is_said_at_once_and_the_same(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    said = []
    for at_once in (False, True):
        with pytest.raises(ReaderError) as problem:
            opened(path, at_once=at_once)
        said.append(str(problem.value))
    assert said[0] == said[1]


def test_a_file_that_was_read_ahead_is_no_other_one(tmp_path: Path) -> None:
    first, other = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Kabul.", "utf-8")
    other.write_text("Herat.", "utf-8")
    assert ahead.Ahead(first).take(str(other)) is None
    read = ahead.Ahead(first)
    assert read.take(str(first)) == ("Kabul.", None)
    assert read.take(str(first)) is None
