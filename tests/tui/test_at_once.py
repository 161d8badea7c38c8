"""A list that is remembered obeys keys before its files are looked at, and is put right under them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged

from reader.config.settings import Settings
from reader.session import listed
from reader.session.opening import open_library
from reader.tui import leaving, surroundings
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.library_list import LibraryList

TEXT = "A title of {}\n\nFirst words here. Second words there.\n"
TOLD = "looking at the files"


class Gate:
    """Holds back whoever looks at the files."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def wait(self) -> None:
        """Wait until it is opened."""
        self.reached.set()
        assert self.opened.wait(20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library that was listed before."""
    folder = make_library(tmp_path / "library", {f"{n}.txt": TEXT.format(n) for n in range(1, 41)})
    open_library([folder], Settings(annotator="tester")).listings()
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """What holds the look at the files back until it is opened."""
    gate = Gate()

    def held_back(look: Callable[[Any], object], where: Any) -> object:
        gate.wait()
        return look(where)

    for look in (listed.state_of, listed.locate_again):
        monkeypatch.setattr(listed, look.__name__, partial(held_back, look))
    monkeypatch.setattr(surroundings, "SOON_SECONDS", 0.3)
    monkeypatch.setattr(surroundings, "MOMENT_SECONDS", 0.01)
    yield gate
    gate.opened.set()


async def press(stage: Stage, keys: str) -> None:
    """Press keys while something is done beside the screen that ends only later."""
    await stage.pilot.press(*keys.split())
    await stage.pilot.pause()


async def looking(stage: Stage, gate: Gate) -> None:
    """Wait until the files are looked at."""
    assert not stage.app.library.is_sure
    await stage.until(lambda _: gate.reached.is_set())
    await stage.until(lambda stage: TOLD in stage.grid)


async def done(stage: Stage, gate: Gate) -> None:
    """Let the look go on, and wait for what comes of it."""
    gate.opened.set()
    await stage.until(lambda stage: stage.app.library.is_sure and TOLD not in stage.grid)
    await stage.settle()


async def test_the_cursor_the_filter_and_the_order_stay(folder: Path, gate: Gate) -> None:
    (folder / "29a.txt").write_text(TEXT.format("3 too"))
    (folder / "30.txt").unlink()
    (folder / "31.txt").write_text("A title of 3 no more\n\nWords.\n")
    async with staged(folder, at_once=True) as stage:
        await looking(stage, gate)
        await press(stage, "slash")
        await press(stage, "o f space 3 enter")
        await press(stage, "s 5 j")
        assert "13 of 40 articles" in stage.grid
        before = stage.app.screen.here
        assert "by title" in stage.grid
        await done(stage, gate)
        assert "13 of 40 articles" in stage.grid
        assert "by title" in stage.grid
        assert "3 no more" in stage.grid
        assert "3 too" in stage.grid
        assert stage.app.screen.here == before
        await stage.press("enter")
        assert stage.reading.article.title == before.title


async def test_an_article_is_read_from_its_file_while_the_list_is_only_remembered(
    folder: Path, gate: Gate
) -> None:
    (folder / "1.txt").unlink()
    (folder / "2.txt").write_text("Another title\n\nOther words.\n")
    async with staged(folder, at_once=True) as stage:
        await looking(stage, gate)
        await press(stage, "enter")
        assert "there is no such file" in stage.whole
        await press(stage, "j enter")
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))
        assert stage.reading.article.title == "Another title"
        await press(stage, "q")
        await done(stage, gate)
        assert "39 articles" in stage.grid
        assert "Another title" in stage.grid
        assert "2.txt" in stage.app.screen.here.path


async def test_what_is_annotated_meanwhile_is_counted(folder: Path, gate: Gate) -> None:
    annotate(folder, "3.txt", "First words", "tag")
    async with staged(folder, at_once=True) as stage:
        await looking(stage, gate)
        assert "▎1" in stage.grid.splitlines()[0]
        annotate(folder, "3.txt", "Second words", "tag")
        annotate(folder, "4.txt", "First words", "tag")
        await done(stage, gate)
        await stage.until(lambda stage: "▎3" in stage.grid.splitlines()[0])
        assert [row.annotations for row in stage.app.screen.listings[:5]] == [0, 0, 2, 1, 0]


async def test_keys_typed_ahead_act_on_what_is_remembered(folder: Path) -> None:
    async with staged(folder, at_once=True) as stage:
        await stage.type("jjj\n")
        await stage.until(lambda stage: isinstance(stage.app.screen, ArticleScreen))
        assert stage.reading.article.title == "A title of 4"


async def test_nothing_is_told_of_a_short_look(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(LibraryScreen, "say_beside", lambda _, words: told.append(words))
    async with staged(folder, at_once=True) as stage:
        await stage.until(lambda stage: stage.app.library.is_sure and bool(told))
        assert set(told) == {""}


async def test_a_large_library_that_was_never_listed_says_that_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_library(tmp_path / "library", {f"{n}.txt": TEXT.format(n) for n in range(1, 6)})
    told: list[str] = []
    monkeypatch.setattr(LibraryScreen, "say_beside", lambda _, words: told.append(words))
    monkeypatch.setattr(listed, "MANY", 5)
    async with staged(folder) as stage:
        assert told[:2] == ["reading 5 articles for the first time …  ", ""]
        assert "1/5" in stage.grid


async def test_leaving_does_not_wait_for_the_look(
    folder: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(folder, at_once=True) as stage:
        await looking(stage, gate)
        running = [worker for worker in stage.app.workers if not worker.is_finished]
        assert [worker.group for worker in running] == [leaving.LOOKING]
        ended: list[int] = []
        monkeypatch.setattr(leaving, "end", ended.append)
        monkeypatch.setattr(stage.app, "suspend", nullcontext)
        leaving.end_at_once(stage.app, 0)
        assert ended == [0]
        await done(stage, gate)


async def test_what_is_said_beside_a_list_that_is_being_taken_apart_is_not_shown(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "news", {"a.txt": "Title a\n\nThe text."})) as stage:
        screen = stage.app.screen
        assert isinstance(screen, LibraryScreen)
        await screen.query(LibraryList).remove()
        screen.say_beside("looking at the files …  ")
