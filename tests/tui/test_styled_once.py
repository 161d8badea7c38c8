"""What an article's screen costs before it stands, counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.screen import make_library, staged

from reader.tui.screens.article import ArticleScreen


@pytest.mark.parametrize("columns", [70, 120])
async def test_everything_is_styled_once_more_when_the_screen_comes_and_not_when_it_has_its_size(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[ArticleScreen] = []
    before = ArticleScreen.update_node_styles

    def counted(screen: ArticleScreen, **options: Any) -> None:
        styled.append(screen)
        before(screen, **options)

    monkeypatch.setattr(ArticleScreen, "update_node_styles", counted)
    library = make_library(tmp_path / "news", {"a.txt": "Title a\n\nThe text. And more of it."})
    async with staged(library, size=(columns, 30)) as stage:
        await stage.open()
        assert len(styled) == 1
        assert styled[0].has_class("-wide" if columns == 120 else "-narrow")
