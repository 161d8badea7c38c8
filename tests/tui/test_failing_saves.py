"""Saves that fail: kept in memory, told in a bar that stays, tried again, saved elsewhere, asked about."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.config.settings import Settings
from reader.session.history import Part
from reader.session.opening import open_library
from reader.storage.tinydb_store import TinyDBStore
from tests.support.screen import Stage, make_library, staged

TEXT = "A short title\n\nFirst words here. Second words there.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library that can be read and not written: a file is where the folder of the locks should be."""
    folder = make_library(tmp_path / "library", {"a.txt": TEXT, "b.txt": "Another one\n\nWith words.\n"})
    (folder / ".reader").mkdir()
    (folder / ".reader" / "locks").write_text("in the way")
    return folder


async def tagged(stage: Stage, tag: str = "kept") -> None:
    stage.app.saver._first_wait = stage.app.saver._wait = 0.05
    await stage.open()
    await stage.press("v e t")
    await stage.type(f"{tag}\n")


async def test_it_stays_told_on_every_screen_and_is_saved_by_itself_once_it_can_be(folder: Path) -> None:
    async with staged(folder) as stage:
        await tagged(stage)
        assert "not saved (1 kept in memory), tried again" in stage.whole
        await stage.press("j j")
        assert "not saved" in stage.whole
        assert stage.reading.annotations[0].tags == ("kept",)
        await stage.press("q")
        assert "not saved" in stage.whole
        await stage.open("j enter")
        assert "not saved" in stage.whole
        (folder / ".reader" / "locks").unlink()
        await stage.until(lambda s: "not saved" not in s.whole and not s.app.saver.waiting)
        assert [*TinyDBStore(folder / ".reader", "tester").tags()] == ["kept"]


async def test_leaving_asks_and_the_second_time_leaves(folder: Path) -> None:
    async with staged(folder) as stage:
        await tagged(stage)
        await stage.press("q q")
        assert "1 change is not saved: leave again to lose it; gw saves to another file" in stage.whole
        await stage.press("q")
    assert stage.app.return_value == 0


async def test_saved_elsewhere_it_opens_once_it_is_copied_back(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    async with staged(folder) as stage:
        await tagged(stage)
        await stage.press("C")
        await stage.press("a")
        await stage.type("idea\n")
        await stage.press("q g w ctrl+a ctrl+k")
        await stage.type(f"{target}\n")
        assert "to bring it back" in stage.whole
        await stage.press("q q")
        article = stage.app.library.listings()[0].id
    assert stage.app.return_value == 0
    with TinyDB(target, access_mode="r", encoding="utf-8") as tables:
        assert [each["tags"] for each in tables.table("annotations")] == [["kept"]]
    (folder / ".reader" / "locks").unlink()
    place = folder / ".reader" / "annotations" / "tester" / f"{article}.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(target.read_bytes())
    async with staged(folder) as stage:
        await stage.open()
        assert stage.reading.annotations[0].tags == ("kept",)
        await stage.press("t")
        await stage.type("more\n")
        assert "saved" in stage.whole


async def test_everything_else_that_waits_is_written_beside(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    async with staged(folder) as stage:
        await tagged(stage)
        await stage.press("q")
        await stage.open("j enter")
        await stage.press("v e t")
        await stage.type("other\n")
        await stage.press("q g w ctrl+a ctrl+k")
        await stage.type(f"{target}\n")
        assert "and 1 more file beside it" in stage.whole
        await stage.press("g w ctrl+a ctrl+k")
        await stage.type(f"{target}\n")
        assert "is there already" in stage.whole
        assert len([*tmp_path.glob("elsewhere*.json")]) == 2  # noqa: ASYNC240 - two names


async def test_where_all_is_saved_no_file_is_asked_for(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library", {"a.txt": TEXT})
    async with staged(library) as stage:
        await stage.press("g w")
        await stage.until(lambda s: "everything is saved" in s.whole)
        assert not stage.app.screen.is_modal
        await stage.open()
        await stage.press("g w")
        await stage.until(lambda s: s.app.screen.is_modal)


async def test_a_save_that_takes_long_is_on_the_disk_when_everything_is_closed(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library", {"a.txt": TEXT})
    async with staged(library) as stage:
        await stage.open()
        await stage.press("v e t")
        keep, saver = stage.app.saver._keep, stage.app.saver

        def slowly(part: Part) -> Part:
            time.sleep(0.8)
            return keep(part)

        saver._keep = slowly
        await stage.pilot.press(*"kept", "enter")
        await stage.until(lambda _: saver.waiting)
        stage.app.close_down()
        # The process ends here, whatever its threads are doing.
        there = open_library([library], Settings(annotator="tester"))
        assert there.open(there.listings()[0].id).annotations
