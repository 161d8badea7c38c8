"""Propagating a tag on the screen: the queue, its keys, and what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from tinydb import TinyDB

from reader.tui.questions.propagating import QueueScreen
from reader.tui.screens.article import ArticleScreen

FIRST = "First title\n\nThe pact holds. Nobody broke the pact, said they. Pacts differ from the pact.\n"
SECOND = "Second title\n\nWhile the pact was signed, “the pact” was read aloud.\n"
THIRD = "Third title\n\nNothing here.\n"


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return make_library(tmp_path / "three", {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD})


def tagged(folder: Path) -> dict[str, list[tuple[str, list[str], str]]]:
    """The annotations on disk by the file of their article."""
    found = {}
    for path in sorted((folder / ".reader" / "annotations" / "tester").glob("*.json")):
        with TinyDB(path, access_mode="r") as database:
            found[database.table("meta").all()[0]["path"]] = [
                (a["target"]["exact"], a["tags"], a["provenance"]["kind"])
                for a in database.table("annotations").all()
            ]
    return {path: rows for path, rows in found.items() if rows}


async def begin(stage: Stage) -> Stage:
    """Open the first article, tag “the pact” at its second place, and propagate it."""
    await stage.open()
    await stage.press("/ t h e space p a c t enter n v e e T")
    await stage.type("deal\n")
    return await stage.until(lambda s: isinstance(s.app.screen, QueueScreen))


async def test_a_name_is_tagged_in_the_whole_library_and_all_is_taken_back_at_once(three: Path) -> None:
    async with staged(three) as stage:
        await begin(stage)
        assert "tag as deal: “the pact”" in stage.whole
        assert "0 tagged 2 open this article" in stage.whole
        await stage.press("l")
        await stage.until(lambda s: "4 open whole library" in s.whole)
        await stage.press("y")
        assert sum(map(len, tagged(three).values())) == 2, "a yes is on the disk at once"
        await stage.press("n Y")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        assert "tagged 3 mentions of “the pact” as deal in 2 articles" in stage.whole
        assert tagged(three) == {
            "a.txt": [("the pact", ["deal"], "human"), ("The pact", ["deal"], "propagated")],
            "b.txt": [("the pact", ["deal"], "propagated")] * 2,
        }
        await stage.press("u")
        assert tagged(three) == {"a.txt": [("the pact", ["deal"], "human")]}
        await stage.press("ctrl+r")
        assert sum(map(len, tagged(three).values())) == 4
        await stage.press("q u")
        await stage.until(
            lambda s: "undone: tagged 3 mentions of “the pact” as deal in 2 articles" in s.whole
        )
        await stage.press("ctrl+r")
        await stage.until(lambda s: "again: tagged 3 mentions of “the pact” as deal in 2 articles" in s.whole)


async def test_the_queue_can_be_stopped_taken_back_and_left(three: Path) -> None:
    async with staged(three) as stage:
        await begin(stage)
        await stage.press("y u")
        assert "0 tagged 2 open" in stage.whole
        assert sum(map(len, tagged(three).values())) == 1
        await stage.press("j y q")
        assert [words for words, *_ in tagged(three)["a.txt"]] == ["the pact", "the pact"]
        assert "u takes it all back" in stage.whole
        await stage.press("T q")
        assert "nothing tagged" in stage.whole
        await stage.press("T q S T n")
        assert stage.reading.suggesting is not None
        await stage.press("S")
        # Typed at once, before the library has been looked through.
        await stage.press("T T Y")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        assert sum(map(len, tagged(three).values())) == 5


async def test_an_article_that_cannot_be_annotated_is_told_and_left_out(three: Path) -> None:
    async with staged(three) as stage:
        await stage.open("j enter")
        await stage.press("t x enter q")
        (path,) = (three / ".reader" / "annotations" / "tester").glob("*.json")
        path.write_text("{", encoding="utf-8")
        await stage.press("g g")
        await begin(stage)
        await stage.press("l")
        await stage.until(lambda s: "1 not read" in s.whole)
        assert "is damaged" in stage.whole
        await stage.press("Y")
        assert path.read_text(encoding="utf-8") == "{"


async def test_the_queue_fits_the_screen(three: Path) -> None:
    async with staged(three, size=(140, 40)) as stage:
        await begin(stage)
        await stage.press("l")
        await stage.until(lambda s: "whole library" in s.whole)
        for size in ((140, 40), (80, 24), (60, 12)):
            await stage.pilot.resize_terminal(*size)
            await stage.press("g g")
            lines = stage.grid.splitlines()
            assert len(lines) == size[1]
            assert "y tag it" in lines[-1]
            assert ("Second title" in stage.whole) == (size[0] >= 100)
            await stage.press("G")
            assert "Second title" in stage.whole
            assert "signed, “the pact” was read aloud." in stage.whole
