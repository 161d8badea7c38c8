"""Which screens are drawn: one that is covered is not, one below a question is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.screen import make_library, staged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": "A title\n\nAnna met Boris in Geneva.\n"})


async def test_a_screen_is_drawn_only_where_it_can_be_seen(folder: Path) -> None:
    async with staged(folder) as stage:
        below = stage.app.screen
        assert below.is_current
        await stage.open()
        article = stage.app.screen
        assert (below.is_current, article.is_current) == (False, True)
        await stage.press("t")
        assert stage.app.screen is not article
        assert (below.is_current, article.is_current) == (False, True)
        await stage.press("escape q")
        assert below.is_current


async def test_what_changed_behind_an_article_stands_when_that_is_left(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        make_library(folder, {"b.txt": "Another\n\nText.\n"})
        await stage.press("q")
        await stage.until(lambda s: "Another" in s.whole)
