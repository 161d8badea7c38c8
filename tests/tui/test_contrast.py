"""Everything can be read in every theme, and no two kinds of highlights differ by colour alone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from support.screen import Stage, make_library, staged
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.text.contrast import SIGN, TEXT
from reader.tui.contrast import as_shown, contrast, legible, readable
from reader.tui.painting import GLYPHS, ORDER, Palette
from reader.tui.screens.article import ArticleScreen
from reader.tui.themes import GROUNDS, WORDS, with_readable_words

TEXTS = (
    "A title here\n\nAl-Qaeda (banned in Russia) met “Anna Berg” in Geneva, said Reuters. Anna Berg left.\n"
)
OWN = Theme("own", "#777777", background="#808080", surface="#858585", panel="#7b7b7b", foreground="#7f7f7f")
"""A theme of somebody who did not look."""
LAID_OVER = ("own", "ansi-light", "solarized-light")
THEMES = {**BUILTIN_THEMES, "own": OWN}
LINES = set("─│╭╮╰╯▁▔▎▏▕▊▉█▀▄━┃▂▃▅▆▇▌▐┊")
SIGNS = set("§◆✎◌•⋯●▲★■▼◢◐✚▬· ") | LINES

colours = st.tuples(*(st.integers(0, 255),) * 3).map(lambda parts: Color(*parts))


def test_black_and_white() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_any_colour_can_be_made_readable(colour: Color, background: Color) -> None:
    found = readable(colour, background)
    assert contrast(found, background) >= TEXT
    assert (found == colour) == (contrast(colour, background) >= TEXT)


@given(st.integers(-1, 15), st.integers(-1, 15), st.booleans())
def test_a_palettes_colours_stay_in_the_palette(colour: int, background: int, dark: bool) -> None:
    names = ("default", *(f"color({number})" for number in range(16)))
    style = Style.parse(f"{names[colour + 1]} on {names[background + 1]}")
    found = legible(style, dark=dark)
    assert found.color is not None
    assert found.color.is_system_defined or found.color.is_default
    assert ratio(found, dark=dark) >= TEXT
    assert found.bgcolor == style.bgcolor


def test_quiet_words_are_read_too() -> None:
    found = legible(Style.parse("dim #888888 on #222222"))
    assert not found.dim
    assert ratio(found, dark=True) >= TEXT


@pytest.mark.parametrize("name", [name for name, theme in THEMES.items() if not theme.ansi])
def test_a_themes_words_are_readable_on_every_ground(name: str) -> None:
    variables = with_readable_words(THEMES[name].to_color_system().generate(), dark=THEMES[name].dark)
    for ground in GROUNDS:
        for words in WORDS:
            if words in variables and not variables[words].startswith("auto"):
                assert contrast(Color.parse(variables[words]), Color.parse(variables[ground])) >= TEXT, words


def ratio(style: Style, *, dark: bool) -> float:
    """The contrast of a style's words as they are taken to be shown."""
    assert style.color is not None
    assert style.bgcolor is not None
    words = as_shown(Color.from_rich_color(style.color), black=not dark)
    return contrast(words, as_shown(Color.from_rich_color(style.bgcolor), black=dark))


def unreadable(stage: Stage) -> list[str]:
    """What stands on the screen and cannot be read."""
    dark = stage.app.current_theme.dark
    return [
        f"{stage.app.theme}: {segment.text.strip()!r} {segment.style}"
        for strip in stage.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None
        and set(segment.text.strip()) - LINES
        and ratio(segment.style, dark=dark) < (TEXT if set(segment.text) - SIGNS else SIGN) - 0.01
    ]


async def in_every_theme(stage: Stage, themes: list[str]) -> list[str]:
    found = []
    for theme in themes:
        stage.app.theme = theme
        await stage.pilot.pause()
        await stage.pilot.pause()
        found += unreadable(stage)
        if isinstance(stage.app.screen, ArticleScreen) and theme in LAID_OVER:
            found += unreadable_when_laid_over(stage)
    return found


def unreadable_when_laid_over(stage: Stage) -> list[str]:
    """What cannot be read where two marks lie over one another."""
    view = Palette(stage.app.screen.desk.view)
    names = ["annotation-1" if name == "annotation" else name for name in ORDER]
    return [
        f"{stage.app.theme}: {pair}"
        for pair in combinations(names, 2)
        if ratio(view.style(pair), dark=stage.app.current_theme.dark) < TEXT
    ]


async def test_every_screen_is_readable_in_every_theme(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": TEXTS, "b.txt": "Another\n\nKabul fell.\n"})
    async with staged(folder, size=(120, 36)) as stage:
        stage.app.register_theme(OWN)
        found = await in_every_theme(stage, ["own", "ansi-light", "solarized-light"])
        await stage.open()
        await stage.press("] d enter A")
        found += await in_every_theme(stage, list(stage.app.available_themes))
        await stage.press("tab t")
        found += await in_every_theme(stage, ["own", "ansi-dark", "solarized-dark"])
        await stage.press("escape question_mark")
        found += await in_every_theme(stage, ["own", "ansi-light", "catppuccin-latte"])
    assert not found, "\n".join(found)


async def test_no_two_kinds_differ_by_colour_alone(tmp_path: Path) -> None:
    """Each pair of kinds differs in text style or in the sign beside it; what is provisional is one kind."""
    folder = make_library(tmp_path / "library", {"a.txt": TEXTS})
    async with staged(folder) as stage:
        await stage.open()
        view = Palette(stage.app.screen.desk.view)
        told = {}
        for name in ORDER:
            if name in ("quick", "fold"):
                continue
            style = view.layer("annotation-1" if name == "annotation" else name)
            parts = ("bold", "italic", "underline", "underline2", "reverse", "dim", "strike")
            rails = {"annotation": "▎", "annotation--other": "┊", "uncertain": "≈"}
            sign = rails.get(name, GLYPHS.get(name, ""))
            told[name] = (sign, *(part for part in parts if getattr(style, part)))
    assert len(set(told.values())) == len(told), told
