"""Keys typed behind one that closes a screen belong to the screen below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged

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
