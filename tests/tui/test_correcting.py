"""Correcting in the app: the prompt, what is seen at once, and what is on disk."""

from __future__ import annotations

import json

from tests.support.screen import make_library, staged

TEXT = """Orbis opens a mine

Orbis Minerals said on Tuesday that Sergei Lavrov met Daesh* fighters in Kabul. The gate was shut.

* Daesh is a terrorist organisation banned in Russia.
"""
OTHER = "Second\n\nOrbis Minerals is silent about Kabul and the gate.\n"


def saved(folder) -> list[tuple[str, str, str, str]]:
    path = folder / ".reader" / "corrections" / "tester.json"
    records = json.loads(path.read_text("utf-8")).get("corrections", {}).values()
    return [(each["words"], each["kind"], each["label"], each["scope"]) for each in records]


def entities(stage) -> dict[str, str]:
    return {entity.name: entity.label for entity in stage.reading.findings.entities}


async def test_one_key_corrects_a_type_at_once_and_for_good(tmp_path):
    folder = make_library(tmp_path / "library", {"a.txt": TEXT, "b.txt": OTHER})
    async with staged(folder) as stage:
        await stage.open()
        before = entities(stage)["Orbis Minerals"]
        await stage.press("] e r")
        assert "correct “Orbis Minerals”" in stage.whole
        assert "● in this article" in stage.whole
        await stage.press("f")
        assert entities(stage)["Orbis Minerals"] == "FAC"
        assert "saved: “Orbis Minerals”: facility (FAC), in this article" in stage.whole
        await stage.press("enter")
        assert "corrected by tester" in stage.whole
        assert saved(folder) == [("Orbis Minerals", "type", "FAC", "article")]
        await stage.press("u")
        assert entities(stage)["Orbis Minerals"] == before
        assert saved(folder) == []
        await stage.press("ctrl+r")
        assert saved(folder) == [("Orbis Minerals", "type", "FAC", "article")]
        await stage.press("escape q j")
        await stage.open()
        assert entities(stage)["Orbis Minerals"] == before
        await stage.press("q k")
        await stage.open()
        assert entities(stage)["Orbis Minerals"] == "FAC"


async def test_a_capital_letter_corrects_in_the_whole_library(tmp_path):
    folder = make_library(tmp_path / "library", {"a.txt": TEXT, "b.txt": OTHER})
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("/")
        await stage.type("gate")
        await stage.press("enter i w r F")
        assert entities(stage)["gate"] == "FAC"
        await stage.press("q j")
        await stage.open()
        assert entities(stage)["gate"] == "FAC"
        await stage.press("u")
        assert "gate" not in entities(stage)
        assert "undone in “Orbis opens a mine”" in stage.whole
    assert saved(folder) == []


async def test_the_reach_can_be_changed_and_escape_corrects_nothing(tmp_path):
    folder = make_library(tmp_path / "library", {"a.txt": TEXT})
    async with staged(folder) as stage:
        await stage.open()
        before = stage.reading.findings
        await stage.press("] e r q 7 escape")
        assert stage.reading.findings is before
        assert not (folder / ".reader" / "corrections").exists()
        await stage.press("r tab")
        assert "● only here" in stage.whole
        await stage.press("x")
        assert saved(folder) == [("Orbis Minerals", "no_name", "", "here")]
        await stage.press("G $ r")
        assert "x no designation" in stage.whole
        await stage.press("x")
        assert stage.reading.findings.designations == ()


async def test_the_mouse_answers_too_and_two_names_become_one(tmp_path):
    folder = make_library(tmp_path / "library", {"a.txt": TEXT})
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("] e r")
        await click(stage, "only here")
        assert "● only here" in stage.whole
        await click(stage, "facility")
        assert saved(folder) == [("Orbis Minerals", "type", "FAC", "here")]
        await stage.press("r")
        await click(stage, "takes back")
        assert saved(folder) == []
        await stage.press("r")
        await click(stage, "same as another")
        await stage.type("kab")
        await click(stage, "Kabul  ")
        assert "Orbis Minerals" not in entities(stage)
        assert "“Orbis Minerals”: the same as “Kabul”" in stage.whole


async def click(stage, words: str) -> None:
    y, row = next((y, row) for y, row in enumerate(stage.grid.splitlines()) if words in row)
    await stage.pilot.click(offset=(row.index(words) + 1, y))
    await stage.settle()


async def test_a_damaged_file_of_corrections_is_told_of_and_stays(tmp_path):
    folder = make_library(tmp_path / "library", {"a.txt": TEXT})
    path = folder / ".reader" / "corrections" / "tester.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    async with staged(folder) as stage:
        await stage.open()
        assert "is damaged" in stage.whole
        await stage.press("] e r")
        assert "nothing can be corrected" in stage.whole
    assert path.read_bytes() == b"{"
