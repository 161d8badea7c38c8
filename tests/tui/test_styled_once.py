"""What an article's screen costs before it stands, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged
from support.styling import styled_from_now_on

from reader.tui.screens.article import ArticleScreen


@pytest.mark.parametrize("columns", [70, 120])
async def test_each_widget_is_styled_once(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(tmp_path / "news", {"a.txt": "Title a\n\nThe text. And more of it."})
    async with staged(library, size=(columns, 30)) as stage:
        styled = styled_from_now_on(monkeypatch)
        await stage.open()
        screen = stage.app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.has_class("-wide" if columns == 120 else "-narrow")
        own = [
            each
            for each in screen.walk_children(with_self=True)
            if type(each).__module__.startswith("reader")
        ]
        assert len(own) >= 8
        assert {type(each).__name__: styled.count(each) for each in own if styled.count(each) != 1} == {}
