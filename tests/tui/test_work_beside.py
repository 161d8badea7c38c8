"""Work beside the screen is begun without writing out what it is about, which may be megabytes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from support.screen import make_library, staged
from textual import worker_manager


async def test_nothing_that_work_is_given_is_written_out_to_describe_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described: list[type] = []

    def note(work: object) -> str:
        described.append(type(work))
        return ""

    monkeypatch.setattr(worker_manager, "repr", note, raising=False)
    monkeypatch.chdir(make_library(tmp_path / "out", {}))
    folder = make_library(tmp_path / "news", {"a.txt": "Kabul\n\nKabul fell. Kabul fell."})
    async with staged(folder) as stage:
        await stage.pilot.pause(0.7)
        await stage.open()
        await stage.press("v w t k a b enter S")
        await stage.pilot.pause(0.7)
        await stage.press("S X enter enter")
        await stage.until(lambda _: any((tmp_path / "out").iterdir()))
    assert partial not in described
