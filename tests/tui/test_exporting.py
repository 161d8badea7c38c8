"""Exporting from the app: what a filter keeps, the article, the library; what is lost; the last one again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import Stage, make_library, staged

from reader.config.settings import Settings
from reader.exchange.formats import find_format, formats
from reader.tui.questions.exporting import FormatList

CSV = Settings(annotator="tester", engine="quick", export_format="csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_library(
        tmp_path / "news",
        {
            "kabul.txt": "Kabul fell\n\nThe Taliban* entered the palace.\n",
            "moscow.txt": "Moscow said no\n\nNobody was surprised.\n",
        },
    )
    annotate(made, "kabul.txt", "Taliban", "militants")
    annotate(made, "kabul.txt", "palace", "place", note="whose?")
    annotate(made, "moscow.txt", "Nobody", "mood")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return made


def quotes(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["quote"] for row in csv.DictReader(rows)]


def written(folder: Path = Path()) -> dict[str, list[str]]:
    return {file.name.partition("-")[0]: quotes(file) for file in sorted(folder.glob("[!.]*"))}


def holds(file: str, words: str) -> bool:
    return words in Path(file).read_text("utf-8")


async def choose(stage: Stage, name: str) -> None:
    """Choose a format in the prompt that is open."""
    names = [each.name for each in formats()]
    steps = names.index(name) - names.index("csv")
    await stage.press(" ".join(["down" if steps > 0 else "up"] * abs(steps)))


async def test_a_filter_the_article_and_the_library_can_be_chosen(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.open()
        await stage.press("A slash")
        await stage.type("tag:militants\n")
        await stage.press("X")
        assert "export what /tag:militants keeps of “Kabul fell” ⇥ 1 of 5" in stage.whole
        await stage.press("enter")
        assert "exported 1 annotation to" in stage.whole
        assert list(written().values()) == [["Taliban"]]
        await stage.press("X tab")
        assert "export the annotations of “Kabul fell” ⇥ 2 of 5" in stage.whole
        await stage.press("tab tab")
        assert "export the annotations of the library ⇥ 4 of 5" in stage.whole
        await stage.press("enter")
        assert "exported 3 annotations to" in stage.whole
        assert written()["annotations.csv"] == ["Taliban", "palace", "Nobody"]


async def test_articles_without_annotations_go_out_too_where_asked(folder: Path) -> None:
    (folder / "paris.txt").write_text("Paris slept\n\nNobody woke.\n", "utf-8")
    async with staged(folder, settings=CSV) as stage:
        await stage.press("X")
        await choose(stage, "tei")
        await stage.press("enter")
        assert not holds("annotations.tei.xml", "Paris slept")
        await stage.press("X tab")
        assert "export all articles, annotated or not ⇥ 2 of 3" in stage.whole
        await choose(stage, "tei")
        await stage.press("ctrl+u")
        await stage.type("all.tei.xml\n")
        assert holds("all.tei.xml", "Paris slept")


async def test_every_format_says_what_it_is_for_and_would_lose(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.press("X")
        assert "loses nothing" in stage.whole
        await choose(stage, "conll")
        chosen = find_format("conll")
        assert chosen.purpose[:40] in stage.whole
        assert "annotations.iob2.conll" in stage.whole
        assert "loses notes (1), annotations' ids (3), annotations' authors (3)" in stage.whole
        await stage.press("ctrl+u")
        await stage.type("mine.doccano.jsonl")
        assert "mine.doccano.jsonl" in stage.whole
        assert "doccano texts with their labels" in stage.whole
        assert stage.app.screen.query_one(FormatList).current is find_format("doccano")


async def test_one_key_does_the_last_export_again_after_a_new_start_too(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.press("A slash")
        await stage.type("tag:m\n")
        await stage.press("X enter")
        assert quotes(Path("annotations.csv")) == ["Taliban", "Nobody"]
    annotate(folder, "moscow.txt", "surprised", "m2")
    async with staged(folder, settings=CSV) as stage:
        await stage.press("g X")
        assert "exported 3 annotations to" in stage.whole
        assert quotes(Path("annotations.csv")) == ["Taliban", "Nobody", "surprised"]
        await stage.open("j enter")
        await stage.press("x g X")
        assert "exported 3 annotations to" in stage.whole


async def test_again_another_article_gets_its_own_file_and_no_other_is_replaced(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.press("g X")
        assert "export the annotations of the library" in stage.whole
        await stage.press("escape")
        await stage.open()
        await stage.press("X enter q j")
        await stage.press("g X")
        assert {name[:5]: quotes for name, quotes in written().items()} == {
            "kabul": ["Taliban", "palace"],
            "mosco": ["Nobody"],
        }
        (moscow,) = Path.cwd().glob("moscow*")
        kabul = next(iter(Path.cwd().glob("kabul*")))
        kabul.write_text("mine")
        await stage.press("k g X")
        assert "export the annotations of “Kabul fell”" in stage.whole
        assert kabul.read_text() == "mine"
        await stage.press("enter")
        assert "is there already; ⏎ again replaces it" in stage.whole
        await stage.press("enter")
        assert quotes(kabul) == ["Taliban", "palace"]
        assert quotes(moscow) == ["Nobody"]


async def test_a_slash_at_the_end_makes_a_folder(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.press("X ctrl+u")
        await stage.type("all/\n")
        assert "exported 3 annotations to all/" in stage.whole
        assert list(written(Path("all")).values()) == [["Taliban", "palace"], ["Nobody"]]
        await stage.press("g X")
        assert "exported 3 annotations to" in stage.whole
        (Path("all") / "diary.txt").write_text("mine")
        await stage.press("g X")
        assert "such as diary.txt" in stage.whole


async def test_it_says_which_of_the_formats_is_chosen(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.press("X")
        names = [each.name for each in formats()]
        here = names.index("csv") + 1
        assert f"format {here} of {len(names)}" in stage.whole
        await stage.press("down")
        assert f"format {here + 1} of {len(names)}" in stage.whole


async def test_what_is_typed_takes_the_place_of_the_file_that_is_offered(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.open()
        await stage.press("X")
        await stage.type("mine.csv\n")
        await stage.until(lambda s: "exported 2 annotations to" in s.whole)
        assert written() == {"mine.csv": ["Taliban", "palace"]}
        await stage.press("X down up end backspace backspace backspace backspace")
        await stage.type("-2.csv\n")
        await stage.until(lambda s: len(written()) == 2)
        assert [name for name in written() if name != "mine.csv"] == ["kabul"], "the end key keeps its words"


async def test_what_is_typed_ahead_of_the_prompt_takes_its_place_too(folder: Path) -> None:
    async with staged(folder, settings=CSV) as stage:
        await stage.open()
        await stage.type("Xahead.csv\n")
        await stage.until(lambda s: list(written()) == ["ahead.csv"])


async def test_the_file_on_offer_is_named_in_the_articles_own_script(folder: Path) -> None:
    (folder / "Кабул пал.txt").write_text("Кабул пал\n\nТалибан вошёл во дворец.\n", "utf-8")
    annotate(folder, "Кабул пал.txt", "Талибан", "who")
    async with staged(folder, settings=CSV) as stage:
        await stage.until(lambda s: "3 articles" in s.whole)
        await stage.press("G")
        await stage.open()
        await stage.press("X enter")
        await stage.until(lambda s: written() == {"кабул": ["Талибан"]})


async def test_as_much_is_said_as_there_is_room_for_when_the_terminal_grows(tmp_path: Path) -> None:
    title = "A title that is a good deal longer than what is left of sixty columns of a terminal"
    texts = {"a.txt": f"{title}\n\nSome words.\n"}
    async with staged(make_library(tmp_path / "a", texts), settings=CSV, size=(60, 24)) as stage:
        await stage.open()
        await stage.press("t x enter X")
        await stage.until(lambda s: "for spreadsheets; loses" in s.whole)
        assert title not in stage.whole.split("export")[1]
        await stage.pilot.resize_terminal(140, 24)
        await stage.settle()
        assert f"export the annotations of “{title}”" in stage.whole
        assert "for spreadsheets; loses" not in stage.whole
        assert "loses nothing" in stage.whole
