"""Relations by key: made, followed into another article and back, listed, deleted, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from tinydb import TinyDB


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two articles, each of two sentences."""
    return make_library(
        tmp_path / "two",
        {"a.txt": "First title.\n\nOne two.\n", "b.txt": "Second title.\n\nThree four.\n"},
    )


def kept(folder: Path) -> list[tuple[str, str, str]]:
    """Relations on disk, by plain TinyDB."""
    found = []
    for path in sorted((folder / ".reader" / "annotations" / "tester").glob("*.json")):
        with TinyDB(path, access_mode="r") as database:
            records = database.table("relations").all()
            found += [(r["source"]["quote"], r["name"], r["target"]["quote"]) for r in records]
    return found


async def tag(stage: Stage, keys: str, name: str) -> None:
    """Go somewhere and tag it."""
    await stage.press(f"{keys} t")
    await stage.type(f"{name}\n")


async def across(stage: Stage) -> None:
    """Tag a sentence in each article, and relate them."""
    await stage.open()
    await tag(stage, "G", "claim")
    await stage.press("ampersand")
    assert "RELATE" in stage.grid.splitlines()[-1]
    await stage.press("q")
    await stage.open("j enter")
    await tag(stage, "G", "answer")
    await stage.press("ampersand")
    assert "“One two.” … “Three four.”" in stage.grid
    await stage.type("denied by\n")


async def test_annotations_of_two_articles_are_related_and_followed(two: Path) -> None:
    async with staged(two) as stage:
        await across(stage)
        assert "saved: related “One two.” to “Three four.”: denied by" in stage.whole
        assert kept(two) == [("One two.", "denied by", "Three four.")]
        await stage.press("percent_sign")
        await stage.until(lambda s: s.reading.article.title == "First title.")
        await stage.until(lambda s: "← denied by “One two.”" in s.whole)
        assert stage.reading.caret.offset == stage.reading.article.text.index("One two")
        await stage.press("percent_sign")
        await stage.until(lambda s: s.reading.article.title == "Second title.")
        await stage.press("enter")
        assert "related ← denied by “One two.”" in stage.whole
        await stage.press("q u")
        assert kept(two) == []
        await stage.press("ctrl+r q u")
        assert kept(two) == []


async def test_relations_are_there_again_and_go_with_an_annotation(two: Path) -> None:
    async with staged(two) as stage:
        await across(stage)
    async with staged(two) as stage:
        await stage.open("j enter")
        await stage.press("G x")
        assert kept(two) == []
        await stage.press("u")
        assert kept(two) == [("One two.", "denied by", "Three four.")]
        await stage.press("q")
        await stage.open("k enter")
        await stage.press("G enter")
        assert "related denied by → “Three four.”" in stage.whole


async def test_the_list_follows_and_deletes(two: Path) -> None:
    async with staged(two) as stage:
        await stage.open()
        await tag(stage, "", "title")
        await tag(stage, "G", "claim")
        await stage.press("ampersand g g ampersand")
        await stage.type("belongs to\n")
        await stage.press("A")
        assert sum("⇄" in line for line in stage.grid.splitlines()) == 2
        await stage.press("A G g percent_sign")
        assert "One two. belongs to → First title." in stage.whole
        await stage.press("enter")
        assert stage.reading.caret.offset == 0
        await stage.press("g percent_sign")
        await stage.type("no such")
        assert "no relation has these words" in stage.grid
        await stage.press("ctrl+u ctrl+x")
        assert kept(two) == []
        await stage.press("escape u")
        assert kept(two) == [("One two.", "belongs to", "First title.")]


async def test_a_name_in_use_is_offered_and_leaving_the_question_keeps_the_first_end(two: Path) -> None:
    async with staged(two) as stage:
        await across(stage)
        await tag(stage, "g g", "title")
        await stage.press("ampersand G ampersand")
        assert "denied by" in stage.grid
        await stage.press("escape")
        assert "RELATE" in stage.grid.splitlines()[-1]
        await stage.press("ampersand")
        await stage.type("den\n")
        assert kept(two)[1] == ("Second title.", "denied by", "Three four.")
        await stage.press("escape")
        assert "RELATE" not in stage.grid.splitlines()[-1]


async def test_what_is_in_hand_is_drawn_and_named(two: Path) -> None:
    async with staged(two, size=(120, 40)) as stage:
        await stage.open()
        await tag(stage, "G", "sentence")
        await tag(stage, "0 v e", "word")
        await stage.press("0 semicolon")
        assert "2 of 2: sentence “One two.”" in stage.whole
        assert stage.grid.splitlines()[-1].split()[0] == "2/2"
        strip = stage.app.article.desk.view.render_line(2)
        drawn = "".join(s.text for s in strip if s.style and s.style.reverse and s.style.underline)
        assert drawn.removeprefix("O") == "ne two."
        await stage.press("x")
        assert [a.tags for a in stage.reading.annotations] == [("word",)]


async def test_a_span_is_changed_on_the_screen(two: Path) -> None:
    async with staged(two) as stage:
        await stage.open()
        await tag(stage, "G v e", "word")
        await stage.press("R")
        assert stage.grid.splitlines()[-1].split()[0] == "SPAN"
        await stage.press("plus enter")
        assert "saved: moved an annotation to “One two.”" in stage.whole
        assert [a.target.exact for a in stage.reading.annotations] == ["One two."]
