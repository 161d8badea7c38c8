"""Text is only text: whatever an article, its file's name, a tag or a note holds, the screen shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.hostile import IN_FILES, PAYLOADS, is_plain
from support.screen import Stage, make_library, staged

from reader.session.annotating import tagged
from reader.session.noting import begun, written
from reader.values import replace

TEXT = "Hostile words\n\n" + "\n".join(
    f"Line {n} says {payload} and goes on." for n, payload in enumerate(IN_FILES)
)
NAMES = (
    "Anna \x1b[31mPetrova met the “\x1b]0;pwned\x07Quiet Front”* there. Then [/x]Petrova left.\n\n"
    "*Quiet [@click=app.exit]Front is a terrorist organisation banned in Russia."
)

OWN_CLICK = re.compile(r"|screen\.answer\('\w'\)")
"""The clicks that Reader itself has in words: the answers in a prompt."""


def assert_plain(stage: Stage, where: str) -> None:
    """No character on the screen does anything, and no segment is a control sequence."""
    strips = stage.app.screen._compositor.render_strips()
    for strip in strips:
        for segment in strip:
            assert segment.control is None, where
            assert all(map(is_plain, segment.text)), (where, segment.text)
            assert not (segment.style and segment.style.link), where
            meta = segment.style.meta if segment.style else {}
            assert OWN_CLICK.fullmatch(meta.get("@click", "")), where


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library with hostile titles, texts and file names."""
    titled = {f"t{n}.txt": f"{payload} title {n}\n\nBody text." for n, payload in enumerate(PAYLOADS)}
    named = {"x\x1b]0;pwned\x07[@click=app.exit].txt": "A file with a hostile name\n\nBody."}
    return make_library(
        tmp_path / "host\x1b[31m[bold]ile", {"0.txt": TEXT, "1.txt": NAMES, **titled, **named}
    )


async def test_every_screen_shows_text_as_text(hostile: Path) -> None:
    async with staged(hostile, size=(100, 40)) as stage:
        assert_plain(stage, "library")
        await stage.open()
        assert_plain(stage, "article")
        for keys in ("} } } enter", "A", "E", "q q", "G enter", "L", "question_mark"):
            await stage.press(keys)
            assert_plain(stage, keys)
        await stage.press("escape")


async def test_tags_notes_and_searches_are_text(hostile: Path) -> None:
    async with staged(hostile, size=(100, 40)) as stage:
        await stage.open()
        screen = stage.app.screen
        for payload in PAYLOADS:
            screen.take(tagged(stage.reading, payload))
            screen.take(written(begun(stage.reading)[0], payload))
            await stage.settle()
            assert_plain(stage, "message")
        for keys in ("enter", "A", "tab t", "escape", "c", "escape", "X", "escape"):
            await stage.press(keys)
            assert_plain(stage, keys)
        await stage.press("slash")
        await stage.type("\x1b]0;p\n")
        assert_plain(stage, "search")


async def test_names_and_authors_are_text(hostile: Path) -> None:
    async with staged(hostile, size=(100, 40)) as stage:
        await stage.open("j enter")
        for keys in ("] e enter", "] d", "E", "q"):
            await stage.press(keys)
            assert_plain(stage, keys)
        made = tagged(stage.reading, "theirs")[0].annotations
        theirs = tuple(replace(a, author="ann\x1b]0;a\x07[/x]") for a in made)
        stage.app.screen.show_reading(replace(stage.reading, annotations=theirs))
        for keys in ("enter", "A", "tab x"):
            await stage.press(keys)
            assert_plain(stage, keys)
        stage.app.tell("an error about \x1b]0;pwned\x07[/x]", warning=True)
        await stage.settle()
        assert_plain(stage, "trouble")


async def test_a_click_on_markup_in_the_text_runs_nothing(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "one", {"a.txt": "[@click=app.exit]" + "x" * 200})
    async with staged(folder) as stage:
        await stage.open()
        await stage.pilot.click(offset=(30, 3))
        await stage.settle()
        assert stage.app.is_running
        assert "[@click=app.exit]xxx" in stage.grid
