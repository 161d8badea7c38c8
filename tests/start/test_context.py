"""What a picture is made for is told from the same places as the app takes it from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.config import paths
from reader.config.last_library import last_library, remember_library
from reader.start.context import context_of, file_of, folder_of, last_opened


def test_folders_are_those_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder_of("cache") == str(paths.cache_folder())
    assert folder_of("state") == str(paths.state_folder())
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, " ")
    assert folder_of("cache") == str(paths.cache_folder())
    assert folder_of("state") == str(paths.state_folder())


def test_elsewhere_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert folder_of("cache") is None
    assert file_of("context") is None
    assert last_opened() is None


@pytest.mark.parametrize(
    "names", [(), ("a",), ("a b", "c"), ("“é”",), ('quote " and \\ back', "x"), ("\udcff", "line\nend")]
)
def test_the_last_library_is_the_one_remembered(names: tuple[str, ...], tmp_path: Path) -> None:
    if names:
        remember_library([tmp_path / name for name in names])
    assert last_opened() == tuple(map(str, last_library()))


def test_a_damaged_memory_is_unclear(own_folders: Path) -> None:
    file = own_folders / "xdg_state_home" / "reader-tui" / "last-library.json"
    file.parent.mkdir()
    for content in (b"{}", b"\xff", b'{"paths": ["\\', b'{"paths": ["\\"]}'):
        file.write_bytes(content)
        assert last_opened() is None


def test_every_difference_to_be_seen_makes_another_context(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {context_of(["/a"], (80, 24)), context_of(["/b"], (80, 24)), context_of(["/a"], (80, 25))}
    for name in ("TERM", "COLORTERM", "NO_COLOR", "XDG_CONFIG_HOME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.setenv(name, "other")
        seen.add(context_of(["/a"], (80, 24)))
    assert len(seen) == 8
