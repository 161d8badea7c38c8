"""Keys typed behind the one that answers a prompt belong to the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged
from textual import events


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return make_library(tmp_path / "one", {"a.txt": "Title\n\nalpha beta gamma.\n\ndelta epsilon.\n"})


def at_once(stage, *keys: tuple[str, str | None]) -> None:
    """Keys that are all on their way before the first is looked at."""
    for key, character in keys:
        stage.app.post_message(events.Key(key, character))


async def test_a_key_behind_a_search_is_none_of_its_words(one: Path) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press("slash")
        letters = [(char, char) for char in "gamma"]
        at_once(stage, *letters, ("enter", "\r"), ("v", "v"), ("e", "e"))
        await stage.settle()
        await stage.until(lambda s: s.reading.selection is not None)
        await stage.settle()
        assert stage.reading.selection.of(stage.reading.article.text) == "gamma"


async def test_keys_behind_a_tag_do_what_they_say(one: Path) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press("w t")
        at_once(stage, ("x", "x"), ("enter", "\r"), ("j", "j"), ("full_stop", "."))
        await stage.settle()
        await stage.until(lambda s: len(s.reading.annotations) == 2)
        assert [a.tags for a in stage.reading.annotations] == [("x",), ("x",)]


async def test_keys_behind_a_tag_are_none_of_it_where_the_question_was_not_there_yet(one: Path) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press("w")
        at_once(stage, ("t", "t"), ("x", "x"), ("enter", "\r"), ("j", "j"), ("full_stop", "."))
        await stage.settle()
        await stage.until(lambda s: len(s.reading.annotations) == 2)
        assert [a.tags for a in stage.reading.annotations] == [("x",), ("x",)]


async def test_a_line_that_is_no_answer_is_typed_on(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(one)
    async with staged(one) as stage:
        await stage.open()
        await stage.press("t x enter X enter X")
        at_once(stage, ("enter", "\r"), ("z", "z"))
        await stage.settle()
        assert "⏎ again replaces it" in stage.whole
        await stage.until(lambda s: s.app.screen.query_one("Input").value.endswith("z"))


@pytest.mark.parametrize(
    ("asking", "answers"),
    [
        ("r", (("o", "o"), ("o", "o"), ("o", "o"))),
        ("r", (("escape", None), ("l", "l"))),
        ("slash", (("backspace", None), ("backspace", None))),
        ("question_mark", (("escape", None), ("l", "l"))),
    ],
)
async def test_a_question_that_is_answered_twice_closes_nothing_else(one: Path, asking: str, answers) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press(f"w {asking}")
        at_once(stage, *answers)
        await stage.settle()
        assert [type(screen).__name__ for screen in stage.app.screen_stack] == [
            "LibraryScreen",
            "ArticleScreen",
        ]


async def test_keys_behind_a_correction_are_the_texts(one: Path) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press("r")
        at_once(stage, ("o", "o"), ("w", "w"), ("v", "v"))
        await stage.settle()
        assert stage.reading.caret.offset == stage.reading.article.text.index("alpha")
        assert stage.reading.selection is not None


async def test_what_there_is_to_say_waits_for_a_screen_that_is_only_coming(one: Path) -> None:
    async with staged(one) as stage:
        await stage.type("Au")
        assert "nothing undone" in stage.grid.splitlines()[-1]


@pytest.mark.parametrize(("keys", "there"), [("\n\n", "ArticleScreen"), ("AA", ""), ("CC", "CodebookScreen")])
async def test_a_key_that_comes_twice_opens_one_screen(one: Path, keys: str, there: str) -> None:
    async with staged(one) as stage:
        await stage.type(keys)
        shown = [type(screen).__name__ for screen in stage.app.screen_stack]
        assert shown == ["LibraryScreen", *filter(None, [there])]


@pytest.mark.parametrize("asking", ["t", "slash", "X"])
async def test_a_second_answer_takes_nothing_away(one: Path, asking: str) -> None:
    async with staged(one) as stage:
        await stage.open()
        await stage.press(asking)
        prompt = stage.app.screen
        for _ in range(2):
            prompt.dismiss(None)
        await stage.settle()
        shown = [type(screen).__name__ for screen in stage.app.screen_stack]
        assert shown == ["LibraryScreen", "ArticleScreen"]
