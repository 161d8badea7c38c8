"""The lists beside the text: grouped, filtered, sorted, walked, clicked."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged

from reader.articles.findings import Entity
from reader.config.remaps import Remap
from reader.config.settings import Settings
from reader.tui.widgets.desk import Desk

NEWS = (
    "Minister speaks of talks\n\n"
    "Anna Petrova met the Quiet Front* in Geneva. Petrova said the talks went on.\n"
    "The Quiet Front left. Nobody else came. Anna Petrova stayed in Geneva.\n\n"
    "*The Quiet Front is a terrorist organisation banned in Russia."
)
FIRST, SECOND = NEWS.index("Anna"), NEWS.index("Petrova said")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": NEWS})


def desk(stage: Stage) -> Desk:
    return stage.app.screen.query_one(Desk)


async def test_entities_are_grouped_filtered_walked_and_clicked(news: Path) -> None:
    async with staged(news, size=(80, 24)) as stage:
        await stage.open()
        await stage.press("E")
        panel = desk(stage).entities
        assert "person" in stage.grid
        assert "organisation" in stage.grid
        assert "whole library" not in stage.grid.splitlines()[-1]
        await stage.press("slash")
        await stage.type("petrova\n")
        assert "/petrova" in stage.grid
        assert [row.name for row in panel.rows if isinstance(row, Entity)] == ["Anna Petrova"]
        await stage.press("enter")
        assert (stage.reading.caret.offset, "1 of 3: Anna Petrova" in stage.grid) == (FIRST, True)
        assert "1/3" in stage.grid
        await stage.press("enter")
        assert (stage.reading.caret.offset, "2 of 3" in stage.grid) == (SECOND, True)
        await stage.press("2 n")
        assert (stage.reading.caret.offset, "1 of 3" in stage.grid) == (FIRST, True)
        await stage.press("left_square_bracket")
        assert "3 of 3" in stage.grid
        assert panel.has_focus
        await stage.press("q")
        assert ("/petrova" in stage.grid, panel.display) == (False, True)
        await click_twice(stage)
        await stage.press("q")
        assert not panel.display


async def test_a_list_opens_at_the_caret_without_hiding_more_than_it_must(tmp_path: Path) -> None:
    names = ("Anna Petrova", "Boris Ivanov", "Clara Schmidt", "David Miller", "Emma Rossi", "Frank Weber")
    text = "Talks\n\n" + "\n\n".join(f"Minister {name} spoke." for name in names)
    folder = make_library(tmp_path / "many", {"a.txt": text})
    async with staged(folder, size=(80, 24)) as stage:
        await stage.open()
        await stage.press("G b b b")
        for _ in range(2):
            await stage.press("E")
            panel = desk(stage).entities
            assert isinstance(panel.current, Entity)
            assert "Weber" in panel.current.name
            assert panel.top == max(0, panel.cursor - panel.size.height + 1)
            assert stage.app.cursor_position.y == panel.content_region.y + panel.cursor - panel.top
            await stage.press("E")


async def click_twice(stage: Stage) -> None:
    """A click selects, a second one goes."""
    panel, before = desk(stage).entities, stage.reading.caret.offset
    panel.move_to(1)
    row = next(i for i, r in enumerate(panel.rows) if isinstance(r, Entity) and r.name == "Geneva")
    panel.move_to(row + 1)
    await stage.settle()
    for expected in (before, NEWS.index("Geneva")):
        await stage.pilot.click(panel, offset=(5, row - panel.top + 1))
        await stage.settle()
        assert (panel.cursor, stage.reading.caret.offset) == (row, expected)
    assert "1 of 2: Geneva" in stage.grid


async def test_empty_lists_say_what_to_do_in_the_keys_in_force(tmp_path: Path) -> None:
    keys = (Remap("tag.ask", ("B",), ""), Remap("codebook.add", ("B",), ""), Remap("queue.widen", ("B",), ""))
    settings = Settings(annotator="tester", engine="quick", keys=keys)
    folder = make_library(tmp_path / "bare", {"a.txt": "nothing is named in here at all\n"})
    async with staged(folder, settings=settings) as stage:
        await stage.open()
        await stage.press("A")
        assert "no annotations yet: B tags, c notes" in stage.whole
        await stage.press("E")
        assert "no names found in this article" in stage.whole
        await stage.press("C")
        assert "no tags yet: B adds one" in stage.whole
        await stage.press("q q")
        await stage.press("# T")
        assert "no other place in this article: B looks through the library" in stage.whole


async def test_annotations_are_filtered_sorted_and_walked(news: Path) -> None:
    annotate(news, "a.txt", "Anna Petrova", "who", at="2026-01-01")
    annotate(news, "a.txt", "Petrova said the talks went on.", "said", note="sure?", at="2026-01-02")
    annotate(news, "a.txt", "Nobody else", "what", by="anna", at="2026-01-03")
    async with staged(news, size=(120, 40)) as stage:
        await stage.open()
        await stage.press("A slash")
        assert "tag: text: note:" in stage.whole
        await stage.type("tag:wh")
        assert "2 of 3" in stage.whole
        await stage.type(" tga:x")
        assert "there is no filter tga:, the nearest is tag:" in stage.whole
        await stage.press("escape slash")
        await stage.type("entity:anna\n")
        panel = desk(stage).annotations
        assert [row.annotation.tags[0] for row in panel.rows] == ["who", "said"]
        await stage.press("n")
        assert "2 of 2" in stage.grid.splitlines()[-1]
        assert panel.has_focus
        assert stage.reading.caret.offset == panel.rows[1].annotation.span.start
        await stage.press("q o")
        assert [row.annotation.tags[0] for row in panel.rows] == ["what", "said", "who"]
        await stage.press("o")
        assert [row.annotation.tags[0] for row in panel.rows] == ["said", "what", "who"]
        assert "by tag" in stage.whole
        row = next(line for line in stage.grid.splitlines() if "anna: Nobody" in line)
        assert "┊" in row
        await stage.press("slash")
        await stage.type("-author:anna -author:tester\n")
        assert "no annotation has all of this" in stage.whole
        await stage.press("q enter")
        assert not panel.has_focus
