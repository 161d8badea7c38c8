"""Keys typed behind one that closes a screen belong to the screen below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged
from textual import events

from reader.config.remaps import Remap
from reader.config.settings import Settings
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.codebook import CodebookScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.palette import Palette

TEXTS = {f"{letter}.txt": f"Title {letter}\n\nText {letter}. And more." for letter in "abc"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", TEXTS)


async def test_behind_the_key_that_closes_an_article(library: Path) -> None:
    async with staged(library) as stage:
        await stage.open()
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)


async def test_behind_the_key_that_closes_the_list_of_annotations(library: Path) -> None:
    async with staged(library) as stage:
        await stage.type("A")
        await stage.until(lambda stage: "Title a" not in stage.grid)
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)


async def test_behind_the_key_that_chooses_an_annotation(library: Path) -> None:
    annotate(library, "a.txt", "Text a", "tag")
    async with staged(library) as stage:
        await stage.press("A")
        await stage.until(lambda stage: "in 1 article" in stage.grid)
        await stage.type("\n:zen")
        await stage.until(lambda stage: isinstance(stage.app.screen, Palette))
        await stage.until(lambda stage: "zen" in stage.grid)
        await stage.press("escape")
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))


async def test_a_command_is_chosen_once_however_often_the_key_comes(library: Path) -> None:
    async with staged(library) as stage:
        await stage.type(":codebook")
        await stage.until(lambda stage: "Codebook" in stage.grid or "codebook" in stage.grid)
        await stage.press("down")
        await stage.type("\n\n\n")
        await stage.until(lambda stage: isinstance(stage.app.screen, CodebookScreen))
        await stage.press("q")
        await stage.until(lambda stage: isinstance(stage.app.screen, LibraryScreen))


async def test_a_prompt_is_answered_while_the_terminal_is_too_small(library: Path) -> None:
    async with staged(library) as stage:
        await stage.open()
        await stage.press("slash")
        prompt = stage.app.screen
        await stage.pilot.resize_terminal(20, 5)
        await stage.until(lambda stage: "too small" in stage.grid)
        prompt.dismiss(None)
        prompt.post_message(events.Key("j", "j"))
        await stage.settle()
        assert "too small" in stage.grid

        await stage.pilot.resize_terminal(80, 24)
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))
        await stage.type("qjj")
        await stage.until(lambda stage: "3/3" in stage.grid)


async def at_once(stage: Stage, keys: str) -> None:
    """Press keys, parted by spaces, none of which waits for the one before it."""
    for key in keys.split():
        stage.app.post_message(events.Key(key, CHARACTERS.get(key, key[-1:])))
    await stage.settle()


CHARACTERS = dict.fromkeys(("backspace", "left", "home", "up", "down", "delete")) | {
    "enter": "\r",
    "space": " ",
    "escape": "\x1b",
}


@pytest.mark.parametrize("opened", [True, False])
async def test_keys_that_change_a_line_do_so_in_their_turn(library: Path, opened: bool) -> None:
    async with staged(library) as stage:
        await stage.open()
        if opened:
            await stage.press("t")
        await at_once(stage, ("" if opened else "t ") + "a b c backspace backspace d left e home f enter")
        await stage.until(lambda stage: "as faed" in stage.whole)
        if opened:
            await stage.press("c")
        await at_once(stage, ("" if opened else "c ") + "a b c backspace backspace d left e escape")
        await stage.until(lambda _: stage.reading.annotations[0].note == "aed")


async def test_keys_that_change_a_filter_do_so_in_their_turn(library: Path) -> None:
    async with staged(library) as stage:
        await stage.press("slash")
        await at_once(stage, "t i t x backspace l e space b enter")
        await stage.until(lambda stage: "1 of 3 articles" in stage.whole)


@pytest.mark.parametrize("opened", [True, False])
async def test_a_row_is_gone_to_in_the_list_that_the_letters_before_left(library: Path, opened: bool) -> None:
    async with staged(library) as stage:
        await stage.open()
        for tag in ("wax", "aha", "wig", "ox", "web"):
            await stage.press("t")
            await stage.type(f"{tag}\n")
        if opened:
            await stage.press("t")
        await at_once(stage, ("" if opened else "t ") + "w down down up enter")
        await stage.until(lambda stage: "took wig off" in stage.whole)


async def test_a_letter_behind_escape_is_no_alt_unless_that_is_somebodys_key(library: Path) -> None:
    remaps = (Remap("caret.paragraph_forward", ("alt+y",), "settings.toml"),)
    settings = Settings(annotator="tester", engine="quick", keys=remaps)
    async with staged(library, settings=settings) as stage:
        await stage.open()
        await at_once(stage, "t a b alt+v")
        await stage.until(lambda stage: "SELECT" in stage.grid)
        await at_once(stage, "alt+l alt+y")
        assert "SELECT" not in stage.grid
        assert stage.reading.caret.offset == TEXTS["a.txt"].index("Text")
        assert stage.reading.annotations == ()
