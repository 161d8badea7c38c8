"""However far somebody reads or scrolls, no more drawn rows are kept than some screens have."""

from __future__ import annotations

from pathlib import Path

from support.screen import make_library, staged

from reader.tui.widgets import row_painter, rows
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.library_list import LibraryList


async def test_an_article_forgets_the_rows_drawn_longest_ago(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {number} has a few words." for number in range(900))
    async with staged(make_library(tmp_path, {"a.txt": text})) as stage:
        await stage.open()
        view = stage.app.screen.query_one(ArticleView)
        painter = view.painter
        height, width = view.size.height, view.size.width
        for top in range(0, 1500, height):
            painter.follow(stage.reading)
            painter.strips(range(top, top + height), width)
            painter.strip(0, width)
        assert row_painter.MOST_ROWS / 2 < painter.painted <= row_painter.MOST_ROWS + height + 1
        painter.follow(stage.reading)
        painted = painter.painted
        painter.strips(range(top, top + height), width)
        assert painter.painted == painted, "those drawn last are still there"
        assert [painter.still(top, width).text] == [strip.text for strip in painter.strips([top], width)]


async def test_a_list_forgets_the_rows_drawn_longest_ago(tmp_path: Path) -> None:
    async with staged(
        make_library(tmp_path, {f"a{n}.txt": f"Title {n}\n\nWords." for n in range(3)})
    ) as stage:
        listed = stage.app.screen.query_one(LibraryList)
        drawn = listed._strips
        drawn |= {(number, False, 7): listed._row(1, 80) for number in range(10, 10 + rows.MOST_ROWS)}
        shown = listed.rows_of(listed.size)
        assert len(drawn) <= rows.MOST_ROWS
        listed.rows_of(listed.size)
        assert all(row is listed._row(number, listed.size.width) for number, row in enumerate(shown[:3]))
