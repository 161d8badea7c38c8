"""Suggestions on the screen: shown when asked for, accepted, rejected for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from tinydb import TinyDB

from reader.articles.findings import Findings
from reader.storage.tinydb_store import TinyDBStore

NEWS = (
    "Minister speaks of talks\n\n"
    "Anna Petrova met the Quiet Front* in Geneva. Petrova said the talks went on.\n"
    "The Quiet Front left.\n\n"
    "*The Quiet Front is a terrorist organisation banned in Russia."
)
OTHER = "Second title\n\nThe ceasefire holds, said Geneva. Talks of a ceasefire go on.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": NEWS, "b.txt": OTHER})


def table(folder: Path, name: str) -> list[dict]:
    """A table of the file of the first article, by plain TinyDB."""
    (path,) = (folder / ".reader" / "annotations" / "tester").glob("a-*.json")
    with TinyDB(path, access_mode="r") as database:
        return database.table(name).all()


async def shown(stage: Stage, keys: str = "enter") -> Stage:
    await stage.open(keys)
    assert "◌ " not in stage.grid.splitlines()[0]
    await stage.press("S")
    return await stage.until(lambda s: s.reading.suggesting.left is not None)


async def test_they_are_shown_when_asked_for_and_told_without_colour(news: Path) -> None:
    async with staged(news, size=(120, 40)) as stage:
        await shown(stage)
        assert "3 ◌" in stage.grid.splitlines()[0]
        assert "3 suggestions: ]s [s go there" in stage.whole
        rows = [line for line in stage.grid.splitlines() if "Quiet Front" in line]
        assert all("◌" in row for row in rows)
        await stage.press("] s")
        assert "◌ terrorist?" in stage.whole
        await stage.press("enter")
        assert "suggested terrorist" in stage.whole
        assert "designation footnote" in stage.whole
        await stage.press("S")
        assert "suggested terrorist" not in stage.whole
        assert not any("◌" in line for line in stage.grid.splitlines()[:-2])


async def test_an_accepted_one_is_an_annotation_a_rejected_one_never_comes_back(news: Path) -> None:
    async with staged(news) as stage:
        await shown(stage)
        await stage.press("] s a d")
        (made,) = table(news, "annotations")
        assert (made["tags"], made["provenance"]) == (
            ["terrorist"],
            {"kind": "accepted", "by": "designation footnote"},
        )
        (no,) = table(news, "rejected")
        assert (no["target"]["exact"], no["tags"]) == ("Quiet Front", ["terrorist"])
        assert "1 ◌" in stage.grid.splitlines()[0]
        await stage.press("q")
    (news / "a.txt").write_text("News of today\n\n" + NEWS, encoding="utf-8")
    async with staged(news) as stage:
        await shown(stage)
        assert "1 ◌" in stage.grid.splitlines()[0]
        assert len(table(news, "rejected")) == 1
        assert len(TinyDBStore(news / ".reader", "tester").tags()) == 1


async def test_a_rejection_is_undone_in_the_file_from_the_next_article_too(news: Path) -> None:
    async with staged(news) as stage:
        await shown(stage)
        await stage.press("] s d q")
        assert len(table(news, "rejected")) == 1
        await stage.open("j enter")
        await stage.press("u")
        assert "undone in “Minister speaks of talks”: rejected terrorist" in stage.whole
        assert table(news, "rejected") == []


async def test_what_was_tagged_in_one_article_is_suggested_in_the_next(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("/ G e n e v a enter v e t")
        await stage.type("place\n")
        await stage.press("q")
        await shown(stage, "j enter")
        assert "1 ◌" in stage.grid.splitlines()[0]
        await stage.press("] s a")
        assert [a.provenance.by for a in stage.reading.annotations] == ["earlier tag"]
        await stage.press("/ c e a s e f i r e enter v e t")
        await stage.type("topic\n")
        await stage.until(lambda s: s.reading.suggesting.left == 1)
        assert "1 ◌" in stage.grid.splitlines()[0]


async def test_going_to_the_next_shows_them_and_new_findings_bring_new_ones(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] s")
        await stage.until(lambda s: "◌ terrorist?" in s.whole)
        screen = stage.app.screen
        screen.found(Findings("en", "none", sentences=stage.reading.findings.sentences))
        await stage.until(lambda s: s.reading.suggesting.left == 0)
        assert "◌ terrorist?" not in stage.whole
