from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged

from reader.tui.copying import desktop_program


@pytest.mark.parametrize(
    ("program", "environment", "words"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}, ()),
        ("xclip", {"DISPLAY": ":0"}, ("-selection", "clipboard")),
        ("xsel", {"DISPLAY": ":0"}, ("--clipboard", "--input")),
        ("wl-copy", {"DISPLAY": ":0"}, None),
        ("xclip", {"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1"}, None),
        ("vi", {"DISPLAY": ":0"}, None),
    ],
)
def test_the_desktops_own_program_is_used_where_it_is(
    tmp_path: Path, program: str, environment: dict[str, str], words: tuple[str, ...] | None
) -> None:
    file = tmp_path / program
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    found = desktop_program({"PATH": str(tmp_path), **environment})
    assert found == (None if words is None else (str(file), *words))


async def test_copies_go_to_the_desktop_and_survive_its_absence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": "A title\n\nKabul fell.\n"})
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\nexec cat > {tmp_path / 'pasted'}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("G y")
        await stage.until(lambda s: "copied 11 characters; also in " in s.whole)
        assert (tmp_path / "pasted").read_text() == stage.app.clipboard == "Kabul fell."
        program.write_text("no program")
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
        await stage.press("Y")
        await stage.until(lambda s: "copied as a citation" in s.whole)
        assert "also in" not in stage.whole
