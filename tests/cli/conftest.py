"""What tests of answers that are kept from one command to the next have in common."""

from __future__ import annotations

import pytest
from support.analysts import warm_analyst

from reader.analysis import client
from reader.api import library as api
from reader.start import printed


@pytest.fixture(autouse=True)
def soon_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands that are called in this process use workers that take no time to start."""
    monkeypatch.setattr(client, "Analyst", warm_analyst)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep answers at once."""
    monkeypatch.setattr(printed, "SETTLED", -60_000_000_000)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note which libraries are opened."""
    calls: list[object] = []
    open_library = api.open_library

    def noting(path: object, **others: object) -> api.Library:
        calls.append(path)
        return open_library(path, **others)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(api, "open_library", noting)
    return calls
