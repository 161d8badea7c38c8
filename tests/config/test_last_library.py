from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.config.last_library import last_library, remember_library


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "reader-tui"


def test_at_first_there_is_none() -> None:
    assert last_library() == ()


def test_the_last_one_is_known_by_its_absolute_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    remember_library([Path("news")])
    remember_library([Path("a.txt"), Path("статья.txt"), Path(os.fsdecode(b"\xff.txt"))])
    assert last_library() == tuple(tmp_path / n for n in ("a.txt", "статья.txt", os.fsdecode(b"\xff.txt")))


@pytest.mark.parametrize(
    "damage", [b"", b"\0\0", b"[]", b'{"paths": 3}', b'{"paths": [1]}', b"\xff", b"[" * 9]
)
def test_a_damaged_file_is_as_none(state: Path, damage: bytes) -> None:
    state.mkdir()
    (state / "last-library.json").write_bytes(damage)
    assert last_library() == ()


def test_a_write_that_fails_keeps_the_old_and_litters_nothing(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_library([Path("/old")])

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    remember_library([Path("/new")])
    assert last_library() == (Path("/old"),)
    assert [file.name for file in state.iterdir()] == ["last-library.json"]


def test_a_state_folder_that_cannot_be_made_is_no_error(tmp_path: Path, state: Path) -> None:
    state.write_text("in the way")
    remember_library([Path("/news")])
    assert last_library() == ()
