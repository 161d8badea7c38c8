"""The engines known without a look at what is installed are those that Reader declares."""

from __future__ import annotations

import tomllib
from pathlib import Path

from reader.analysis.entities import finding
from reader.config.settings import RECOGNISERS, SHIPPED


def test_they_are_those_of_the_project(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(SHIPPED) == sorted(["auto", *declared["project"]["entry-points"][RECOGNISERS]])
    assert declared["project"]["entry-points"][RECOGNISERS] == finding._OWN


def test_command_names_are_those_of_their_modules() -> None:
    from reader.cli.names import MODULES
    from reader.cli.parser import commands

    assert [command.NAME for command in commands()] == list(MODULES)
