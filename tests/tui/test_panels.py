"""The lists beside the text: grouped, filtered, sorted, walked, clicked."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged

from reader.articles.findings import Entity
from reader.config.settings import Settings
from reader.tui.widgets.desk import Desk

NEWS = (
    "Minister speaks of talks\n\n"
    "Anna Petrova met the Quiet Front* in Geneva. Petrova said the talks went on.\n"
    "The Quiet Front left. Nobody else came. Anna Petrova stayed in Geneva.\n\n"
    "*The Quiet Front is a terrorist organisation banned in Russia."
)
FIRST, SECOND = NEWS.index("Anna"), NEWS.index("Petrova said")
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": NEWS})


def desk(stage: Stage) -> Desk:
    return stage.app.screen.query_one(Desk)


async def on_petrova(stage: Stage) -> None:
    """Open the entities with the cursor on Anna Petrova."""
    await stage.press("E slash")
    await stage.type("petrova\n")
    current = desk(stage).entities.current
    assert isinstance(current, Entity)
    assert current.name == "Anna Petrova"


@pytest.mark.parametrize("size", SIZES)
async def test_entities_are_grouped_filtered_and_walked(news: Path, size: tuple[int, int]) -> None:
    async with staged(news, size=size) as stage:
        await stage.open()
        await stage.press("E")
        assert "person" in stage.grid
        assert "organisation" in stage.grid
        await stage.press("E")
        assert not desk(stage).entities.display
        await on_petrova(stage)
        assert "/petrova" in stage.grid
        assert "organisation" not in stage.grid.split("/petrova")[1].splitlines()[2]
        await stage.press("enter")
        assert (stage.reading.caret.offset, "1 of 3: Anna Petrova" in stage.grid) == (FIRST, True)
        assert "1/3" in stage.grid
        await stage.press("enter")
        assert (stage.reading.caret.offset, "2 of 3" in stage.grid) == (SECOND, True)
        await stage.press("2 n")
        assert (stage.reading.caret.offset, "1 of 3" in stage.grid) == (FIRST, True)
        await stage.press("left_square_bracket")
        assert "3 of 3" in stage.grid
        assert desk(stage).entities.has_focus
        await stage.press("q")
        assert "/petrova" not in stage.grid
        assert desk(stage).entities.display
        await stage.press("q")
        assert not desk(stage).entities.display


async def test_a_click_selects_and_a_second_one_goes(news: Path) -> None:
    async with staged(news, size=(120, 40)) as stage:
        await stage.open()
        await stage.press("E")
        panel = desk(stage).entities
        row = next(i for i, r in enumerate(panel.rows) if isinstance(r, Entity) and r.name == "Geneva")
        await stage.pilot.click(panel, offset=(5, row + 1))
        await stage.settle()
        assert (panel.cursor, stage.reading.caret.offset) == (row, 0)
        await stage.pilot.click(panel, offset=(5, row + 1))
        await stage.settle()
        assert stage.reading.caret.offset == NEWS.index("Geneva")
        assert "1 of 2: Geneva" in stage.grid


async def tagged(stage: Stage) -> None:
    """Three annotations: Anna Petrova, a sentence with a note, a place."""
    await stage.press("] e v e t")
    await stage.type("who\n")
    await stage.press(") t")
    await stage.type("said\n")
    await stage.press("} t")
    await stage.type("what\n")


@pytest.mark.parametrize("size", SIZES)
async def test_annotations_are_filtered_sorted_and_walked(news: Path, size: tuple[int, int]) -> None:
    async with staged(news, size=size) as stage:
        await stage.open()
        await tagged(stage)
        await stage.press("g g A slash")
        assert "tag: text: note:" in stage.whole
        await stage.type("tag:wh")
        assert "2 of 3" in stage.whole
        await stage.type(" tga:x")
        assert "there is no filter tga:, the nearest is tag:" in stage.whole
        await stage.press("escape slash")
        await stage.type("entity:petrova\n")
        panel = desk(stage).annotations
        assert {row.annotation.tags[0] for row in panel.rows} == {"who", "said"}
        await stage.press("n")
        assert "2 of 2" in stage.grid.splitlines()[-1]
        assert panel.has_focus
        assert stage.reading.caret.offset == panel.rows[1].annotation.span.start
        await stage.press("q o")
        assert panel.rows[0].annotation.tags == ("what",)
        await stage.press("o")
        assert [row.annotation.tags[0] for row in panel.rows] == ["said", "what", "who"]
        assert "by tag" in stage.whole
        await stage.press("enter")
        assert not panel.has_focus


async def test_others_annotations_name_their_author(news: Path) -> None:
    async with staged(news, settings=Settings(annotator="anna", engine="quick")) as stage:
        await stage.open()
        await tagged(stage)
    async with staged(news) as stage:
        await stage.open()
        await stage.press("A")
        assert "┊who anna: Anna" in stage.whole.replace("┊ who", "┊who")
        await stage.press("slash")
        await stage.type("-author:anna")
        assert "0 of 3" in stage.whole
        assert "no annotation has all of this" in stage.whole
