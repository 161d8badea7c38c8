"""Tagging in few keys: the tag picker, numbers and letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from textual import events

from reader.tui.widgets.article_view import ArticleView

TEXT = "A short title\n\nFighters of Daesh came to Mosul. They left soon. Nobody knew why.\n"
BOOK = """\
[[code]]
name = "actors"
colour = "red"
description = "who acts, alone or together"

[[code]]
name = "militants"
key = "f"
parent = "actors"

[[code]]
name = "places"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_library(tmp_path / "lib", {"a.txt": TEXT})
    (folder / ".reader").mkdir()
    (folder / ".reader/codebook.toml").write_text(BOOK)
    return folder


def tags(stage: Stage) -> list[tuple[str, ...]]:
    return [annotation.tags for annotation in stage.reading.annotations]


async def test_the_picker_shows_number_letter_swatch_and_meaning(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t")
        assert "1 a ● actors" in stage.whole
        assert "2 f ● militants actors" in stage.whole
        assert "3 p · places" in stage.whole
        assert "who acts, alone or together" in stage.whole
        await stage.press("down")
        assert "1-9 take at once" in stage.whole


async def test_the_first_tag_is_asked_for_in_words_that_fit(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "bare", {"a.txt": TEXT})) as stage:
        await stage.open()
        await stage.press("t")
        assert "no tags yet: type the name of the first" in stage.whole
        assert "1-9" not in stage.whole
        await stage.type("actors\n")
        await stage.press("t")
        assert stage.grid.splitlines()[-1].endswith("esc leaves")
        await stage.press("escape 3 j T")
        assert ", then its other mentions" in stage.whole


async def test_a_digit_takes_its_tag_at_once_but_not_within_words(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t 3")
        assert tags(stage) == [("places",)]
        await stage.press("t")
        await stage.type("a2")
        await stage.press("backspace backspace")
        await stage.type("9x\n")
        assert tags(stage) == [("places", "9x")]


async def label_of(stage: Stage, words: str) -> str:
    """Press f and return the label of some words: one key."""
    await stage.press("f")
    label = next(hint.label for hint in stage.reading.hints if hint.span.of(TEXT) == words)
    assert len(label) == 1
    return label


async def test_a_sentence_on_the_screen_is_tagged_in_four_keys(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        label = await label_of(stage, "They left soon.")
        await stage.press(f"{label} t 2")
        assert [(a.target.exact, a.tags) for a in stage.reading.annotations] == [
            ("They left soon.", ("militants",))
        ]
        label = await label_of(stage, "They left soon.")
        await stage.press(f"{label.upper()} p enter")
        assert tags(stage) == [("militants", "places")]


async def test_a_letter_brings_its_tag_on_top_and_words_filter(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t f")
        assert tags(stage) == []
        await stage.press("enter")
        assert tags(stage) == [("militants",)]
        await stage.press("t")
        await stage.type("PLA\n")
        assert tags(stage) == [("militants", "places")]


async def test_what_is_on_is_marked_and_taken_off(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t 1 t 2 t")
        assert "militants ✓" in stage.whole
        assert "actors ✓" in stage.whole
        await stage.press("enter")
        assert tags(stage) == [("actors", "militants", "places")]
        await stage.press("t 1")
        assert tags(stage) == [("militants", "places")]
        await stage.press("u")
        assert tags(stage) == [("actors", "militants", "places")]


async def test_those_used_last_come_first_in_the_next_article_too(folder: Path) -> None:
    make_library(folder, {"b.txt": "Another title\n\nMore words.\n"})
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t 3 q")
        await stage.until(lambda s: s.app.article is None)
        await stage.open("j enter")
        await stage.press("t enter")
        assert tags(stage) == [("places",)]
        await stage.press("full_stop")
        assert "already tagged places" in stage.whole


async def test_a_new_tag_is_the_last_row_one_key_up(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t")
        await stage.type("a")
        assert "new tag" in stage.whole
        await stage.press("up enter")
        assert tags(stage) == [("a",)]


async def test_a_closed_codebook_offers_no_new_tag_and_says_so(folder: Path) -> None:
    (folder / ".reader/codebook.toml").write_text(f"closed = true\n{BOOK}")
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t")
        assert "type to filter; no new tags" in stage.whole
        await stage.type("nothing")
        assert "there is no such tag, and the codebook is closed" in stage.whole
        await stage.press("enter")
        await stage.press("escape")
        assert tags(stage) == []
        await stage.press("number_sign")
        assert "the codebook is closed and has no tag" in stage.whole
        assert tags(stage) == []


async def test_counts_and_the_words_themselves_tag_without_asking(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("2 t")
        assert tags(stage) == [("militants",)]
        await stage.press("number_sign")
        assert tags(stage) == [("militants", "A short title")]


async def test_what_is_typed_on_behind_a_digit_goes_to_the_text(folder: Path) -> None:
    async with staged(folder) as stage:
        await stage.open()
        for key in "t1)t2).":
            name = {")": "right_parenthesis", ".": "full_stop"}.get(key, key)
            stage.app.post_message(events.Key(name, key))
        await stage.settle()
        await stage.until(lambda s: len(tags(s)) == 3)
        assert tags(stage) == [("actors",), ("militants",), ("militants",)]


async def test_what_is_tagged_stays_in_sight_above_the_question(tmp_path: Path) -> None:
    text = "\n\n".join(f"Sentence number {n} is here." for n in range(40))
    async with staged(make_library(tmp_path / "long", {"a.txt": text})) as stage:
        await stage.open()
        view = stage.app.screen.query_one(ArticleView)
        whole = view.size.height
        await stage.press("1 8 j t")
        await stage.until(lambda _: view.size.height < whole)
        row = stage.reading.page.place(stage.reading.caret.offset).row - view.top
        assert 0 <= row < view.size.height
        assert view.region.bottom <= stage.app.screen.query_one(".prompt").region.y
        await stage.press("escape")
        await stage.until(lambda _: view.size.height == whole)
