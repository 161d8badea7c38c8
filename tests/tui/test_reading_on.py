"""What the screen tells the analysis, and hears of it, besides findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged

from reader.analysis.last import Known
from reader.articles.findings import Findings
from reader.config.paths import data_folder
from reader.text.span import Span
from reader.tui.screens import article as screen
from reader.tui.screens.article import ArticleScreen

TEXT = "\n\n".join(f"Paragraph number {n} is about Aro Velt and so on." for n in range(400))


class Unhurried:
    """An analysis that answers nothing."""

    def __init__(self) -> None:
        self.asked: list[Span | None] = []
        self.looks: list[Span] = []

    def request(self, article_id: str, text: str, *, visible: Span | None, known: Known | None) -> None:
        self.asked.append(visible)

    def look(self, article_id: str, visible: Span) -> None:
        self.looks.append(visible)

    def cancel(self, article_id: str) -> None:
        pass

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


async def test_the_analysis_is_told_what_comes_on_screen_until_it_has_read_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "LOOK_SECONDS", 0.05)
    async with staged(make_library(tmp_path / "news", {"a.txt": TEXT})) as stage:
        analysis = Unhurried()
        stage.app.analyst.close()
        monkeypatch.setattr(stage.app, "analyst", analysis)
        await stage.press("enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen) and analysis.asked)
        await stage.press("j k G")
        await stage.until(lambda s: analysis.looks and analysis.looks[-1].end == len(TEXT))
        assert len(analysis.asked) == 1
        assert len(analysis.looks) < 4, "not with each key"
        assert isinstance(stage.app.screen, ArticleScreen)
        stage.app.screen.found(Findings("en", "quick"))
        told = len(analysis.looks)
        await stage.press("g g")
        await stage.pilot.pause(0.2)
        assert len(analysis.looks) == told


async def test_a_list_that_cannot_be_used_is_told_of_for_longer_than_a_key(tmp_path: Path) -> None:
    (data_folder() / "gazetteers").mkdir(parents=True)
    (data_folder() / "gazetteers" / "own.gazetteer").write_bytes(b"damaged")
    async with staged(make_library(tmp_path / "news", {"a.txt": "Aro Velt left."}), size=(120, 24)) as stage:
        await stage.open()
        assert "own.gazetteer" in stage.whole
        await stage.press("j")
        assert "own.gazetteer" in stage.whole
