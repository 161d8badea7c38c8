from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.cache import Reading, ReadingCache
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.text.span import Span

QUICK = Identity("quick", "1")
TEXT = "Harak fell. \ud800 Osk."
READING = Reading((RawSpan(Span(0, 5), "ORG"),), (Span(0, 11), Span(12, 18)))


def test_a_reading_is_found_again(tmp_path: Path) -> None:
    ReadingCache(tmp_path / "new" / "cache").put(TEXT, QUICK, READING)
    assert ReadingCache(tmp_path / "new" / "cache").get(TEXT, QUICK) == READING


def test_another_text_recogniser_or_version_is_not_found(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path)
    cache.put(TEXT, QUICK, READING)
    assert cache.get(TEXT + " ", QUICK) is None
    assert cache.get(TEXT, Identity("quick", "2")) is None
    assert cache.get(TEXT, Identity("other", "1")) is None


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": 99, "raw": [], "sentences": []}',
        b'{"format": 1, "raw": [[5, 0, "ORG"]], "sentences": []}',
        b'{"format": 1, "raw": [[0, 999, "ORG"]], "sentences": []}',
        b'{"format": 1, "raw": [[0, "x", "ORG"]], "sentences": []}',
        b'{"format": 1, "raw": [], "sentences": [3]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_as_if_it_were_not_there_and_is_rewritten(tmp_path: Path, damage: bytes) -> None:
    cache = ReadingCache(tmp_path)
    cache.put(TEXT, QUICK, READING)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.get(TEXT, QUICK) is None
    cache.put(TEXT, QUICK, READING)
    assert cache.get(TEXT, QUICK) == READING


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = ReadingCache(blocked / "cache")
    cache.put(TEXT, QUICK, READING)
    assert cache.get(TEXT, QUICK) is None


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", refuse)
    ReadingCache(tmp_path).put(TEXT, QUICK, READING)
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_nothing_is_kept() -> None:
    cache = ReadingCache(None)
    cache.put(TEXT, QUICK, READING)
    assert cache.get(TEXT, QUICK) is None
