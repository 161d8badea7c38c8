"""What Reader uses of Textual's inside is there, and does what it is used for."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged

from reader.config.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.inside import ready_to_draw, strips_of
from reader.tui.pictures import rows_of


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": "Title [b] a\n\nThe text. And more of it."})


async def test_the_rows_of_a_screen_are_those_that_stand_on_it(library: Path) -> None:
    async with staged(library, size=(70, 20)) as stage:
        strips = strips_of(stage.app.screen)
        assert len(strips) == 20
        assert {strip.cell_length for strip in strips} == {70}
        assert "Title [b] a" in strips[2].text
        rows = rows_of(stage.app.screen)
        assert ["".join(words for _, words in row) for row in rows] == [strip.text for strip in strips]
        assert {sgr.strip("0123456789;") for row in rows for sgr, _ in row} == {""}


async def test_a_screen_that_is_ready_to_draw_stays_as_it_is(library: Path) -> None:
    async with staged(library, size=(70, 20)) as stage:
        before = stage.grid
        ready_to_draw(stage.app.screen)
        await stage.settle()
        assert stage.grid == before
        await stage.open()
        assert "The text. And more" in stage.grid


async def test_a_screen_is_not_drawn_while_frames_are_held_back_and_nothing_is_lost(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[bool, object]] = []
    display = ReaderApp._display
    monkeypatch.setattr(
        ReaderApp,
        "_display",
        lambda app, screen, what: [drawn.append((bool(app._batch_count), what)), display(app, screen, what)],
    )
    async with staged(library, size=(70, 20)) as stage:
        await stage.open()
        drawn.clear()
        screen = stage.app.screen
        with stage.app.batch_update():
            screen.refresh(layout=True)
            screen._refresh_layout()
            await stage.pilot.pause()
            assert drawn == []
        await stage.settle()
        screen.refresh()
        await stage.settle()
        assert drawn
        assert not any(held for held, _ in drawn)
        assert "The text. And more" in stage.grid


@pytest.mark.parametrize("theme", ["nord", "textual-light", "ansi-dark"])
async def test_an_app_begins_in_its_theme_as_if_it_were_put_on(
    theme: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with staged(library, size=(70, 20)) as stage:
        stage.app.theme = theme
        await stage.settle()
        await stage.press("j")
        wanted = rows_of(stage.app.screen)
        classes = stage.app.classes
        variables = stage.app.stylesheet._variables
    refreshed: list[ReaderApp] = []
    monkeypatch.setattr(ReaderApp, "refresh_css", lambda app, **_: refreshed.append(app))
    settings = Settings(annotator="tester", engine="quick", theme=theme)
    async with staged(library, size=(70, 20), settings=settings) as stage:
        await stage.press("j")
        assert rows_of(stage.app.screen) == wanted
        assert (stage.app.classes, stage.app.stylesheet._variables) == (classes, variables)
        assert refreshed == []
