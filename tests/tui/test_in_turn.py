"""Keys are done in the order in which they were typed, also those of the app and of its palette."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from textual import events

from reader.storage.tinydb_store import TinyDBStore
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.palette import Palette
from reader.tui.typed import together


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {f"{letter}.txt": f"Title {letter}\n\nalpha beta gamma. And more.\n" for letter in "abc"}
    return make_library(tmp_path / "library", texts)


def at_once(stage: Stage, *keys: str) -> None:
    """Keys that are all on their way before the first is looked at."""
    for message in together(events.Key(key, key if len(key) == 1 else None) for key in keys):
        stage.app.post_message(message)


@pytest.mark.parametrize("opens", [(":",), ("ctrl+p",)])
async def test_a_command_is_typed_and_chosen_at_once_and_keys_behind_it_are_done(
    folder: Path, opens: tuple[str, ...]
) -> None:
    async with staged(folder) as stage:
        at_once(stage, "j", *opens, *"open", "enter", "w", "t", *"x", "enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        await stage.until(lambda s: len(s.reading.annotations) == 1)
        assert stage.reading.article.path == "b.txt"
        assert stage.reading.annotations[0].tags == ("x",)


async def test_keys_behind_one_that_opens_a_screen_are_that_screens(folder: Path) -> None:
    async with staged(folder) as stage:
        at_once(stage, ":", *"codebook", "enter", "q", "j", "j")
        await stage.until(lambda s: "3/3" in s.grid)
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_keys_behind_one_that_leaves_the_palette_are_the_lists(folder: Path) -> None:
    async with staged(folder) as stage:
        at_once(stage, "ctrl+p", *"zen", "escape", "j", "j")
        await stage.until(lambda s: "3/3" in s.grid)
        at_once(stage, "k", "ctrl+p")
        await stage.until(lambda s: isinstance(s.app.screen, Palette))
        await stage.press("escape")
        assert "2/3" in stage.grid


async def test_where_nothing_is_found_keys_are_typed_on(folder: Path) -> None:
    async with staged(folder) as stage:
        at_once(stage, ":", *"code", *"qq", "enter", *"rs", "enter", "t")
        await stage.until(lambda s: "codeqqrst" in s.grid)
        assert isinstance(stage.app.screen, Palette)


async def test_what_was_typed_before_ctrl_c_is_done_first(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        article, home = stage.reading.article.id, stage.app.library.home
        at_once(stage, "w", "t", *"war", "enter", "ctrl+c", "x", "u")
        for _ in range(200):
            if not stage.app.is_running or stage.app._exit:
                break
            await stage.pilot.pause(0.01)
    (made,) = TinyDBStore(home, "tester").load(article).annotations
    assert made.tags == ("war",)


async def test_words_typed_at_once_behind_the_key_of_the_filter_are_its_words(tmp_path: Path) -> None:
    library = make_library(tmp_path / "many", {f"{name}.txt": f"{name} title\n\nText." for name in "abcl"})
    async with staged(library) as stage:
        await stage.type("/l.txt")
        await stage.until(lambda s: "1 of 4 articles" in s.whole)
        await stage.type("\n")
        await stage.type("l")
        await stage.until(lambda s: s.app.article is not None)
        assert stage.reading.article.title == "l title"
