"""The first moments: keys come before what can wait, and nobody is asked for what is known."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.screen import make_library, staged

from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.tui.app import ReaderApp
from reader.tui.beginning import Beginning
from reader.tui.driver import Gate
from reader.tui.screens.article import ArticleScreen


def begun(told: list[str]) -> tuple[Beginning, list[Any]]:
    """A beginning that holds back, and the timers it sets."""
    timers: list[Any] = []
    screen = SimpleNamespace(refresh=lambda **_: None, call_after_refresh=lambda call: call())
    app: Any = SimpleNamespace(
        batch_update=nullcontext,
        is_running=True,
        screen=screen,
        set_timer=lambda _, call: timers.append(call),
    )
    keys = Gate()
    keys.wait(lambda: told.append("keys") if keys.is_open else None)
    return Beginning(app, keys, complete=lambda: told.append("picture"), holds=True), timers


def test_keys_are_read_before_anything_else_is_done_and_the_rest_waits() -> None:
    told: list[str] = []
    beginning, timers = begun(told)
    beginning.at_rest(lambda: told.append("rest"))
    beginning.then(lambda: told.append("live"))
    assert told == []
    beginning.stands(None)
    assert told == ["keys", "live"]
    beginning.at_rest(lambda: told.append("later"))
    for timer in timers:
        timer()
    assert told == ["keys", "live", "rest", "later"]
    beginning.at_rest(lambda: told.append("now"))
    assert told[-1] == "now"


class Asked:
    """Stands for what has articles analysed, and tells what is asked of it."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: self.calls.append(name)


async def asked_at_a_start(library: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked = Asked()
    settings = Settings(annotator="tester", engine="quick")
    opened = open_library([library / "a.txt"], settings)
    app = ReaderApp(opened, settings, first=opened.only)
    monkeypatch.setitem(vars(app), "analyst", asked)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        await pilot.pause()
    app.close_down()
    return [name for name in asked.calls if name in ("start", "request")]


async def test_the_analysis_is_begun_ahead_only_for_what_nobody_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(tmp_path / "news", {"a.txt": "Title a\n\nSergei Lavrov met the Taliban."})
    assert await asked_at_a_start(library, monkeypatch) == ["start", "request"]
    async with staged(library) as stage:
        await stage.open()
    assert await asked_at_a_start(library, monkeypatch) == ["request"]
