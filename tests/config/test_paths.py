from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import paths
from reader.errors import ReaderError

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def test_the_places_follow_the_environment(tmp_path: Path) -> None:
    assert paths.data_folder() == tmp_path / "data" / "reader-tui"
    assert paths.config_folder() == tmp_path / "config" / "reader-tui"
    assert paths.cache_folder() == tmp_path / "cache" / "reader-tui"
    assert paths.state_folder() == tmp_path / "state" / "reader-tui"
    assert paths.settings_file() == tmp_path / "config" / "reader-tui" / "settings.toml"


def test_the_sample_library_is_copied_byte_for_byte() -> None:
    library = paths.install_sample_library()
    copied = {file.name: file.read_bytes() for file in library.iterdir()}
    assert copied == {file.name: file.read_bytes() for file in SEEDS.iterdir()}
    assert len(copied) == 2


def test_nothing_there_is_overwritten() -> None:
    library = paths.install_sample_library()
    kept, removed = sorted(library.iterdir())
    kept.write_text("mine")
    removed.unlink()
    assert paths.install_sample_library() == library
    assert kept.read_text() == "mine"
    assert not removed.exists()


def test_a_library_that_was_emptied_stays_empty() -> None:
    library = paths.install_sample_library()
    for article in library.iterdir():
        article.unlink()
    assert list(paths.install_sample_library().iterdir()) == []


def test_a_copy_that_failed_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(ReaderError, match="No space left on device"):
        paths.install_sample_library()
    assert list(paths.data_folder().iterdir()) == []


def test_the_copy_of_a_faster_process_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        target.mkdir()
        (target / "theirs.txt").write_text("theirs")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    assert [file.name for file in paths.install_sample_library().iterdir()] == ["theirs.txt"]


def test_a_folder_in_the_way_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(ReaderError, match="reader FOLDER") as caught:
        paths.install_sample_library()
    assert "\n" not in str(caught.value)
