"""Folders that are whole at every instant: replaced at once, and only where nothing else is in them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.storage import folders
from reader.storage.folders import LIST, write_folder_durably

OLD = {"a.txt": b"old", "in/b.txt": b"old too"}
NEW = {"a.txt": b"new", "c.txt": b"more"}


def held(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file() and each.name != LIST)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_is_replaced_as_a_whole(tmp_path: Path, monkeypatch, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr(folders, "_exchanged", lambda one, other: False)
    (tmp_path / "link").symlink_to(tmp_path / "above" / "out")
    write_folder_durably(tmp_path / "above" / "out", OLD)
    assert held(tmp_path / "above" / "out") == OLD
    write_folder_durably(tmp_path / "link", NEW)
    assert held(tmp_path / "above" / "out") == NEW
    assert [each.name for each in (tmp_path / "above").iterdir()] == ["out"]


def test_one_that_ends_at_any_call_leaves_old_or_new(tmp_path: Path, monkeypatch) -> None:
    """A program that is killed does nothing any more, not even what cleans up behind it."""
    out = tmp_path / "out"
    write_folder_durably(out, OLD)
    calls, seen = 0, []

    def watched(event: str, _arguments: object) -> None:
        nonlocal calls
        if watching and event.startswith(("os.", "shutil.", "open", "ctypes.")):
            calls += 1
            watching.clear()
            seen.append(held(out))
            watching.append(True)

    watching = [True]
    flush = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (watched("os.fsync", None), flush(descriptor))[1])
    sys.addaudithook(watched)
    write_folder_durably(out, NEW)
    watching.clear()
    assert calls > 10
    assert [now for now in seen if now not in (OLD, NEW)] == []
    assert (seen[0], held(out)) == (OLD, NEW)


@pytest.mark.parametrize("other", ["mine.txt", "in/mine.txt", ".hidden"])
def test_what_is_in_it_besides_stays(tmp_path: Path, other: str) -> None:
    write_folder_durably(tmp_path / "out", OLD)
    (tmp_path / "out" / other).write_text("mine")
    with pytest.raises(ReaderError, match="no export's, such as"):
        write_folder_durably(tmp_path / "out", NEW)
    assert held(tmp_path / "out") == OLD | {other: b"mine"}


def test_a_file_in_its_place_and_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ReaderError, match="a file is in its place"):
        write_folder_durably(tmp_path / "file", NEW)
    with pytest.raises(ReaderError, match="is not in it"):
        write_folder_durably(tmp_path / "out", {"../out.txt": b"x"})
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
