"""Searching on the screen: marked while one types, taken back by esc, gone to by enter."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from support.screen import Stage, make_library, staged

from reader.session import searching
from reader.session.reading import Search
from reader.tui.widgets.article_view import ArticleView

TEXT = "Quiet talks\n\n" + "Somebody spoke of the Quiet\nFront. Nobody listened to it at all.\n\n" * 40


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    return make_library(tmp_path / "quiet", {"a.txt": TEXT, "b.txt": "Somebody else"})


def drawn(stage: Stage, words: str) -> list[str]:
    """The backgrounds that some words are drawn on, wherever they stand."""
    strips = stage.app.screen._compositor.render_strips()
    return [str(s.style.bgcolor) for strip in strips for s in strip if s.text == words and s.style]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_matches_are_marked_and_counted_while_one_types(quiet: Path, size: tuple[int, int]) -> None:
    async with staged(quiet, size=size) as stage:
        await stage.open()
        await stage.press("] e j j j j j")
        before, view = stage.reading, stage.app.screen.query_one(ArticleView)
        await stage.press("slash")
        assert "regular expression (ctrl+r)" in stage.grid.splitlines()[-1]
        await stage.type("nobody l")
        await stage.until(lambda s: " of 40" in s.grid.splitlines()[-1])
        assert len(drawn(stage, "Nobody l")) > 2
        assert stage.reading.caret.offset != before.caret.offset
        top = view.top
        await stage.press("escape")
        assert (stage.reading.caret, stage.reading.search, stage.reading.jumps) == (
            before.caret,
            None,
            before.jumps,
        )
        assert not drawn(stage, "Nobody l")
        assert view.top <= top


async def test_enter_goes_there_and_n_says_where_one_is(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("QUIET\n")
        assert "not found: QUIET" in stage.grid.splitlines()[-1]
        await stage.press("slash")
        await stage.type("quiet front\n")
        assert "1 of 40: Quiet Front" in stage.grid.splitlines()[-1]
        await stage.press("N")
        assert "40 of 40: Quiet Front (from the end again)" in stage.grid.splitlines()[-1]
        await stage.press("ctrl+o ctrl+o ctrl+n")
        assert stage.reading.caret.offset == TEXT.index("Quiet\nFront")


async def test_esc_scrolls_back_to_where_it_was(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("1 0 j")
        view = stage.app.screen.query_one(ArticleView)
        top = view.top
        await stage.press("ctrl+d slash")
        top = view.top
        await stage.type("quiet talks")
        await stage.until(lambda _: view.top == 0)
        await stage.press("escape")
        assert view.top == top


async def test_patterns_by_sign_and_by_key(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("no[a-z]+ l")
        await stage.until(lambda s: "none" in s.grid.splitlines()[-1])
        await stage.press("ctrl+r")
        await stage.until(lambda s: "regular expression 1 of 40" in s.whole)
        await stage.press("ctrl+r")
        await stage.until(lambda s: "none" in s.grid.splitlines()[-1])
        await stage.press("escape slash")
        await stage.type("/(no")
        await stage.until(lambda s: "not a regular expression at character 3: missing )" in s.whole)
        await stage.press("enter")
        assert "not a regular expression at character 3: missing )" in stage.whole


async def test_a_slow_search_holds_nothing_up(quiet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released, seek = Event(), searching.seek

    def slow(text: str, query: str) -> Search:
        released.wait(30)
        return seek(text, query)

    monkeypatch.setattr(searching, "seek", slow)
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("quiet front\n")
        assert "searching for quiet front …" in stage.grid.splitlines()[-1]
        await stage.press("l l")
        assert stage.reading.caret.offset == 2
        released.set()
        await stage.until(lambda s: "1 of 40: Quiet Front" in s.grid.splitlines()[-1])
        await stage.press("ctrl+o")
        assert stage.reading.caret.offset == 2


async def test_earlier_queries_come_back(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        for query in ("somebody", "front", "spoke"):
            await stage.press("slash")
            await stage.type(query + "\n")
        await stage.press("slash")
        await stage.type("s")
        await stage.press("up up enter")
        assert "of 40: Somebody" in stage.grid.splitlines()[-1]
        await stage.press("q")
        await stage.open("j enter")
        await stage.press("slash up")
        await stage.until(lambda s: "/ somebody" in s.whole)


async def test_the_word_under_the_caret(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("asterisk")
        assert "2 of 41: Quiet" in stage.grid.splitlines()[-1]
