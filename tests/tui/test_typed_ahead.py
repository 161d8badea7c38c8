"""Keys typed behind one that closes a screen belong to the screen below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import make_library, staged
from textual import events

from reader.tui.palette import Palette
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.codebook import CodebookScreen
from reader.tui.screens.library import LibraryScreen

TEXTS = {f"{letter}.txt": f"Title {letter}\n\nText {letter}. And more." for letter in "abc"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", TEXTS)


async def test_behind_the_key_that_closes_an_article(library: Path) -> None:
    async with staged(library) as stage:
        await stage.open()
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)


async def test_behind_the_key_that_closes_the_list_of_annotations(library: Path) -> None:
    async with staged(library) as stage:
        await stage.type("A")
        await stage.until(lambda stage: "Title a" not in stage.grid)
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)


async def test_behind_the_key_that_chooses_an_annotation(library: Path) -> None:
    annotate(library, "a.txt", "Text a", "tag")
    async with staged(library) as stage:
        await stage.press("A")
        await stage.until(lambda stage: "in 1 article" in stage.grid)
        await stage.type("\n:zen")
        await stage.until(lambda stage: isinstance(stage.app.screen, Palette))
        await stage.until(lambda stage: "zen" in stage.grid)
        await stage.press("escape")
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))


async def test_a_command_is_chosen_once_however_often_the_key_comes(library: Path) -> None:
    async with staged(library) as stage:
        await stage.type(":codebook")
        await stage.until(lambda stage: "Codebook" in stage.grid or "codebook" in stage.grid)
        await stage.press("down")
        await stage.type("\n\n\n")
        await stage.until(lambda stage: isinstance(stage.app.screen, CodebookScreen))
        await stage.press("q")
        await stage.until(lambda stage: isinstance(stage.app.screen, LibraryScreen))


async def test_a_prompt_is_answered_while_the_terminal_is_too_small(library: Path) -> None:
    async with staged(library) as stage:
        await stage.open()
        await stage.press("slash")
        prompt = stage.app.screen
        await stage.pilot.resize_terminal(20, 5)
        await stage.until(lambda stage: "too small" in stage.grid)
        prompt.dismiss(None)
        prompt.post_message(events.Key("j", "j"))
        await stage.settle()
        assert "too small" in stage.grid

        await stage.pilot.resize_terminal(80, 24)
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)
