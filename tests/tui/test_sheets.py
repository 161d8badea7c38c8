"""Which style sheets are read when, and that what is styled already stays so."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from support.styling import styled_from_now_on

from reader.tui.sheets import LATER
from reader.tui.warming import Warming

OWN = Path(__file__).parents[2] / "reader" / "tui"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": "Title a\n\nThe text. And more of it."})


def read_by(stage: Stage) -> set[str]:
    """The names of the style sheets an app has read, Textual's own left out."""
    return {Path(path).name for path, _ in stage.app.stylesheet.source if path.endswith(".tcss")}


def laid_out(stage: Stage) -> str:
    """Where everything on the screen is, and in which colours."""
    return "\n".join(
        f"{type(each).__name__} {each.region} {each.styles.background} {each.styles.color}"
        for each in stage.app.screen.walk_children(with_self=True)
    )


async def test_each_screen_has_the_sheets_it_is_shown_with(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with staged(library) as stage:
        assert read_by(stage) == {"app.tcss", "library.tcss"}
        await stage.open()
        assert read_by(stage) == {"app.tcss", "library.tcss", "page.tcss", "article.tcss"}
        await stage.press("A")
        assert "panels.tcss" in read_by(stage)
        await stage.press("escape v t")
        assert "over.tcss" in read_by(stage)
        stage.app.theme = "ansi-dark"
        await stage.settle()
        assert "plain.tcss" in read_by(stage)


async def test_without_colours_the_signs_for_them_are_there_from_the_start(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged(library) as stage:
        assert "plain.tcss" in read_by(stage)


async def test_what_a_question_brings_along_styles_nothing_below_it(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(library) as stage:
        await stage.open()
        below = {id(each) for each in stage.app.screen.walk_children(with_self=True)}
        styled = styled_from_now_on(monkeypatch)
        await stage.press("v t")
        assert type(stage.app.screen).__name__ == "TagPrompt"
        assert styled
        assert not below & set(map(id, styled))


async def test_what_is_read_ahead_looks_as_what_is_read_when_it_comes(library: Path) -> None:
    seen: list[list[str]] = []
    for ahead in (False, True):
        async with staged(library) as stage:
            if ahead:
                for path in LATER:
                    Warming(stage.app)._read_styles(path)
            await stage.open()
            seen.append([])
            for keys in ("A", "escape v t"):
                await stage.press(keys)
                seen[-1].append(laid_out(stage))
    assert seen[0] == seen[1]


def test_every_style_sheet_is_known() -> None:
    assert {path.name for path in OWN.rglob("*.tcss")} == {"app.tcss", *(path.name for path in LATER)}
