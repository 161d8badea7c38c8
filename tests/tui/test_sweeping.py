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
from textual.screen import Screen

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


async def old_prompt_gone(stage: Stage) -> weakref.ref[Screen[object]]:
    """Open and leave a prompt that was looked through while it stood, so that it is old, and then another."""
    await stage.press("t")
    prompt = weakref.ref(stage.app.screen)
    gc.collect()
    for key in ("escape", "t", "escape"):
        await stage.press(key)
    await stage.until(nothing_cancelled)
    return prompt


@pytest.mark.usefixtures("not_left_out")
@pytest.mark.parametrize(("few", "is_let_go"), [(sweeping.FEW, True), (0, False)])
async def test_old_prompts_are_let_go_of_between_keys(tmp_path: Path, few: int, is_let_go: bool) -> None:
    async with staged(make_library(tmp_path, {"a.txt": TEXT})) as stage:
        await stage.open()
        at_rest(stage.app.sweeping, 1.0)
        with patch.object(Sweeping, "uncovered"), patch.object(sweeping, "FEW", few):
            prompt = await old_prompt_gone(stage)
            at_rest(stage.app.sweeping, 0.2)
        assert (prompt() is None) is is_let_go


@pytest.mark.usefixtures("not_left_out")
async def test_a_prompt_is_let_go_of_soon_after_it_has_gone(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path, {"a.txt": TEXT})) as stage:
        await stage.open()
        with patch.object(sweeping, "LOOK_SECONDS", 1000.0), patch.object(sweeping, "MADE", -1):
            stage.app.sweeping.begin()
            prompt = await old_prompt_gone(stage)
            for key in ("t", "escape"):
                await stage.press(key)
            await stage.until(lambda _: prompt() is None)


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
