from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged

from reader.config.remaps import Remap
from reader.config.settings import Settings
from reader.session.effects import Restyle
from reader.session.keyboard import Keyboard, keyboard_of
from reader.tui.screens.welcome import welcome
from reader.values import replace

TEXT = "A title\n\nThe first paragraph has words.\n\nThe second paragraph has words too, and more of them.\n"
SETTINGS = Settings(annotator="tester", engine="quick", width=40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": TEXT})


def rows_between(stage: Stage) -> int:
    rows = [n for n, row in enumerate(stage.grid.split("\n")) if "first par" in row or "second par" in row]
    return rows[1] - rows[0] - 1


async def test_the_column_and_the_paragraphs_spacing_are_changed_live(folder: Path) -> None:
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
        for rows in (2, 3, 0, 1):
            await stage.press("g s")
            assert rows_between(stage) == rows
        assert "1 empty row between paragraphs" in stage.whole


async def test_what_was_changed_is_kept_until_the_settings_file_says_something_new(folder: Path) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.press("g t")
        assert stage.app.theme == "textual-light"
        assert "theme textual-light" in stage.whole
        await stage.open()
        await stage.press("less_than_sign g s")
    async with staged(folder, settings=SETTINGS) as stage:
        await stage.open()
        assert (stage.app.theme, stage.reading.page.width, rows_between(stage)) == ("textual-light", 38, 2)
    async with staged(folder, settings=replace(SETTINGS, width=50)) as stage:
        await stage.open()
        assert (stage.app.theme, stage.reading.page.width, rows_between(stage)) == ("textual-light", 50, 2)


async def test_themes_of_the_palette_and_of_terminals_with_sixteen_colours(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(folder, settings=SETTINGS) as stage:
        stage.app.theme = "nord"
        await stage.until(lambda s: "theme nord" in s.whole)
    async with staged(folder, settings=SETTINGS) as stage:
        assert stage.app.theme == "nord"
        monkeypatch.setattr(type(stage.app), "is_headless", False)
        monkeypatch.setattr(type(stage.app.console), "color_system", "standard")
        for theme in ("ansi-dark", "ansi-light", "ansi-dark"):
            stage.app.looks.restyle(Restyle("theme"))
            assert stage.app.theme == theme


async def test_ones_own_keys_are_shown_and_done(folder: Path) -> None:
    remaps = (
        Remap("tag.ask", ("ö", "ctrl+t"), "settings.toml, line 2"),
        Remap("jump.designation_next", (), "settings.toml, line 3"),
        Remap("help", ("f1",), "settings.toml, line 4"),
    )
    async with staged(folder, size=(100, 40), settings=replace(SETTINGS, keys=remaps)) as stage:
        await stage.open()
        assert "ö tag" in stage.whole
        assert "next ◆" not in stage.grid
        await stage.press("f1")
        assert "ö ctrl+t Tag “A title”" in stage.whole
        await stage.type("ctrl+t")
        assert "The key ctrl+t" in stage.whole
        await stage.press("enter")
        assert "tag “A title”" in stage.whole
        await stage.press("escape t")
        assert "tag “A title”" not in stage.whole
        await stage.press("full_stop")
        assert "no tag used yet; ö tags" in stage.whole


def test_the_card_for_a_first_reader_has_the_keys_in_force() -> None:
    assert [line[:6].strip() for line in welcome(Keyboard()).splitlines()[2:8]] == [
        "⏎",
        "]d",
        "f",
        "t",
        "u",
        "X",
    ]
    card = welcome(keyboard_of((Remap("tag.ask", ("ctrl+t",), ""), Remap("hint.show", (), ""))))
    assert "ctrl+t  tag it" in card
    assert "     —  label all there is" in card
    assert len(card.split("\n")) == 10
    assert max(map(len, card.split("\n"))) <= 74
