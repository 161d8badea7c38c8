"""The mouse in the article, and the ruler beside it."""

from __future__ import annotations

from pathlib import Path

from support.screen import Stage, make_library, staged
from textual import events

from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.row_painter import LEFT, margin_of
from reader.tui.widgets.ruler import Ruler

LONG = "\n\n".join(f"Paragraph {n} names Kabul once. It has two sentences." for n in range(60))


def cell_of(stage: Stage, words: str) -> tuple[int, int]:
    """Return the column and row, in the view, of words on the screen."""
    view = stage.app.screen.query_one(ArticleView)
    page = stage.reading.page
    place = page.place(LONG.index(words))
    return margin_of(view.size.width, page.width) + LEFT + place.column, place.row - view.top


def selected(stage: Stage) -> str | None:
    span = stage.reading.selection
    return None if span is None else span.of(LONG)


async def test_clicks(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG})) as stage:
        await stage.open()
        pilot = stage.pilot
        at = cell_of(stage, "Kabul once. It has two sentences.\n\nParagraph 1 ")
        card = stage.app.article.desk.card

        await pilot.click(ArticleView, offset=at)
        assert stage.reading.caret.offset == LONG.index("Kabul")
        assert selected(stage) is None
        await pilot.double_click(ArticleView, offset=at)
        assert selected(stage) == "Kabul"
        await pilot.triple_click(ArticleView, offset=at)
        assert selected(stage) == "Paragraph 0 names Kabul once."
        assert not card.display

        await pilot.click(ArticleView, offset=at, button=3)
        await stage.settle()
        assert card.display
        assert "Kabul" in stage.grid.split("Paragraph 4 ")[1]
        assert selected(stage) is None


async def test_dragging_selects_and_scrolls_beyond_the_edge(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG})) as stage:
        await stage.open()
        pilot, view = stage.pilot, stage.app.screen.query_one(ArticleView)
        start, end = cell_of(stage, "names"), cell_of(stage, "once")

        await pilot.mouse_down(ArticleView, offset=start)
        await move(stage, *end)
        await stage.settle()
        assert selected(stage) == "names Kabul o"

        await move(stage, end[0], view.size.height + 2)
        await stage.until(lambda s: s.app.screen.query_one(ArticleView).top > 10)
        await pilot.mouse_up(ArticleView, offset=end)
        await stage.settle()
        top = view.top
        assert selected(stage).startswith("names Kabul once")
        await pilot.pause(0.15)
        assert view.top == top


async def move(stage: Stage, column: int, row: int) -> None:
    """Move the mouse with its button held, out of the view too."""

    view = stage.app.screen.query_one(ArticleView)
    x, y = view.region.x + column, view.region.y + row
    event = events.MouseMove(view, column, row, 0, 1, 1, False, False, False, x, y)
    view.post_message(event)
    await stage.pilot.pause()


async def test_the_ruler_shows_where_things_lie_and_goes_there(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG})) as stage:
        await stage.open()
        ruler = stage.app.screen.query_one(Ruler)
        await stage.press("3 0 g g v l l t")
        await stage.type("place")
        await stage.press("enter slash")
        await stage.type("ph 59")
        await stage.press("enter g g")

        cells = "".join(line[-1] for line in column(stage))
        assert cells[0] == cells[1] == "┃"
        assert cells.count("▌") == 1
        assert abs(cells.index("▌") - len(cells) // 2) <= 1
        assert cells.endswith("•")
        assert set(cells[4:]) == {"│", "▌", "•"}

        await stage.pilot.click(Ruler, offset=(0, cells.index("▌")))
        await stage.settle()
        assert "Paragraph 29 " in stage.grid
        assert stage.app.screen.focused is stage.app.screen.query_one(ArticleView)
        await stage.press("z")
        assert "▌" not in "".join(line[-1:] for line in stage.grid.splitlines())
        assert ruler.display


def column(stage: Stage) -> list[str]:
    """Return the rows of the screen that the ruler stands in."""
    ruler = stage.app.screen.query_one(Ruler)
    rows = stage.grid.splitlines()[ruler.region.y : ruler.region.bottom]
    return [row[ruler.region.x :] for row in rows]
