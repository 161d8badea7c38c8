from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reader.analysis.gazetteers.folder import Gazetteers

TODAY = date(2026, 6, 1)


@pytest.fixture
def lists(tmp_path: Path) -> Gazetteers:
    return Gazetteers(tmp_path / "lists", today=TODAY)


@pytest.fixture
def add(lists: Gazetteers, tmp_path: Path) -> Callable[..., Gazetteers]:
    """Add a list with the given content, as a file of a name, and return the lists."""

    def added(content: str | bytes, *, file: str = "people.csv", **how: object) -> Gazetteers:
        path = tmp_path / file
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        lists.add(path, **how)  # type: ignore[arg-type]
        return lists

    return added
