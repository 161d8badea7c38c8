"""The program while things go wrong around it; ``python tests/faults/run.py`` does more of the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.program import Program
from faults.scenarios import SCENARIOS, SkippedError, kills

ELSEWHERE = {"signals", "hang_up", "pasted"}
"""Those that tests/endtoend has as well."""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program, with nothing wrong yet."""
    program = Program(tmp_path)
    yield program
    program.close()


def test_kills_at_system_calls_of_a_save(program: Program) -> None:
    assert kills(program, 3) == 3
    assert program.confirmed


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name not in ELSEWHERE])
def test_what_was_confirmed_is_there(program: Program, name: str) -> None:
    try:
        SCENARIOS[name](program)
    except SkippedError as why:
        pytest.skip(str(why))
    if name not in ("full_disk", "read_only"):
        program.check_files()
