"""Searching on the screen: marked while one types, taken back by esc, gone to by enter."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from support.screen import Stage, make_library, staged

from reader.session import searching
from reader.session.reading import Search
from reader.tui.questions.searching import THREADS, Seeker
from reader.tui.widgets.article_view import ArticleView

TEXT = "Quiet talks\n\n" + "Somebody spoke of the Quiet\nFront. Nobody listened to it at all.\n\n" * 40


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    return make_library(tmp_path / "quiet", {"a.txt": TEXT})


def pieces(stage: Stage, words: str) -> int:
    """How many times some words are drawn in a way of their own."""
    strips = stage.app.screen._compositor.render_strips()
    return sum(segment.text == words for strip in strips for segment in strip)


def foot(stage: Stage) -> str:
    return stage.grid.splitlines()[-1]


async def test_matches_are_marked_while_one_types_and_esc_takes_all_back(quiet: Path) -> None:
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("2 0 j ctrl+d slash")
        before, view = stage.reading, stage.app.screen.app.article.query_one(ArticleView)
        top = view.top
        assert "regular expression (ctrl+r)" in foot(stage)
        await stage.type("nobody l")
        await stage.until(lambda s: " of 40" in foot(s))
        assert pieces(stage, "Nobody l") > 2
        await stage.press("backspace backspace")
        await stage.type(" lynx")
        await stage.until(lambda s: "none" in foot(s))
        for _ in range(len("nobody lynx")):
            await stage.pilot.press("backspace")
        await stage.type("quiet talks")
        await stage.until(lambda _: view.top == 0)
        assert stage.reading.caret.offset == 0
        await stage.press("escape")
        now = stage.reading
        assert (now.caret, now.search, now.jumps) == (before.caret, None, before.jumps)
        assert (view.top, pieces(stage, "Nobody l")) == (top, 0)


async def test_enter_goes_there_and_earlier_queries_come_back(quiet: Path) -> None:
    async with staged(quiet, size=(120, 40)) as stage:
        await stage.open()
        for query, said in (
            ("QUIET", "not found: QUIET"),
            ("somebody", "1 of 40: Somebody"),
            ("quiet front", "1 of 40: Quiet Front"),
            ("/no[a-z]+ l", "1 of 40: Nobody l"),
            ("/(no", "not a regular expression: missing ) at character 3"),
        ):
            await stage.press("slash")
            await stage.type(query + "\n")
            await stage.until(lambda s, said=said: said in foot(s))
        await stage.press("N")
        assert "40 of 40: Nobody l (from the end again)" in foot(stage)
        await stage.press("ctrl+o ctrl+o ctrl+n")
        assert stage.reading.caret.offset == TEXT.index("Nobody")
        await stage.press("slash")
        await stage.type("no[a-z]+ l")
        await stage.until(lambda s: "none" in foot(s))
        await stage.press("ctrl+r")
        await stage.until(lambda s: "regular expression 1 of 40" in s.whole)
        await stage.press("ctrl+r")
        await stage.until(lambda s: "none" in foot(s))
        await stage.press("escape slash q up enter")
        await stage.until(lambda s: "Quiet Front" in foot(s))
        await stage.press("asterisk")
        assert "Quiet" in foot(stage)
        await stage.press("slash up")
        assert "=quiet" in foot(stage)


async def test_what_is_wrong_with_an_expression_is_said_in_one_row(quiet: Path) -> None:
    async with staged(quiet, size=(80, 24)) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("/[abc")
        await stage.until(lambda s: "not a regular expression: unterminated character set" in foot(s))
        await stage.type("d" * 9)
        await stage.until(lambda s: foot(s).rstrip().endswith("…"))


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
        assert "searching for quiet front …" in foot(stage)
        await stage.press("l l")
        assert stage.reading.caret.offset == 2
        released.set()
        await stage.until(lambda s: "1 of 40: Quiet Front" in foot(s))
        await stage.press("ctrl+o")
        assert stage.reading.caret.offset == 2


async def test_what_nobody_waits_for_is_not_searched_for(
    quiet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on, seek = [], Event(), searching.seek

    def slow(text: str, query: str) -> Search:
        begun.append(query)
        goes_on.wait(20)
        return seek(text, query)

    monkeypatch.setattr(searching, "seek", slow)
    seeker = Seeker(TEXT)
    queries = ["quiet"[:letters] for letters in range(1, 6)]
    asked = [seeker.seek(query) for query in (*queries, "quie", "quiet")]
    goes_on.set()
    assert len(asked[-1].result(20).matches) == 41
    seeker.close()
    assert begun[-1] == "quiet"
    assert len(begun) <= THREADS + 1
    async with staged(quiet) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("quiet")
        await stage.until(lambda s: " of 41" in foot(s))
        dropped: Future[Search] = Future()
        dropped.cancel()
        stage.app.screen._answered("quiet", dropped)
        assert " of 41" in foot(stage)
