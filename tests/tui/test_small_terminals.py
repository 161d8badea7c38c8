"""Terminals of any size: caret and top row keep their words, and too small is said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from textual import events

from reader.config.settings import Settings
from reader.tui.widgets.article_view import ArticleView

LONG = "\n\n".join(
    f"Paragraph {n} has a good many words of its own, so that it takes rows." for n in range(90)
)


async def resized(stage: Stage, width: int, height: int) -> Stage:
    await stage.pilot.resize_terminal(width, height)
    await stage.pilot.pause(0.05)
    return await stage.settle()


async def test_a_terminal_that_is_too_small_says_so_and_keys_do_nothing(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG})) as stage:
        await stage.open()
        await stage.press("9 g g")
        before = stage.reading.caret.offset

        await resized(stage, 20, 5)
        assert "too small" in stage.grid
        assert "30x8" in stage.grid
        await stage.press("j x d G q")
        assert stage.reading.caret.offset == before

        await resized(stage, 80, 24)
        assert "Paragraph 8 " in stage.grid
        assert stage.reading.caret.offset == before
        await stage.press("j")
        assert stage.reading.caret.offset > before


async def test_resizing_keeps_the_caret_and_the_top_row(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG}), size=(80, 24)) as stage:
        await stage.open()
        await stage.press("4 0 g g w w")
        view = stage.app.screen.query_one(ArticleView)
        caret, top = stage.reading.caret.offset, stage.grid.splitlines()[1]

        for width, height in ((100, 24), (62, 24), (80, 30), (300, 100), (47, 24), (30, 8), (80, 24)):
            await resized(stage, width, height)
            page = stage.reading.page
            row = page.place(stage.reading.caret.offset).row
            assert stage.reading.caret.offset == caret
            assert view.top <= row < view.top + view.size.height
            assert all(len(line) <= width for line in stage.grid.splitlines())

        for width in (75, 80, 70, 80):
            top = stage.grid.splitlines()[1] if width == 75 else top
            await resized(stage, width, 24)
        assert stage.grid.splitlines()[1] == top


@pytest.mark.parametrize("width", [90, 60, 40])
async def test_a_long_file_name_leaves_the_title_room(tmp_path: Path, width: int) -> None:
    name = "a file name that goes on and on for no good reason at all.txt"
    async with staged(make_library(tmp_path / "a", {name: f"Ministers meet\n\n{LONG}"})) as stage:
        await stage.open()
        top = (await resized(stage, width, 24)).grid.splitlines()[0]
        assert top.startswith(" Ministers meet ")
        assert ("a file name" in top) == (width >= 60)


@pytest.mark.parametrize("height", [20, 14, 8])
async def test_what_is_chosen_in_a_prompt_and_what_it_says_are_in_sight(tmp_path: Path, height: int) -> None:
    folder = make_library(tmp_path / "a", {"a.txt": LONG})
    (folder / ".reader").mkdir()
    codes = "".join(f'[[code]]\nname = "code {n:02}"\n' for n in range(20))
    (folder / ".reader/codebook.toml").write_text(codes)
    settings = Settings(annotator="tester", engine="quick", export_format="csv")
    async with staged(folder, size=(80, height), settings=settings) as stage:
        await stage.open()
        await stage.press("t down down down down down down down down down")
        assert "code 09" in stage.grid
        await stage.press("up up up up up")
        assert "code 04" in stage.grid
        await stage.press("escape X ctrl+u")
        (tmp_path / "there.csv").write_text("")
        await stage.type(f"{tmp_path}/there.csv\n")
        assert "there.csv is there already; ⏎ again replaces it" in stage.whole


async def test_a_paste_is_never_taken_for_commands(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG})) as stage:
        await stage.open()
        before = stage.reading
        stage.app.post_message(events.Paste("GxtD:q\n"))
        await stage.settle()
        assert stage.reading == before


async def test_a_narrow_footer_keeps_tagging_help_and_the_way_out(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "a", {"a.txt": LONG}), size=(60, 20)) as stage:
        await stage.open()
        footer = stage.grid.splitlines()[-1].split()
        assert " ".join(footer[:-1]) == "]d next ◆ / search v select t tag ? help q back"
        await resized(stage, 36, 20)
        footer = stage.grid.splitlines()[-1].split()
        assert " ".join(footer[:-1]) == "/ search t tag ? help q back"
