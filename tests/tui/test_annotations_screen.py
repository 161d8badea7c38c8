"""All annotations of a library on one screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.annotating import annotate
from support.hostile import PAYLOADS, is_plain
from support.screen import Stage, make_library, staged

from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen

TEXTS = {
    "a.txt": "Minister speaks\n\nAnna Petrova met nobody.\n\nSomebody left.",
    "b.txt": "Second article\n\nIt is short. Very short.",
}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two annotations in the first article, one in the second."""
    folder = make_library(tmp_path / "two", TEXTS)
    annotate(folder, "a.txt", "Anna Petrova", "who")
    annotate(folder, "a.txt", "Somebody left", "left")
    annotate(folder, "b.txt", "Very short.", "length", at="2026-01-02")
    return folder


def listed(stage: Stage) -> AnnotationsScreen:
    assert isinstance(stage.app.screen, AnnotationsScreen)
    return stage.app.screen


def shows(*words: str) -> Callable[[Stage], bool]:
    return lambda stage: all(each in stage.whole for each in words)


def tags(stage: Stage) -> list[str]:
    return [row.annotation.tags[0] for row in listed(stage).list.rows]


async def test_from_the_library_to_a_passage_and_back(two: Path) -> None:
    async with staged(two, size=(120, 40)) as stage:
        await stage.press("A")
        await stage.until(shows("in 2 articles", "annotations 3"))
        assert tags(stage) == ["who", "left", "length"]
        assert "Second article" in stage.grid
        assert "Very short." in stage.grid
        await stage.press("slash")
        await stage.type("tag:len\n")
        assert "annotations 1 of 3 /tag:len" in stage.whole
        assert "1/1" in stage.grid.splitlines()[-1]
        await stage.press("enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        await stage.until(lambda s: s.reading.caret.offset == TEXTS["b.txt"].index("Very"))
        await stage.press("x q")
        await stage.until(shows("in 1 article", "annotations 0 of 2"))
        assert tags(stage) == []
        assert "no annotation has all of this" in stage.grid
        await stage.press("u q")
        await stage.until(shows("in 2 articles", "annotations 3"))
        await stage.press("o")
        assert tags(stage)[0] == "length"
        await stage.press("A")
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_from_an_article_to_another_and_back_to_the_list(two: Path) -> None:
    async with staged(two) as stage:
        await stage.open()
        await stage.press("A w")
        await stage.until(shows("in 2 articles", "annotations 3"))
        await stage.press("j enter")
        assert isinstance(stage.app.screen, ArticleScreen)
        assert stage.reading.caret.offset == TEXTS["a.txt"].index("Somebody")
        await stage.press("A w")
        await stage.until(shows("in 2 articles", "annotations 3"))
        await stage.press("G enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        assert stage.reading.article.path == "b.txt"
        await stage.press("q")
        await stage.until(
            lambda s: isinstance(s.app.screen, AnnotationsScreen) and "annotations 3" in s.whole
        )
        assert listed(stage).list.cursor == 2
        await stage.press("q")
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_lists_do_not_stack_however_often_one_goes_on_from_them(two: Path) -> None:
    async with staged(two) as stage:
        await stage.press("A")
        await stage.until(shows("in 2 articles", "annotations 3"))
        await stage.press("enter")
        for key, path in (("G", "b.txt"), ("g g", "a.txt"), ("G", "b.txt")):
            await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
            await stage.press("A w")
            await stage.until(shows("in 2 articles", "annotations 3"))
            await stage.press(f"{key} enter")
            await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
            assert stage.reading.article.path == path
        kinds = [type(screen) for screen in stage.app.screen_stack]
        assert kinds == [LibraryScreen, AnnotationsScreen, ArticleScreen]
        await stage.press("q")
        await stage.until(shows("in 2 articles", "annotations 3"))
        assert listed(stage).list.cursor == 2
        await stage.press("q")
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_an_article_that_is_gone_leaves_one_where_one_was(two: Path) -> None:
    async with staged(two) as stage:
        await stage.press("A")
        await stage.until(shows("in 2 articles", "annotations 3"))
        (two / "b.txt").unlink()
        await stage.press("G enter")
        assert "/b.txt:" in "".join(stage.grid.split())
        assert isinstance(stage.app.screen, AnnotationsScreen)


async def test_everything_from_outside_is_text(tmp_path: Path) -> None:
    titles = [payload for payload in PAYLOADS if "\ud800" not in payload and "\x00" not in payload]
    folder = make_library(tmp_path / "host", {"a.txt": f"{titles[1]} title {titles[10]}\n\nBody text."})
    for payload in PAYLOADS:
        annotate(folder, "a.txt", titles[1], payload, note=payload)
    async with staged(folder, size=(100, 40)) as stage:
        await stage.press("A")
        await stage.until(shows("in 1 article"))
        await stage.press("slash")
        await stage.type("\x1b[/x]text\n")
        for strip in stage.app.screen._compositor.render_strips():
            for segment in strip:
                assert segment.control is None
                assert all(map(is_plain, segment.text)), segment.text


async def test_one_is_deleted_from_the_list_and_undone_there(two: Path) -> None:
    annotate(two, "b.txt", "It is short.", "theirs", by="ann", at="2026-01-03")
    async with staged(two, size=(120, 40)) as stage:
        await stage.press("A")
        await stage.until(shows("annotations 4"))
        await stage.press("j x")
        await stage.until(shows("removed the annotation of “Somebody left”", "annotations 3"))
        assert "left" not in tags(stage)
        await stage.press("u")
        await stage.until(shows("undone", "annotations 4"))
        await stage.press("g g x x")
        await stage.until(shows("annotations 2"))
        await stage.press("9 u")
        await stage.until(shows("annotations 4"))
        await stage.press("3 ctrl+r")
        await stage.until(shows("annotations 2"))
        await stage.press("2 u")
        await stage.until(shows("annotations 4"))
        await stage.press("g g")
        await stage.press("j " * tags(stage).index("theirs") + "x")
        assert "this annotation is ann's; you can delete only your own" in stage.whole
        await stage.press("ctrl+r")
        await stage.until(lambda s: "who" not in tags(s))
    async with staged(two) as stage:
        await stage.open()
        await stage.press("A")
        await stage.until(shows("annotations 1"))
        await stage.press("x")
        await stage.until(shows("removed the annotation of “Somebody left”", "no annotations yet"))
        await stage.press("x")
        assert "no annotation to delete" in stage.whole
        await stage.press("u")
        await stage.until(shows("annotations 1", "Somebody left"))
        await stage.press("E x")
        assert "only annotations can be deleted" in stage.whole


async def test_a_short_passage_stands_in_its_words_where_there_is_room(two: Path) -> None:
    async with staged(two, size=(120, 20)) as stage:
        await stage.press("A")
        await stage.until(
            shows(
                "annotations 3",
                "Minister speaks Anna Petrova met nobody.",
                "It is short. Very short.",
            )
        )
    async with staged(two, size=(44, 20)) as stage:
        await stage.press("A")
        await stage.until(shows("annotations 3", "Anna Petrova"))
        assert "met nobody" not in stage.whole
