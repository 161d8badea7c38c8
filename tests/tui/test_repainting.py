"""What is drawn by parts is what would be drawn as a whole, and a key has little drawn and looked up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from support.screen import Stage, make_library, staged
from textual.app import App
from textual.events import Key
from textual.geometry import Size
from textual.strip import Strip

from reader.text.spread import Spread
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.row_painter import RowPainter
from reader.tui.widgets.rows import RowList
from reader.tui.widgets.ruler import Ruler
from reader.tui.widgets.surface import Surface

PARAGRAPH = "Minister Anna Petrova met the Quiet Front* in Geneva, and then went on to Kabul by road. "
FOOTNOTE = "\n\n* The Quiet Front is a terrorist organisation banned in Russia."
SIZE = (100, 30)
LARGE = 2_500
"""A frame of so many bytes holds more than a few rows."""
KEYS, LIST_KEYS = map(
    str.split,
    (
        (
            "j k w b e ( ) { } 0 $ G g,g ctrl+d ctrl+u space ],e [,e ],d ctrl+o v o + - escape x . u ctrl+r "
            "A E tab enter n s,t,h f,escape m,a ',a down up pageup slash,t,h,enter t,a,c,enter ?,escape D L"
        ),
        "j k down up ctrl+d ctrl+u space G g,g 3,j s,j S pagedown pageup slash,1,enter escape",
    ),
)

NOTED_KEYS = ["v,2,w,.", "v,),.", "v,3,w,.", "v,j,.", ".", "u", "u", "ctrl+r", "x", "w", ")", "b", "}"]


class Seen:
    """A terminal that is shown what an app in a test would write."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.screen)
        self.written = 0
        self.frames: list[int] = []

    def feed(self, sequences: str) -> None:
        """Show what is written."""
        self.frames.append(len(sequences.encode()))
        self.written += self.frames[-1]
        self._stream.feed(sequences)

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """Every cell as it is drawn."""
        return [[self.screen.buffer[y][x] for x in range(SIZE[0])] for y in range(SIZE[1])]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """What stands on a terminal after all that was drawn, part by part."""
    shown = Seen()
    display = App._display

    def displayed(app: App[int], screen: object, update: object) -> None:
        if screen is app.screen and hasattr(update, "render_segments") and not app._batch_count:
            shown.feed(update.render_segments(app.console))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", displayed)
    yield shown


def drawn_anew(stage: Stage) -> list[list[pyte.screens.Char]]:
    """Return the screen as it looks when nothing that was drawn before is used."""
    for screen in stage.app.screen_stack:
        for surface in screen.query(Surface):
            surface.notify_style_update()
            if isinstance(surface, RowList):
                surface._strips.clear()
    whole = Seen()
    whole.feed(stage.app.screen._compositor.render_full_update().render_segments(stage.app.console))
    return whole.cells


async def check(stage: Stage, seen: Seen, keys: list[str], *, count: int, seed: int) -> None:
    """Press keys at random; compare what stands on the terminal with what is drawn anew."""
    chance = random.Random(seed)
    for number in range(count):
        pressed = chance.choice(keys)
        await stage.pilot.press(*pressed.split(","))
        await stage.pilot.pause()
        await stage.settle()
        assert seen.cells == drawn_anew(stage), f"after {number} keys and {pressed}"


async def test_an_article_drawn_by_parts_is_the_same_as_drawn_anew(tmp_path: Path, seen: Seen) -> None:
    text = "\n\n".join(f"{n} {PARAGRAPH * (n % 4 + 1)}" for n in range(40)) + FOOTNOTE
    folder = make_library(tmp_path / "a", {"a.txt": text})
    async with staged(folder, size=SIZE) as stage:
        await stage.open()
        await stage.press("v w t o d d enter")
        await check(stage, seen, KEYS, count=30, seed=1)
        await check(stage, seen, NOTED_KEYS, count=14, seed=2)


async def test_a_list_drawn_by_parts_is_the_same_as_drawn_anew(tmp_path: Path, seen: Seen) -> None:
    folder = make_library(tmp_path / "a", {f"{n:03}.txt": f"Report {n}\n\n{PARAGRAPH}" for n in range(90)})
    async with staged(folder, size=SIZE) as stage:
        await check(stage, seen, LIST_KEYS, count=25, seed=3)


async def test_a_key_writes_and_draws_no_more_than_what_changes(
    tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    at_once: list[int] = []
    paint, take_key = RowPainter._paint, KeyedScreen.take_key

    def counted(painter: RowPainter, index: int, *more: Any) -> Strip:
        painted.append(index)
        return paint(painter, index, *more)

    async def taken(screen: KeyedScreen, event: Key) -> None:
        before = len(painted)
        await take_key(screen, event)
        at_once.append(len(painted) - before)

    monkeypatch.setattr(RowPainter, "_paint", counted)
    monkeypatch.setattr(KeyedScreen, "take_key", taken)
    folder = make_library(tmp_path / "a", {"a.txt": "\n\n".join([PARAGRAPH * 3] * 60)})
    async with staged(folder, size=SIZE) as stage:
        await stage.open()
        await stage.pilot.pause(0.3)

        async def cost(key: str) -> tuple[int, int]:
            before = seen.written
            await stage.pilot.press(key)
            await stage.pilot.pause(0.3)
            return seen.written - before, at_once[-1]

        await cost("j")
        written, rows = await cost("w")
        assert rows <= 2
        assert written < 3_000
        written, rows = await cost("space")
        assert rows <= 2, "the next screen is drawn before it is asked for"
        assert written < 14_000
        await stage.press("v w t o d d enter")
        for key in (".", "u", "ctrl+r"):
            await cost("j")
            painted.clear()
            await cost(key)
            assert 0 < len(painted) <= 8, "no row is drawn again that no changed annotation touches"


@pytest.mark.parametrize("size", [SIZE, (104, 30), (120, 40)])
async def test_a_pane_comes_and_goes_in_one_frame(
    size: tuple[int, int], tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[Size | None] = []
    lay_out = ArticleScreen._refresh_layout

    def counted(screen: ArticleScreen, size: Size | None = None, scroll: bool = False) -> None:
        layouts.append(size)
        lay_out(screen, size, scroll)

    monkeypatch.setattr(ArticleScreen, "_refresh_layout", counted)
    folder = make_library(tmp_path / "a", {"a.txt": PARAGRAPH * 40 + FOOTNOTE})
    async with staged(folder, size=size) as stage:
        await stage.open()
        await stage.press("v w t o d d enter v 3 w .")
        for key in ("A", "E", "enter"):
            await stage.press(key)
            await stage.press(key)
            for _ in range(2):
                layouts.clear()
                seen.frames.clear()
                await stage.press(key)
                large = [frame for frame in seen.frames if frame > LARGE]
                assert (len(layouts), len(large)) == (1, 1), (key, seen.frames)


async def test_keys_that_come_together_are_carried_out_one_by_one_and_shown_once(
    tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def count(kind: type, name: str) -> None:
        method = getattr(kind, name)
        monkeypatch.setattr(kind, name, lambda *given, **more: shown.append(name) or method(*given, **more))

    for kind, name in ((ArticleView, "rows_of"), (ArticleView, "_put_cursor"), (Titlebar, "update")):
        count(kind, name)
    folder = make_library(tmp_path / "a", {"a.txt": "\n\n".join([PARAGRAPH * 3] * 90)})
    async with staged(folder, size=SIZE) as stage:
        await stage.open()
        await stage.press("3 j g g")
        shown.clear()
        await stage.type("j" * 200)
        assert stage.reading.page.place(stage.reading.caret.offset).row >= 200
        assert 0 < len(shown) <= 9, "each of three things three times at most"
        assert seen.cells == drawn_anew(stage)


async def test_a_motion_looks_up_no_more_where_there_is_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = 0
    over, beginning_in = Spread.over, Spread.beginning_in

    def counted(found: tuple[Any, ...]) -> tuple[Any, ...]:
        nonlocal looked_up
        looked_up += len(found)
        return found

    monkeypatch.setattr(Spread, "over", lambda self, offset: counted(over(self, offset)))
    monkeypatch.setattr(Spread, "beginning_in", lambda self, span: counted(beginning_in(self, span)))
    counts = []
    for size in (20, 400):
        folder = make_library(tmp_path / str(size), {"a.txt": "\n\n".join([PARAGRAPH] * size)})
        async with staged(folder, size=SIZE) as stage:
            await stage.open()
            await stage.press("5 j")
            await stage.pilot.pause(0.3)
            looked_up = 0
            await stage.press("w w j")
            counts.append(looked_up)
    assert counts[0] == counts[1] < 40


async def test_a_page_draws_no_cell_of_the_ruler_again_and_the_keys_of_the_foot_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(tmp_path / "library", {"a.txt": PARAGRAPH * 200 + FOOTNOTE})
    async with staged(library, size=SIZE) as stage:
        await stage.open()
        await stage.press("space space pageup pageup")
        drawn: list[str] = []
        cell, keys = Ruler._drawn, Footbar._drawn_keys
        monkeypatch.setattr(Ruler, "_drawn", lambda *a: drawn.append("cell") or cell(*a))
        monkeypatch.setattr(Footbar, "_drawn_keys", lambda *a: drawn.append("keys") or keys(*a))
        await stage.press("space j k j k pageup")
        # The keys are drawn anew where another width of the place leaves them another room.
        assert drawn.count("cell") == 0
        assert drawn.count("keys") <= 2


async def test_the_first_key_of_a_list_draws_no_row_that_could_be_drawn_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[int, bool]] = []
    paint = RowList._paint

    def noted(rows: RowList[Any], index: int, width: int, *, chosen: bool) -> Strip:
        painted.append((index, chosen))
        return paint(rows, index, width, chosen=chosen)

    monkeypatch.setattr(RowList, "_paint", noted)
    folder = make_library(tmp_path / "a", {f"{n:03}.txt": f"Report {n}" for n in range(90)})
    async with staged(folder, size=SIZE) as stage:
        await stage.pilot.pause(0.5)
        for key, left, reached in (("j", 0, 1), ("j", 1, 2), ("k", 2, 1)):
            painted.clear()
            await stage.press(key)
            assert not {(left, False), (reached, True)} & {*painted}, key
            await stage.pilot.pause(0.1)
