"""The review on the screen: what it shows, its keys, and what the files hold behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged
from tinydb import TinyDB

from reader.session.reviews import Counts
from reader.tui.questions.reviewing import ReviewScreen
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen

OLD = """\
Kabul after August

Kabul fell in August. The guards left the palace the same evening, and the president was gone.

“We seek no revenge,” said Zabihullah Mujahid, who had never been seen in public before that day.

Bagram air base had been left in the night of July 1, without a word to its new commander.
"""
NEW = OLD.replace("and the president was gone", "while the president had fled abroad").replace(
    "Zabihullah Mujahid", "a spokesman"
)
SENTENCE = "The guards left the palace the same evening, and the president was gone"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder = make_library(tmp_path / "news", {"a.txt": OLD, "b.txt": f"Second\n\n{OLD}", "c.txt": OLD})
    for name in ("a.txt", "b.txt"):
        annotate(folder, name, SENTENCE, "guards", note="who let them in?")
        annotate(folder, name, "Zabihullah Mujahid", "speaker")
    annotate(folder, "a.txt", "Bagram air base", "place")
    annotate(folder, "c.txt", "Bagram air base", "place")
    (folder / "a.txt").write_text(NEW)
    (folder / "b.txt").write_text(f"Second\n\n{NEW}")
    return folder


def saved(folder: Path, name: str) -> dict[str, str]:
    """The words on disk by their tag, of an article."""
    found = {}
    for path in (folder / ".reader" / "annotations" / "tester").glob("*.json"):
        with TinyDB(path, access_mode="r") as database:
            if database.table("meta").all()[0]["path"] == name:
                found = {a["tags"][0]: a["target"]["exact"] for a in database.table("annotations").all()}
    return found


async def review(stage: Stage) -> Stage:
    await stage.press("g r")
    return await stage.until(lambda s: isinstance(s.app.screen, ReviewScreen) and "0 settled" in s.whole)


async def test_leaving_does_not_wait_until_all_is_counted(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, stops, ended = threading.Event(), [], threading.Event()

    def count(self: Counts, rows: object, stopped: Callable[[], bool] = lambda: False) -> dict[str, int]:
        counting.set()
        for _ in range(1_000):
            if stopped():
                stops.append("nobody waits")
                break
            time.sleep(0.01)
        ended.set()
        return {}

    async with staged(changed, size=(100, 30)) as stage:
        monkeypatch.setattr(Counts, "of", count)
        assert isinstance(stage.app.screen, LibraryScreen)
        stage.app.screen.read_again()
        await stage.until(lambda s: counting.is_set())
        stage.app.exit()
    assert ended.wait(20)
    assert stops


async def test_what_changed_is_said_and_settled_place_by_place(changed: Path) -> None:
    async with staged(changed, size=(100, 30)) as stage:
        await stage.until(lambda s: s.whole.count("2 to review") == 2)
        await stage.open()
        assert "text changed: 1 annotation moved, 1 uncertain, 1 without a place: gr" in stage.whole
        assert "≈" in stage.grid
        await stage.press("j j")
        assert "gr reviews" in stage.grid, "it stays"
        await review(stage)
        assert "made in “Kabul after August” ✎ who let them in?" in stage.whole
        assert SENTENCE in stage.whole
        await stage.press("y")
        assert "1 settled 1 open" in stage.whole
        assert saved(changed, "a.txt")["guards"].startswith(
            "The guards left the palace the same evening, while"
        )
        assert "now: 0% of its words" in stage.whole
        await stage.press("u")
        assert saved(changed, "a.txt")["guards"] == SENTENCE
        await stage.press("enter enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        assert saved(changed, "a.txt")["speaker"] == "a spokesman"
        assert "≈" not in stage.grid.replace("≈ uncertain", "")
        await stage.press("u")
        assert saved(changed, "a.txt")["speaker"] == "Zabihullah Mujahid"
        await stage.press("ctrl+r g r")
        assert "every annotation of yours stands where it should" in stage.whole


async def test_the_passage_is_selected_by_hand_and_the_review_goes_on(changed: Path) -> None:
    async with staged(changed, size=(100, 30)) as stage:
        await stage.open()
        await review(stage)
        await stage.press("n s")
        assert isinstance(stage.app.screen, ArticleScreen)
        assert stage.reading.selection is not None
        assert stage.reading.selection.of(stage.reading.article.text) == "a spokesman"
        await stage.press("b enter")
        await stage.until(lambda s: isinstance(s.app.screen, ReviewScreen) and "1 open" in s.whole)
        assert saved(changed, "a.txt")["speaker"] == "a s"
        await stage.press("q")
        assert "0 settled, 1 left for later" in stage.whole
        # Typed at once, before the cases have been looked for.
        await stage.press("g r x")
        assert "guards" not in saved(changed, "a.txt")
        await stage.press("u")
        assert saved(changed, "a.txt")["guards"] == SENTENCE


async def test_the_whole_library_is_reviewed_from_its_list(changed: Path) -> None:
    async with staged(changed) as stage:
        await review(stage)
        await stage.until(lambda s: "4 open" in s.whole)
        await stage.press("y o")
        assert "made in “Second”" in stage.whole
        await stage.press("n s")
        await stage.until(
            lambda s: isinstance(s.app.screen, ArticleScreen) and s.reading.selection is not None
        )
        assert stage.reading.article.path == "b.txt"
        await stage.press("enter")
        await stage.until(lambda s: isinstance(s.app.screen, ReviewScreen) and "1 open" in s.whole)
        assert saved(changed, "b.txt") == {"guards": SENTENCE, "speaker": "a spokesman"}
        await stage.press("q q")
        await stage.until(lambda s: isinstance(s.app.screen, LibraryScreen) and "1 to review" in s.whole)
        assert "2 to review" not in stage.whole
        assert saved(changed, "a.txt")["speaker"] == "Zabihullah Mujahid"
        await stage.press("u u u")
        await stage.until(lambda s: s.whole.count("2 to review") == 2)


async def test_a_peek_and_the_list_tell_what_is_uncertain(changed: Path) -> None:
    async with staged(changed, size=(120, 40)) as stage:
        await stage.open()
        await stage.press("] a enter")
        assert "uncertain, since the text changed" in stage.whole
        assert "of its words stand here; gr reviews" in stage.whole
        assert f"“{SENTENCE}”" in stage.whole
        await stage.press("A")
        assert "≈ guards" in stage.whole
        assert "? speaker" in stage.whole


async def test_the_review_fits_the_screen(changed: Path) -> None:
    async with staged(changed) as stage:
        await review(stage)
        for size in ((140, 40), (80, 24), (60, 14)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            lines = stage.grid.splitlines()
            assert len(lines) == size[1]
            assert "y here" in lines[-1]
            assert "made in “Kabul after August”" in stage.whole
            assert "while the" in stage.whole
