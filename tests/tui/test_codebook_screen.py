"""The codebook's screen, by what the user sees and what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged

from reader.annotations.codebook import Code, Codebook
from reader.config.settings import Settings
from reader.session.annotating import tagged
from reader.session.effects import Save
from reader.session.keeping import keep
from reader.session.opening import open_library
from reader.session.reading import begin

BOOK = """\
# ours
[[code]]
name = "actors"
description = "who acts"

[[code]]
name = "militants"
parent = "actors"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"a.txt": "First title\n\nSome words.\n", "b.txt": "Second title\n\nOther words.\n"}
    folder = make_library(tmp_path / "lib", texts)
    (folder / ".reader").mkdir()
    (folder / ".reader/codebook.toml").write_text(BOOK)
    return folder


def book(stage: Stage) -> Codebook:
    """The codebook as the file has it."""
    return stage.app.library.codebook.read().book


def counts(stage: Stage) -> dict[str, int]:
    return dict(stage.app.library.store.tag_counts())


def tag_both(folder: Path, tag: str) -> None:
    """Tag the first sentence of both articles."""
    library = open_library([folder], Settings(annotator="tester"))
    for listing in library.listings():
        article = library.open(listing.id).article
        _, effects = tagged(begin(article, author="tester", width=40, height=10), tag)
        for effect in effects:
            assert isinstance(effect, Save)
            keep(library, effect.parts[0])


async def test_the_tree_is_shown_and_left_again(folder: Path) -> None:
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C")
        assert "Codebook lib" in stage.whole
        assert "1 a · actors who acts" in stage.whole
        assert "2 m · militants" in stage.whole
        assert "2 tags open" in stage.whole
        keys = "/ filter a add r rename d describe x delete m merge p put under c colour K key ? help q back"
        assert stage.whole.endswith(f"{keys} 1/2")
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        keys = "/ filter a add r rename d describe x delete m merge c colour ? help q back"
        assert stage.whole.endswith(f"{keys} 1/2"), "filtering, help and the way out also with less room"
        await stage.press("question_mark")
        assert "Make the tag one with another" in stage.whole
        await stage.press("escape")
        theme = stage.app.theme
        await stage.press("g t")
        assert stage.app.theme != theme
        await stage.press("q")
        assert "2 articles" in stage.whole


async def test_no_tag_gets_the_name_of_a_free_one_that_is_in_use(folder: Path) -> None:
    tag_both(folder, "claim")
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C G k r ctrl+u")
        await stage.type("Claim\n")
        assert "there is a tag “Claim” already; choose another name, or merge" in stage.whole
        await stage.press("escape G r ctrl+u")
        await stage.type("Claim\n")
        assert counts(stage) == {"Claim": 2}


async def test_each_edit_is_kept_and_undone(folder: Path) -> None:
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C a")
        await stage.type("war\n")
        assert book(stage).find("war") == Code("war")
        assert "saved: added the tag “war”" in stage.whole
        await stage.press("r")
        await stage.type("fare\n")
        assert book(stage).find("warfare") == Code("warfare")
        await stage.press("c")
        await stage.type("teal\n")
        await stage.press("K")
        await stage.type("x\n")
        await stage.press("d")
        await stage.type("armed  conflict\n")
        await stage.press("p")
        await stage.type("mil\n")
        whole = Code("warfare", "x", "teal", "armed conflict", "militants")
        assert book(stage).find("warfare") == whole
        assert "3 x ▼ warfare armed conflict" in stage.whole
        await stage.press("o")
        assert book(stage).closed
        assert "closed: no others can be given" in stage.whole
        await stage.press("x")
        assert book(stage).find("warfare") is None
        await stage.press("u")
        assert book(stage).find("warfare") == whole
        assert "undone: deleted the tag “warfare”" in stage.whole
        for _ in range(7):
            await stage.press("u")
        assert BOOK in (folder / ".reader/codebook.toml").read_text()
        assert [code.name for code in book(stage).codes] == ["actors", "militants"]
        await stage.press("u")
        assert "nothing undone" in stage.whole
        await stage.press("ctrl+r")
        assert book(stage).find("war") == Code("war")


async def test_what_cannot_be_is_told_and_asked_again(folder: Path) -> None:
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C a")
        await stage.type("Actors\n")
        assert "there is a tag “Actors” already; choose another name, or merge." in stage.whole
        await stage.type("2\n")
        assert book(stage).find("Actors2")
        await stage.press("c")
        await stage.type("blurple\n")
        assert "there is no colour “blurple”" in stage.whole
        await stage.press("escape")
        await stage.press("c")
        await stage.type("#12ab9F\n")
        assert book(stage).find("Actors2") == Code("Actors2", colour="#12ab9F")
        assert "▬ Actors2" in stage.whole


async def test_a_rename_and_a_merge_take_the_whole_library_along(folder: Path) -> None:
    tag_both(folder, "war")
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C j j")
        await stage.until(lambda s: "3 · war ▎2 free tag" in s.whole)
        await stage.press("r")
        await stage.type("fare\n")
        await stage.until(lambda s: "saved: renamed" in s.whole)
        assert "(2 passages)" in stage.whole
        assert counts(stage) == {"warfare": 2}
        await stage.press("m")
        await stage.type("mil\n")
        await stage.until(lambda s: "saved: merged" in s.whole)
        assert counts(stage) == {"militants": 2}
        await stage.until(lambda s: "militants ▎2" in s.whole)
        await stage.press("u u")
        assert counts(stage) == {"war": 2}
        await stage.press("ctrl+r")
        assert counts(stage) == {"warfare": 2}


@pytest.mark.parametrize(
    ("answer", "left"),
    [("keep it\n", {"militants": 2}), ("lose\n", {}), ("get act\n", {"actors": 2})],
)
async def test_a_deleted_tag_is_kept_lost_or_replaced(
    folder: Path, answer: str, left: dict[str, int]
) -> None:
    tag_both(folder, "militants")
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C j")
        await stage.until(lambda s: "militants ▎2" in s.whole)
        await stage.press("x")
        assert "what becomes of 2 passages?" in stage.whole
        await stage.type(answer)
        await stage.until(lambda s: "saved: deleted" in s.whole)
        assert (counts(stage), book(stage).find("militants")) == (left, None)
        await stage.press("u")
        assert counts(stage) == {"militants": 2}
        assert book(stage).find("militants") == Code("militants", parent="actors")


async def test_the_open_article_follows_and_undo_works_from_there(folder: Path) -> None:
    tag_both(folder, "militants")
    async with staged(folder, size=(100, 24)) as stage:
        await stage.open("enter")
        await stage.press("C j")
        await stage.until(lambda s: "militants ▎2" in s.whole)
        await stage.press("r")
        await stage.press("ctrl+u")
        await stage.type("fighters\n")
        await stage.until(lambda s: "saved: renamed" in s.whole)
        await stage.press("ctrl+r")
        assert "nothing to redo" in stage.whole
        await stage.press("q")
        assert stage.reading.annotations[0].tags == ("fighters",)
        await stage.press("u")
        assert stage.reading.annotations[0].tags == ("militants",)
        assert counts(stage) == {"militants": 2}
        assert "undone: renamed the tag" in stage.whole


async def test_a_change_made_by_hand_meanwhile_is_taken_up(folder: Path) -> None:
    async with staged(folder, size=(100, 24)) as stage:
        await stage.press("C")
        file = folder / ".reader/codebook.toml"
        file.write_text(f'{BOOK}\n[[code]]\nname = "by hand" # mine\n')
        await stage.press("a")
        await stage.type("new\n")
        assert [code.name for code in book(stage).codes] == ["actors", "militants", "by hand", "new"]
        assert "# mine" in file.read_text()
        assert "by hand" in stage.grid


async def test_a_damaged_codebook_is_told_left_alone_and_reading_goes_on(folder: Path) -> None:
    file = folder / ".reader/codebook.toml"
    file.write_text('[[code]]\nname = "a"\ncolour = "rde"\n')
    async with staged(folder, size=(100, 24)) as stage:
        await stage.open()
        assert "codebook.toml, line 3: there is no colour “rde”; choose red" in stage.whole
        await stage.press("t")
        await stage.type("war\n")
        assert counts(stage) == {"war": 1}
        await stage.press("C a")
        assert "line 3: there is no colour “rde”" in stage.whole
        assert "a new tag" not in stage.whole
    assert file.read_text() == '[[code]]\nname = "a"\ncolour = "rde"\n'


async def test_the_tags_are_filtered_as_one_types(folder: Path) -> None:
    tag_both(folder, "border")
    async with staged(folder) as stage:
        await stage.press("C")
        await stage.until(lambda s: "border" in s.whole)
        await stage.press("slash")
        await stage.type("WHO")
        await stage.until(lambda s: "tags 1 of 3 /WHO" in s.whole)
        assert "actors" in stage.grid
        assert "militants" not in stage.grid
        await stage.press("enter r ctrl+u")
        await stage.type("people\n")
        await stage.until(lambda s: "people" in s.whole and "tags 1 of 3" in s.whole)
        await stage.press("a")
        await stage.type("weapons\n")
        await stage.until(lambda s: "weapons" in s.grid and "militants" in s.grid)
        assert "4/4" not in stage.grid.splitlines()[-1], "the cursor is on the new tag, before the free one"
        await stage.press("slash")
        await stage.type("nowhere")
        await stage.until(lambda s: "no tag has all of this" in s.whole)
        await stage.press("enter q")
        await stage.until(lambda s: "tags 4" in s.whole)
        await stage.press("q")
        assert "articles" in stage.whole
