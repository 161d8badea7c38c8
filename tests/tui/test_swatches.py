"""The colours of tags: told apart without colour, and readable on every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from support.screen import make_library, staged
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.annotations.codebook import COLOURS
from reader.annotations.hues import HUES, NONE, OTHER, hue
from reader.page.cells import width_of
from reader.text.contrast import SIGN, TEXT
from reader.tui.contrast import contrast, legible
from reader.tui.swatches import inked, stained, swatch


def test_every_colour_has_a_sign_of_its_own_one_cell_wide() -> None:
    assert tuple(HUES) == COLOURS
    signs = [swatch(colour)[0] for colour in (*COLOURS, "#123456", "")]
    assert len(set(signs)) == len(signs)
    assert all(width_of(sign) == 1 for sign in signs)
    assert {OTHER, NONE} <= set(signs)


@pytest.mark.parametrize("colour", [*COLOURS, "#000000", "#ffffff", "#777777"])
def test_signs_and_stained_words_are_readable_in_every_theme(colour: str) -> None:
    for name, theme in BUILTIN_THEMES.items():
        variables = theme.to_color_system().generate()
        dark = theme.dark
        for ground in ("background", "surface", "panel", "primary"):
            if theme.ansi or variables[ground].startswith("auto"):
                continue
            base = Style(
                color=Color.parse("#808080").rich_color, bgcolor=Color.parse(variables[ground]).rich_color
            )
            sign = inked(base, hue(colour))
            assert contrast(_seen(sign.color), _seen(sign.bgcolor)) >= SIGN, name
            words = legible(base + Style(bgcolor=stained(base, hue(colour))), dark=dark)
            assert contrast(_seen(words.color), _seen(words.bgcolor)) >= TEXT, name


def test_a_terminals_own_palette_stays_its_own() -> None:
    base = Style.parse("default on default")
    assert stained(base, hue("red")).is_system_defined


async def test_a_passage_is_painted_in_the_colour_of_its_tag_and_follows_it(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "lib", {"a.txt": "Some words of a title\n\nAnd more.\n"})
    async with staged(folder) as stage:
        await stage.open()
        await stage.press("t w enter C")
        view = stage.app.article.desk.view  # type: ignore[union-attr]
        grounds = []
        for colour in ("red", "green", "none"):
            await stage.press("c")
            await stage.type(f"{colour}\n")
            segments = list(view.painter.strip(0, 80))
            words = next(s for s in segments if "words" in s.text)
            rail = next(s for s in segments if "▎" in s.text)
            assert words.style
            assert rail.style
            grounds.append((words.style.bgcolor, rail.style.color))
        assert len(set(grounds)) == 3
        assert grounds[0][1] == Color.parse(hue("red")).rich_color


def _seen(colour: object) -> Color:
    return Color.from_rich_color(colour)  # type: ignore[arg-type]
