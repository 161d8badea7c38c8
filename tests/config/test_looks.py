from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.looks import keep_look, with_looks
from reader.config.paths import state_folder
from reader.config.settings import Settings
from reader.values import replace

WRITTEN = Settings(annotator="vera", theme="nord", width=80)


def test_what_was_changed_last_counts() -> None:
    assert with_looks(WRITTEN) == WRITTEN
    keep_look(WRITTEN, "width", 76)
    keep_look(WRITTEN, "theme", "dracula")
    keep_look(WRITTEN, "width", 72)
    assert with_looks(WRITTEN) == replace(WRITTEN, width=72, theme="dracula")
    newer = replace(WRITTEN, width=90)
    assert with_looks(newer) == replace(newer, theme="dracula")


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b"\xff", b'{"width": 3}', b'{"width": [80, 5]}', b'{"width": [80, "x"]}']
)
def test_a_damaged_file_changes_nothing(damage: bytes) -> None:
    state_folder().mkdir(parents=True)
    (state_folder() / "looks.json").write_bytes(damage)
    assert with_looks(WRITTEN) == WRITTEN
    keep_look(WRITTEN, "spacing", 2)
    assert with_looks(WRITTEN).spacing == 2


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    keep_look(WRITTEN, "width", 76)
    assert with_looks(WRITTEN) == WRITTEN
