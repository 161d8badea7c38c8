from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged

from reader.config.settings import Settings
from reader.session.effects import Restyle

TEXT = "A title\n\nThe first paragraph has words.\n\nThe second paragraph has words too, and more of them.\n"
SETTINGS = Settings(annotator="tester", engine="quick", width=40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": TEXT})


def rows_between(stage: Stage) -> int:
    rows = [n for n, row in enumerate(stage.grid.split("\n")) if "first par" in row or "second par" in row]
    return rows[1] - rows[0] - 1


async def test_the_column_is_made_wider_and_narrower(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.open()
        await stage.press("greater_than_sign")
        assert stage.reading.page.width == 42
        assert "42 columns" in stage.whole
        await stage.press("5 less_than_sign")
        assert stage.reading.page.width == 32
        await stage.press("9 9 less_than_sign")
        assert stage.reading.page.width == 20
        assert "20 columns, the narrowest" in stage.whole
        await stage.press("9 9 greater_than_sign")
        assert stage.reading.page.width == (room := stage.app.screen.desk.view.room)
        await stage.press("greater_than_sign")
        assert f"{room} columns: there is no more room" in stage.whole


async def test_paragraphs_are_set_apart(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.open()
        for rows in (2, 3, 0, 1):
            await stage.press("g s")
            assert rows_between(stage) == rows
        assert "1 empty row between paragraphs" in stage.whole


async def test_what_was_changed_is_kept(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.press("g t")
        assert stage.app.theme == "textual-light"
        assert "theme textual-light" in stage.whole
        await stage.open()
        await stage.press("less_than_sign g s")
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.open()
        assert (stage.app.theme, stage.reading.page.width, rows_between(stage)) == ("textual-light", 38, 2)


async def test_a_later_change_of_the_settings_file_counts(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.open()
        await stage.press("less_than_sign g t")
    async with staged(folder, settings=replace(SETTINGS, width=50)) as stage:
        await stage.open()
        assert (stage.app.theme, stage.reading.page.width) == ("textual-light", 50)


async def test_a_theme_chosen_in_the_palette_is_kept(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        stage.app.theme = "nord"
        await stage.until(lambda s: "theme nord" in s.whole)
    async with staged(folder, settings=SETTINGS) as stage:
        assert stage.app.theme == "nord"


async def test_sixteen_colours_are_the_terminals_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(folder, settings=replace(SETTINGS, theme="catppuccin-latte")) as stage:
        assert stage.app.theme == "catppuccin-latte"
        monkeypatch.setattr(type(stage.app), "is_headless", False)
        monkeypatch.setattr(type(stage.app.console), "color_system", "standard")
        for theme in ("ansi-dark", "ansi-light", "ansi-dark"):
            stage.app.looks.restyle(Restyle("theme"))
            assert stage.app.theme == theme
