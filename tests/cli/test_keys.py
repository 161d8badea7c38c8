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
