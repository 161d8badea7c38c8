"""What becomes of an open article's file is said once, to stay; annotations go on being saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.storage.tinydb_store import TinyDBStore
from tests.support.screen import make_library, staged

TEXT = "A short title\n\nFirst words here. Second words there.\n"
GONE = "a.txt is gone, deleted or moved away; annotations are still saved"
CHANGED = "a.txt was changed; this is the text as opened, annotations are still saved"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {"a.txt": TEXT})


async def test_a_file_that_goes_is_told_until_it_is_back(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        (folder / "a.txt").rename(folder.parent / "away.txt")
        await stage.until(lambda s: GONE in s.whole)
        await stage.press("j k")
        assert GONE in stage.whole
        await stage.press("v e t")
        await stage.type("mine\n")
        await stage.until(lambda s: "saved: tagged" in s.whole)
        assert GONE in stage.whole
        (saved,) = TinyDBStore(stage.app.library.home, "tester").load(stage.reading.article.id).annotations
        assert saved.tags == ("mine",)
        (folder.parent / "away.txt").rename(folder / "a.txt")
        await stage.until(lambda s: GONE not in s.whole)
        assert stage.reading.annotations == (saved,)


async def test_a_file_with_another_text_is_told_and_one_that_is_only_written_again_is_not(
    folder: Path,
) -> None:
    async with staged(folder) as stage:
        await stage.open()
        (folder / "a.txt").write_text(TEXT.replace("words", "phrases"))
        await stage.until(lambda s: CHANGED in s.whole)
        assert "First words here" in stage.grid
        (folder / "a.txt").unlink()
        await stage.until(lambda s: GONE in s.whole)
        assert CHANGED not in stage.whole
        (folder / "a.txt").write_text(TEXT)
        await stage.until(lambda s: GONE not in s.whole)
        assert "was changed" not in stage.whole


async def test_it_is_not_told_of_the_next_article(folder: Path) -> None:
    make_library(folder, {"b.txt": TEXT})
    async with staged(folder) as stage:
        await stage.open()
        (folder / "a.txt").unlink()
        await stage.until(lambda s: GONE in s.whole)
        await stage.press("q")
        await stage.until(lambda s: "1 article " in s.grid)
        await stage.open()
        stage.app.elsewhere.look()
        await stage.settle()
        assert "gone" not in stage.whole
