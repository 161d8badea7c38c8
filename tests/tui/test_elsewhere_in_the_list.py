"""The library's list shows what others do: annotate, add, remove, rename and change articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.storage.progress import ProgressStore
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from tests.support.hostile import IN_FILES, is_plain
from tests.support.screen import Stage, make_library, staged

TEXT = "A title of {}\n\nFirst words here. Second words there.\n"
NUMBERS = range(1, 41)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {f"{n}.txt": TEXT.format(n) for n in NUMBERS})


def annotate(stage: Stage, path: str, author: str) -> None:
    """Annotate an article as another Reader does."""
    row = next(row for row in stage.app.screen.listings if row.path == path)
    text = (stage.app.library.root / path).read_text()
    article = Article(row.id, path, text, text_sha256(text), row.title, row.outlet, row.words)
    target = make_target(text, Span(2, 7), sha256=article.sha256)
    note = Annotation(new_id(), row.id, target, author, utc_now(), utc_now(), ("tag",))
    TinyDBStore(stage.app.library.home, author).apply(article, Add(note))


def under_cursor(stage: Stage) -> tuple[str, int]:
    """The article under the cursor, and the line of the screen that it stands in."""
    rows = stage.app.screen._list
    return rows.current.path, rows.cursor - rows.top


async def test_annotations_and_progress_of_others_appear(folder: Path) -> None:
    async with staged(folder) as stage:
        annotate(stage, "3.txt", "zoe")
        await stage.until(lambda s: "▎1" in s.grid.splitlines()[4])
        assert "40 articles ▎1" in stage.whole
        annotate(stage, "3.txt", "tester")
        await stage.until(lambda s: "▎2" in s.grid.splitlines()[4])
        first = stage.app.screen.listings[0]
        ProgressStore(stage.app.library.home, "tester").put(first.id, offset=0, furthest=5, length=10)
        await stage.until(lambda s: "50%" in s.grid.splitlines()[2])


async def test_the_cursor_stays_on_its_article_and_the_filter_holds(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.press("slash")
        await stage.type("of 3\n")
        await stage.press("5 j")
        before = under_cursor(stage)
        assert before == ("32.txt", 5)
        (folder / "29a.txt").write_text(TEXT.format("3 too"))
        (folder / "30.txt").unlink()
        (folder / "31.txt").rename(folder / "38a.txt")
        await stage.until(lambda s: "3 too" in s.whole and "13 of 40" in s.whole)
        assert under_cursor(stage)[0] == "32.txt"
        (folder / "32.txt").write_text("A title of 3 no more\n\nWords.\n")
        await stage.until(lambda s: "3 no more" in s.whole)
        assert under_cursor(stage)[0] == "32.txt"
        await stage.press("enter")
        assert stage.reading.article.title == "A title of 3 no more"


async def test_rows_above_that_go_do_not_move_the_list(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.press("3 0 g g")
        before = under_cursor(stage)
        assert before[1] > 3
        (folder / "2.txt").unlink()
        await stage.until(lambda s: "39 articles" in s.whole)
        assert under_cursor(stage) == before
        (folder / "30.txt").unlink()
        await stage.until(lambda s: "38 articles" in s.whole)
        assert under_cursor(stage) == ("31.txt", before[1])


async def test_an_empty_library_says_so_and_fills_again(folder: Path) -> None:
    async with staged(folder) as stage:
        for number in NUMBERS:
            (folder / f"{number}.txt").unlink()
        await stage.until(lambda s: "there are no articles any more" in s.whole)
        await stage.press("enter")
        (folder / "new.txt").write_text("A new one\n\nWords.\n")
        await stage.until(lambda s: "A new one" in s.whole)


async def test_hostile_names_and_titles_that_appear_are_plain(folder: Path) -> None:
    async with staged(folder, size=(120, 60)) as stage:
        for number, payload in enumerate(IN_FILES):
            name = payload.replace("/", "∕")[:60]
            (folder / f"0 {name}.txt").write_text(f"{number} {payload}\n\nWords.\n", "utf-8", newline="")
        await stage.until(lambda s: f"{len(NUMBERS) + len(IN_FILES)} articles" in s.whole)
        assert all(is_plain(char) for char in stage.grid.replace("\n", ""))


async def test_nothing_is_looked_at_while_an_article_is_open(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        (folder / "0.txt").write_text(TEXT.format("nought"))
        await stage.pilot.pause(0.6)
        assert len(stage.app.screen_stack[0].listings) == len(NUMBERS)
        await stage.press("q")
        await stage.until(lambda s: "nought" in s.whole)
