"""The library's screen: the list, sorted, filtered, opened, exported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged

from reader.config.paths import install_sample_library
from reader.config.remaps import Remap
from reader.config.settings import Settings
from reader.exchange.formats import formats
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.rows import RowList

TEXTS = {
    "a.txt": "Zebra crossing opened\n\n" + "One two three. " * 40,
    "b.txt": "Apple harvest is in\n\nShort.",
    "c.txt": "Mango prices rise\n\n" + "Some words here. " * 400,
}


@pytest.fixture
def fruit(tmp_path: Path) -> Path:
    """A library of three articles."""
    return make_library(tmp_path / "fruit", TEXTS)


def titles(stage: Stage) -> list[str]:
    """The first words of the rows on the screen."""
    return [line.split()[0] for line in stage.grid.splitlines()[2:-1] if line.strip()]


async def test_rows_say_what_an_article_is(fruit: Path) -> None:
    async with staged(fruit) as stage:
        row = next(line for line in stage.grid.splitlines() if "Mango" in line)
        assert row.split()[-4:] == ["1,203", "w", "5", "min"]
        assert "c.txt" in row
        assert "3 articles" in stage.grid.splitlines()[0]


async def test_sorting_by_each_column_and_backwards(fruit: Path) -> None:
    async with staged(fruit) as stage:
        assert titles(stage) == ["Zebra", "Apple", "Mango"]
        await stage.press("s")
        assert titles(stage) == ["Apple", "Mango", "Zebra"]
        await stage.press("s")
        assert titles(stage) == ["Mango", "Zebra", "Apple"]
        await stage.press("r")
        assert titles(stage) == ["Apple", "Zebra", "Mango"]
        assert "by words" in stage.grid
        await stage.press("r s s s")
        assert titles(stage) == ["Zebra", "Apple", "Mango"]


async def test_filtering_as_one_types(fruit: Path) -> None:
    async with staged(fruit) as stage:
        await stage.press("slash")
        await stage.type("ap")
        assert titles(stage)[0] == "Apple"
        assert "1 of 3 articles" in stage.grid
        await stage.press("enter enter")
        assert "Apple harvest is in" in stage.grid
        await stage.press("q")
        assert "1 of 3 articles" in stage.grid
        await stage.press("escape")
        assert titles(stage) == ["Zebra", "Apple", "Mango"]
        await stage.press("slash")
        await stage.type("nowhere")
        assert "no article has these words" in stage.grid
        await stage.press("escape")
        assert titles(stage) == ["Zebra", "Apple", "Mango"]


async def test_the_key_that_shows_all_is_the_one_in_force(fruit: Path) -> None:
    keys = (Remap("let_go", ("Z",), ""),)
    async with staged(fruit, settings=Settings(annotator="t", engine="quick", keys=keys)) as stage:
        await stage.press("slash")
        await stage.type("nothing like it")
        assert "no article has these words: esc shows all" in stage.whole
        await stage.press("enter")
        assert "no article has these words: Z shows all" in stage.whole
        await stage.press("Z")
        assert "no article" not in stage.whole


async def test_esc_does_not_quit(fruit: Path) -> None:
    async with staged(fruit) as stage:
        await stage.press("escape escape")
        assert "q quits" in stage.grid.splitlines()[-1]
        await stage.press("j")
        assert "q quit " in stage.grid.splitlines()[-1]
        await stage.press("q")
        assert not stage.app.is_running or stage.app.return_code == 0


async def test_moving_with_counts(fruit: Path) -> None:
    async with staged(fruit) as stage:
        rows = stage.app.screen.query_one(RowList)
        await stage.press("2 j")
        assert rows.cursor == 2
        await stage.press("g g")
        assert rows.cursor == 0
        await stage.press("G k")
        assert rows.cursor == 1
        assert stage.grid.splitlines()[-1].endswith("2/3")


async def test_counts_and_progress_are_there_on_return(fruit: Path) -> None:
    async with staged(fruit) as stage:
        await stage.open("j enter")
        await stage.press("t")
        await stage.type("fruit\n")
        await stage.press("q")
        row = next(line for line in stage.grid.splitlines() if "Apple" in line)
        assert "▎1" in row
        assert "100%" in row


async def test_a_library_that_is_only_files(fruit: Path) -> None:
    async with staged(fruit, names=("a.txt", "c.txt")) as stage:
        assert titles(stage) == ["Zebra", "Mango"]


async def test_exporting_asks_before_it_replaces(
    fruit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(annotator="tester", engine="quick", export_format="csv")
    async with staged(fruit, settings=settings) as stage:
        await stage.open("j enter")
        await stage.press("t")
        await stage.type("fruit\n")
        await stage.press("q X")
        assert "a row for each annotation" in stage.grid
        await stage.press("enter")
        assert "exported 1 annotation" in stage.whole
        with (tmp_path / "annotations.csv").open(encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        assert (row["title"], row["tags"]) == ("Apple harvest is in", "fruit")
        (tmp_path / "annotations.csv").write_text("mine", encoding="utf-8")
        await stage.press("X enter")
        assert "is there already" in stage.whole
        assert (tmp_path / "annotations.csv").read_text(encoding="utf-8") == "mine"
        await stage.press("enter")
        assert "exported 1 annotation" in stage.whole
        names = [each.name for each in formats()]
        down = "down " * (names.index("markdown") - names.index("csv"))
        await stage.press(f"X {down}enter")
        assert (tmp_path / "annotations.md").read_text(encoding="utf-8").count("fruit") >= 1


async def test_an_export_that_cannot_be_written_says_so(fruit: Path, tmp_path: Path) -> None:
    async with staged(fruit) as stage:
        await stage.press("X")
        line = stage.app.screen.query_one("Input")
        line.value = str(tmp_path / "fruit" / "a.txt" / "below-a-file.md")
        await stage.press("enter")
        assert "below-a-file.md" in "".join(stage.grid.split())
        assert not isinstance(stage.app.screen, LibraryScreen)


async def test_a_first_reader_is_welcomed_until_something_was_read() -> None:
    samples = install_sample_library()
    async with staged(samples) as stage:
        assert "Welcome. These are two sample articles" in stage.grid
        await stage.open()
        await stage.press("q")
        assert "Welcome" not in stage.grid


@pytest.mark.parametrize("size", [(80, 12), (60, 20), (40, 12)])
async def test_the_welcome_leaves_room_for_the_articles_and_the_keys(size: tuple[int, int]) -> None:
    async with staged(install_sample_library(), size=size) as stage:
        assert "Welcome." in stage.grid
        assert "1/2" in stage.grid.splitlines()[-1]
        assert all(words in stage.grid for words in ("Despite US", "Russian F"))


@pytest.mark.parametrize(
    ("width", "kept"), [(120, "w min ▎ %"), (60, "w min ▎ %"), (50, "min ▎ %"), (30, "▎ %")]
)
async def test_titles_have_half_of_a_narrow_list(fruit: Path, width: int, kept: str) -> None:
    (fruit / "title.txt").write_text("A title of twelve\n\nWords.\n")
    annotate(fruit, "title.txt", "Words", "tag")
    async with staged(fruit, size=(width, 20)) as stage:
        await stage.press("G enter q")
        (row,) = (line for line in stage.grid.splitlines() if "A title" in line)
        assert row.startswith(" A title of tw")
        assert [sign for sign in ("w", "min", "▎", "%") if sign in row[width // 2 :]] == kept.split()


async def test_other_libraries_have_no_welcome(fruit: Path) -> None:
    async with staged(fruit) as stage:
        assert "Welcome" not in stage.grid


async def test_documents_that_are_not_read_are_told_in_one_line(fruit: Path) -> None:
    async with staged(fruit) as stage:
        assert "not read" not in stage.grid
    (fruit / "saved.html").write_text("<p>")
    (fruit / ".hidden.pdf").write_text("")
    async with staged(fruit) as stage:
        *_, line, _footer = stage.grid.splitlines()
        assert line.strip() == "1 .html file is not read: Reader reads .txt and .md"
        (fruit / "saved.html").unlink()
        (fruit / "new.txt").write_text("A new article\n\nWords.\n")
        await stage.until(lambda stage: "A new article" in stage.grid)
        assert "not read" not in stage.grid


async def test_an_unknown_theme_is_told(fruit: Path) -> None:
    async with staged(fruit, settings=Settings(annotator="t", engine="quick", theme="nope")) as stage:
        assert "there is no theme 'nope'" in stage.whole


async def test_a_long_list_draws_what_is_in_sight(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "many", {f"{n}.txt": f"Article number {n}\n\nBody." for n in range(300)})
    async with staged(folder) as stage:
        rows = stage.app.screen.query_one(RowList)
        drawn = []
        real = rows.pieces
        rows.pieces = lambda row, width: drawn.append(row) or real(row, width)  # type: ignore[method-assign]
        await stage.press("G")
        assert "Article number 299" in stage.grid
        assert len(drawn) < 200
