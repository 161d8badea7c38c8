"""Two Readers on one library: what one saves appears in the other, and of two edits at once both are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotations.edits import Add, Change, Remove
from reader.annotations.identity import utc_now
from reader.storage.tinydb_store import TinyDBStore
from reader.tui.elsewhere import MOST_PASSED_OVER
from reader.values import replace
from tests.support.screen import Stage, make_library, staged

TEXT = "A short title\n\nFirst words here. Second words there.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": TEXT})


async def begin(stage: Stage) -> TinyDBStore:
    """Tag the first word, and return the store of the other Reader."""
    await stage.open()
    await stage.press("v e t")
    await stage.type("mine\n")
    return TinyDBStore(stage.app.library.home, "tester")


def saved(store: TinyDBStore, stage: Stage):
    return store.load(stage.reading.article.id).annotations


def edited(stage: Stage, store: TinyDBStore, **changes):
    (before,) = saved(store, stage)
    after = replace(before, modified=utc_now(), **changes)
    store.apply(stage.reading.article, Change(before, after))
    return after


async def quick(stage: Stage) -> None:
    """Stop looking, as in the half second before the next look."""
    stage.app.elsewhere._looking = True


async def looked(stage: Stage) -> None:
    stage.app.elsewhere._looking = False
    await stage.settle()


async def test_what_another_reader_saves_appears(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        mine = edited(stage, other, tags=("theirs",))
        await stage.until(lambda s: s.reading.annotations == (mine,))
        await stage.until(lambda s: "changed elsewhere: 1 annotation" in s.whole)
        await stage.press("t")
        await stage.type("more\n")
        assert saved(other, stage)[0].tags == ("theirs", "more")
        other.apply(stage.reading.article, Remove(saved(other, stage)[0]))
        await stage.until(lambda s: s.reading.annotations == ())


async def test_another_annotators_file_appears(folder: Path) -> None:
    async with staged(folder) as stage:
        await begin(stage)
        (mine,) = stage.reading.annotations
        theirs = replace(mine, id=mine.id[:-1] + ("0" if mine.id[-1] != "0" else "1"), author="zoe")
        TinyDBStore(stage.app.library.home, "zoe").apply(stage.reading.article, Add(theirs))
        await stage.until(lambda s: {a.author for a in s.reading.annotations} == {"tester", "zoe"})


async def test_of_two_edits_at_once_both_are_kept_and_mine_is_undone(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        await quick(stage)
        theirs = edited(stage, other, tags=("theirs",))
        await stage.press("t")
        await stage.type("more\n")
        assert "both are kept" in stage.whole
        one, two = saved(other, stage)
        assert {one.tags, two.tags} == {("theirs",), ("mine", "more")}
        beside = next(each for each in (one, two) if each.id != theirs.id)
        assert beside.provenance.by == f"conflict with {theirs.id}"
        await looked(stage)
        await stage.until(lambda s: set(s.reading.annotations) == {one, two})
        await stage.press("u")
        assert "undone" in stage.whole
        assert saved(other, stage) == (theirs,)
        assert stage.reading.annotations == (theirs,)


async def test_a_second_edit_goes_on_in_the_one_beside(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        await quick(stage)
        edited(stage, other, tags=("theirs",))
        await stage.press("t")
        await stage.type("more\n")
        await stage.press("t")
        await stage.type("again\n")
        assert {a.tags for a in saved(other, stage)} == {("theirs",), ("mine", "more", "again")}


async def test_what_was_changed_elsewhere_is_not_deleted(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        await quick(stage)
        theirs = edited(stage, other, note="worth keeping")
        await stage.press("x")
        assert "not deleted" in stage.whole
        assert saved(other, stage) == (theirs,)
        await looked(stage)
        await stage.until(lambda s: s.reading.annotations == (theirs,))


async def test_what_was_deleted_elsewhere_comes_back_with_a_change(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        await quick(stage)
        other.apply(stage.reading.article, Remove(saved(other, stage)[0]))
        await stage.press("t")
        await stage.type("more\n")
        assert "brought it back" in stage.whole
        assert [a.tags for a in saved(other, stage)] == [("mine", "more")]


async def test_a_note_that_is_being_written_meets_the_change(folder: Path) -> None:
    async with staged(folder, size=(120, 24)) as stage:
        other = await begin(stage)
        await stage.press("c")
        await stage.type("my note")
        edited(stage, other, note="their note")
        for _ in range(3):
            await stage.pilot.pause(0.5)
        await stage.press("escape")
        await stage.settle()
        assert {a.note for a in saved(other, stage)} == {"my note", "their note"}
        await stage.until(lambda s: {a.note for a in s.reading.annotations} == {"my note", "their note"})


async def test_damage_done_meanwhile_is_put_right_and_told(folder: Path) -> None:
    async with staged(folder) as stage:
        other = await begin(stage)
        await stage.press("] e")
        await stage.press("j t")
        await stage.type("second\n")
        (path,) = stage.app.library.home.glob("annotations/tester/*.json")
        path.write_bytes(path.read_bytes()[:-6])
        await stage.until(lambda s: "was damaged" in s.whole)
        assert len(saved(other, stage)) == 2
        assert stage.reading.writable


async def test_the_files_are_not_read_again_between_saves_that_follow_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    async with staged(folder) as stage:
        await begin(stage)
        elsewhere, saver = stage.app.elsewhere, stage.app.saver
        monkeypatch.setattr(elsewhere, "look", lambda: looks.append(saver.done))
        while not looks:
            elsewhere._look_at_rest()
        looks.clear()
        before = saver.done
        for _ in range(2 * MOST_PASSED_OVER + 2):
            saver.done += 1
            elsewhere._look_at_rest()
        assert looks == [before + MOST_PASSED_OVER + 1, before + 2 * MOST_PASSED_OVER + 2]
        elsewhere._look_at_rest()
        assert len(looks) == 3
        saver.done = before
