"""``reader keys``, and the page that is made from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.program import main
from reader.session.commands import COMMANDS, key_shown


def test_every_command_is_printed_with_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    printed = capsys.readouterr().out
    for command in COMMANDS:
        row = next(line for line in printed.splitlines() if line.endswith(f" {command.help}"))
        assert row.split()[0] in [key_shown(keys) for each in COMMANDS for keys in each.keys]


def test_the_page_of_keys_is_not_stale(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    assert main(["keys", "--markdown"]) == 0
    page = (project / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == capsys.readouterr().out, "make it anew: reader keys --markdown > docs/keys.md"


def test_the_table_has_ones_own_keys_when_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "reader-tui").mkdir()
    (tmp_path / "reader-tui" / "settings.toml").write_text("[keys]\npeek = ['ö', 'f5']\n'jump.back' = []\n")
    assert main(["keys", "--mine"]) == 0
    rows = [line.split()[:3] for line in capsys.readouterr().out.splitlines()]
    assert ["ö", "f5", "Explain"] in rows
    assert ["—", "Caret", "back"] in rows
    assert main(["keys"]) == 0
    assert "ö" not in capsys.readouterr().out
