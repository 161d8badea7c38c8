"""Garbage is looked for at rest: prompts that have gone are let go of, whenever it was looked for before."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from support.screen import Stage, make_library, staged
from textual._styles_cache import StylesCache

from reader.tui import sweeping
from reader.tui.sweeping import Sweeping

TEXT = "Kabul fell\n\nThe Taliban entered the palace in Kabul the same evening."


@pytest.fixture
def not_left_out() -> Iterator[None]:
    """Have what the test leaves out of all looks for garbage taken in again."""
    yield
    gc.unfreeze()


def at_rest(app_sweeping: Sweeping, seconds: float) -> None:
    """Look for garbage so long after the last key, whatever was made."""
    with (
        patch.object(sweeping.time, "monotonic", lambda: 1000.0 + seconds),
        patch.object(sweeping, "MADE", -1),
    ):
        app_sweeping._pressed = 1000.0
        app_sweeping.look()


def nothing_cancelled(_stage: Stage) -> bool:
    """Tell whether every timer that was stopped is forgotten: until its time asyncio keeps whose it was."""
    return not any(handle.cancelled() for handle in asyncio.get_running_loop()._scheduled)


@pytest.mark.usefixtures("not_left_out")
@pytest.mark.parametrize("while_open", [(), (1.0,), (0.2, 100.0)])
async def test_prompts_that_have_gone_are_let_go_of(tmp_path: Path, while_open: tuple[float, ...]) -> None:
    async with staged(make_library(tmp_path, {"a.txt": TEXT})) as stage:
        await stage.open()
        at_rest(stage.app.sweeping, 1.0)
        prompts = []
        for _ in range(2):
            await stage.press("t")
            prompts.append(weakref.ref(stage.app.screen))
            for seconds in while_open:
                at_rest(stage.app.sweeping, seconds)
            await stage.press("escape")
        # Textual's messages and the terminal's focus may lead to the last of them for a while.
        await stage.until(nothing_cancelled)
        at_rest(stage.app.sweeping, 1.0)
        assert prompts[0]() is None
        assert StylesCache.get_inner_outer.cache_info().currsize == 0


@pytest.mark.usefixtures("not_left_out")
async def test_an_article_that_was_left_out_is_let_go_of(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path, {"a.txt": TEXT})) as stage:
        await stage.open()
        screen = weakref.ref(stage.app.screen)
        at_rest(stage.app.sweeping, 1.0)
        assert gc.get_freeze_count()
        await stage.press("q")
        await stage.open()
        await stage.press("q")
        await stage.until(nothing_cancelled)
        at_rest(stage.app.sweeping, 1.0)
        assert screen() is None


@pytest.mark.usefixtures("not_left_out")
async def test_what_stays_is_looked_through_once_in_a_long_rest(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path, {"a.txt": TEXT})) as stage:
        at_rest(stage.app.sweeping, 1.0)
        with patch.object(sweeping.gc, "unfreeze") as taken_in:
            for seconds in (0.05, 1.0, 100.0, 100.0):
                at_rest(stage.app.sweeping, seconds)
        assert taken_in.call_count == 1
