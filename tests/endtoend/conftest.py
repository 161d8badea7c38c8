"""The installed program, started in terminals of our own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from support.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def program() -> str:
    """The installed command."""
    return str(Path(sys.executable).with_name("reader"))


@pytest.fixture
def start(program: str, tmp_path: Path) -> Iterator[Start]:
    """Start the program in a terminal; every one is ended after the test."""
    terminals: list[Terminal] = []

    def begin(*arguments: str, columns: int = 80, rows: int = 24, **kind: Mapping[str, str]) -> Terminal:
        terminals.append(Terminal([program, *arguments], columns=columns, rows=rows, cwd=tmp_path, **kind))
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.close()
