"""Which screens are drawn: one that is covered is not, one below a question is."""

from __future__ import annotations

from pathlib import Path

import pyte
import pytest

from reader.config.settings import Settings
from reader.tui.app import ReaderApp
from tests.support.screen import make_library, staged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": "A title\n\nAnna met Boris in Geneva.\n"})


async def test_a_screen_is_drawn_only_where_it_can_be_seen(folder: Path) -> None:
    async with staged(folder) as stage:
        below = stage.app.screen
        assert below.is_current
        await stage.open()
        article = stage.app.screen
        assert (below.is_current, article.is_current) == (False, True)
        await stage.press("t")
        assert stage.app.screen is not article
        assert (below.is_current, article.is_current) == (False, True)
        await stage.press("escape q")
        assert below.is_current


async def test_what_changed_behind_an_article_stands_when_that_is_left(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        make_library(folder, {"b.txt": "Another\n\nText.\n"})
        await stage.press("q")
        await stage.until(lambda s: "Another" in s.whole)


@pytest.mark.parametrize("size", [(80, 24), (30, 8)])
@pytest.mark.parametrize("theme", ["nord", "ansi-dark"])
async def test_a_prompt_comes_and_goes_in_one_whole_drawing_and_stands_as_drawn_anew(
    size: tuple[int, int], theme: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[str] = []
    display = ReaderApp._display

    def displayed(app: ReaderApp, screen: object, update: object) -> None:
        if screen is app.screen and hasattr(update, "render_segments") and not app._batch_count:
            whole.append(type(update).__name__)
            terminal.feed(update.render_segments(app.console))
        display(app, screen, update)

    monkeypatch.setattr(ReaderApp, "_display", displayed)
    shown = pyte.Screen(*size)
    terminal = pyte.Stream(shown)
    settings = Settings(annotator="tester", engine="quick", theme=theme)
    async with staged(folder, size=size, settings=settings) as stage:
        await stage.open()

        def check(key: str) -> None:
            anew = pyte.Screen(*size)
            drawn = stage.app.screen._compositor.render_full_update(stage.app._background_screens)
            pyte.Stream(anew).feed(drawn.render_segments(stage.app.console))
            for y in range(size[1]):
                assert [shown.buffer[y][x] for x in range(size[0])] == [
                    anew.buffer[y][x] for x in range(size[0])
                ], (key, y)

        for key in ("slash", "t", "question_mark", "X", "colon"):
            await stage.press(key)
            await stage.press("escape")
            drawings: list[tuple[int, int]] = []
            # On a busy machine a tick may come between a layout and what it is for.
            while (1, 1) not in drawings and len(drawings) < 5:
                whole.clear()
                await stage.press(key)
                await stage.pilot.pause(0.2)
                assert stage.app.screen.is_modal
                opened = whole.count("LayoutUpdate")
                check(key)
                whole.clear()
                await stage.press("escape")
                await stage.pilot.pause(0.2)
                drawings.append((opened, whole.count("LayoutUpdate")))
                check(f"{key}, escape")
            assert (1, 1) in drawings, (key, drawings)
