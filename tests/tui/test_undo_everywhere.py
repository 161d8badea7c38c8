"""Undo across articles, from an article and from the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return make_library(
        tmp_path / "two", {"a.txt": "First title\n\nSome words.\n", "b.txt": "Second title\n\nOthers.\n"}
    )


async def test_a_change_of_the_last_article_is_undone_in_the_next(two: Path) -> None:
    async with staged(two) as stage:
        await stage.open()
        await stage.press("v w t x enter q")
        assert stage.app.library.store.counts() == {stage.app.library.listings()[0].id: 1}
        await stage.open("j enter")
        await stage.press("u")
        assert "undone in “First title”: tagged" in stage.whole
        assert stage.app.library.store.counts() == {}
        await stage.press("ctrl+r q")
        assert sum(stage.app.library.store.counts().values()) == 1


async def test_the_list_undoes_and_redoes_too(two: Path) -> None:
    async with staged(two) as stage:
        await stage.press("u")
        assert "nothing undone" in stage.whole
        await stage.open()
        await stage.press("v w t x enter q")
        await stage.until(lambda s: "2 articles ▎1" in s.whole)
        await stage.press("u")
        await stage.until(lambda s: "2 articles ▎0" in s.whole)
        assert "undone in “First title”" in stage.whole
        await stage.press("ctrl+r")
        await stage.until(lambda s: "2 articles ▎1" in s.whole)


async def test_the_last_tag_goes_along_to_the_next_article(two: Path) -> None:
    async with staged(two) as stage:
        await stage.open()
        await stage.press("t x enter q")
        await stage.open("j enter")
        await stage.press("full_stop")
        assert stage.reading.annotations[0].tags == ("x",)
