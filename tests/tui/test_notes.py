"""Notes beside the text: written, saved, tagged, taken to an editor; nothing that is typed is lost."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest
from support.news import NEWS, news_library
from support.screen import Stage, staged
from textual import events
from tinydb import TinyDB

from reader.tui.app import ReaderApp


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library of two articles."""
    return news_library(tmp_path / "news")


def notes(folder: Path) -> list[tuple[str, str, list[str]]]:
    """Words, note and tags of the annotations on disk, by plain TinyDB."""
    found = []
    for path in sorted((folder / ".reader" / "annotations" / "tester").glob("*.json")):
        with TinyDB(path, access_mode="r") as database:
            found += [(r["target"]["exact"], r["note"], r["tags"]) for r in database.table("annotations")]
    return found


async def typed_at_once(stage: Stage, words: str) -> None:
    """Send keys faster than anything is done with them, some while the note opens and some before."""
    names = {"\x1b": "escape", "\n": "enter", " ": "space", "\x7f": "backspace"}
    for char in words:
        stage.app.post_message(events.Key(names.get(char, char), char if char.isprintable() else None))
        await asyncio.sleep(0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_text_and_the_passage_stay_in_sight(news: Path, size: tuple[int, int]) -> None:
    async with staged(news, size=size) as stage:
        await stage.open()
        await stage.press("} i e t")
        await stage.type("person\n")
        await stage.press("c")
        await stage.type("who is she?")
        lines = stage.grid.splitlines()
        assert any("Anna Petrova met the Quiet" in line for line in lines)
        for words in ("“Anna Petrova”", "person", "who is she?", "esc saves and closes", ".tag at the start"):
            assert words in stage.grid, words
        assert lines[-1].split() == ["NOTE"]
        view, pane = stage.app.article.desk.view, stage.app.article.desk.note
        assert (
            (pane.region.x >= view.region.right) if size[0] > 104 else (pane.region.y >= view.region.bottom)
        )
        assert pane.field.size.height >= 3
        assert view.size.height >= 8


async def test_lines_become_tags_and_u_takes_a_note_back(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e c")
        await stage.type("why\n.actor .minister\n[bold]...and so on")
        assert "[bold]...and so on" in stage.grid
        await stage.press("ctrl+s")
        assert notes(news) == [("Anna Petrova", "why\n[bold]...and so on", ["actor", "minister"])]
        assert "actor, minister" in stage.grid
        await stage.type("!\n.5 percent")
        await stage.press("escape")
        assert notes(news) == [
            ("Anna Petrova", "why\n[bold]...and so on!\n.5 percent", ["actor", "minister"])
        ]
        assert "esc saves" not in stage.grid
        await stage.press("u u")
        assert notes(news) == []


async def test_whatever_comes_next_the_note_is_kept(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e c")
        await stage.type("draft")
        await stage.press("tab A")
        assert notes(news) == [("Anna Petrova", "draft", [])]
        await stage.press("q c")
        await stage.type("s")
        await stage.press("tab q q")
        assert notes(news) == [("Anna Petrova", "drafts", [])]


async def test_one_goes_between_note_and_text(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e c")
        await stage.type("one")
        await stage.press("tab G")
        assert stage.reading.page.place(stage.reading.caret.offset).row == stage.reading.page.height - 1
        assert "t tag" in stage.grid.splitlines()[-1]
        await stage.press("tab")
        await stage.type(" two")
        await stage.press("tab c")
        await stage.type(" three")
        await stage.press("tab q")
        assert notes(news) == [("Anna Petrova", "one two three", [])]
        assert stage.reading.caret.offset > NEWS.index("Russia") - 70


async def test_keys_typed_ahead_arrive_whole_and_in_order(news: Path) -> None:
    words = "the quick brown fox jumps over the lazy dog "
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e")
        await typed_at_once(stage, f"c{words}\n.tag\n0123x\x7f456\x1b")
        await stage.until(lambda s: s.reading.writing is None and bool(s.reading.annotations))
        await stage.settle()
        assert notes(news) == [("Anna Petrova", f"{words}\n0123456", ["tag"])]
        await typed_at_once(stage, "c more\x1bG")
        await stage.until(lambda s: s.reading.annotations[0].note.endswith("456 more"))
        await stage.until(lambda s: s.reading.page.place(s.reading.caret.offset).row > 5)


def editor(folder: Path, script: str) -> str:
    """Make an editor of a shell script; $1 is the file."""
    path = folder / "an editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}'"


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be handed to an editor, which a pilot's cannot."""
    monkeypatch.setattr(ReaderApp, "suspend", lambda _: contextlib.nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.mark.usefixtures("handed_over")
async def test_the_editors_text_is_the_note(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    script = (
        f'echo "$1" > {seen}; stat -c %a "$(dirname "$1")" >> {seen}; printf "by hand\\n.actor\\n" >> "$1"'
    )
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e g c")
        await stage.until(lambda s: bool(s.reading.annotations))
        await stage.settle()
        assert notes(news) == [("Anna Petrova", "by hand", ["actor"])]
        assert "esc saves" not in stage.grid
        file, mode = seen.read_text().split()
        assert file.endswith("/note.md")
        assert mode == "700"
        assert not Path(file).parent.exists()
        await stage.press("c")
        await stage.type("\nmore")
        await stage.press("ctrl+g")
        await stage.until(lambda s: s.reading.annotations[0].note == "by hand\nmore\nby hand")
        assert "esc saves" in stage.grid


FAILURES = {
    "": "no editor is named",
    "'unclosed": "its quotes are not closed",
    "/nowhere/vi -f": "the editor cannot be started",
    "false": "the editor ended with status 1",
}


@pytest.mark.usefixtures("handed_over")
async def test_an_editor_that_fails_loses_nothing(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e c")
        await stage.type("half a thought")
        for command, said in FAILURES.items():
            monkeypatch.setenv("EDITOR", command)
            await stage.press("ctrl+g")
            await stage.until(lambda s, said=said: said in s.whole)
            assert "half a thought" in stage.grid
        monkeypatch.setenv("VISUAL", editor(tmp_path, 'echo written there >> "$1"; exit 3'))
        await stage.press("ctrl+g")
        await stage.until(lambda s: "ended with status 3" in s.whole)
        assert notes(news) == []
        assert "written there" in stage.grid
        await stage.type(", the rest here")
        await stage.press("escape")
        assert notes(news) == [("Anna Petrova", "half a thought\nwritten there, the rest here", [])]


@pytest.mark.usefixtures("handed_over")
async def test_leaving_while_the_editor_is_open_keeps_what_it_has_saved(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    monkeypatch.setenv("EDITOR", editor(tmp_path, f'echo so far > "$1"; touch {begun}; exec sleep 2'))
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} i e g c")
        await stage.until(lambda _: begun.exists())
        stage.app.keep_everything()
        stage.app.saver.flush(5)
        assert notes(news) == [("Anna Petrova", "so far", [])]
