"""What the colours of tags look like: a hue and a sign each, so that none is told by its colour alone."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from reader.annotations.hues import hue, sign
from reader.text.contrast import SIGN
from reader.tui.contrast import readable

STAIN = 0.35
"""How much of a hue the background of a tagged passage has."""


def swatch(colour: str) -> tuple[str, str]:
    """Return a tag's sign and what a list draws it with: its hue, or a component where it has no colour."""
    return sign(colour), hue(colour) or "rows--quiet"


def stained(style: Style, hue: str) -> RichColor:
    """Return a style's background with a hue in it; in a terminal's own palette, the colour nearest to it."""
    ground = Color.from_rich_color(style.bgcolor)
    if ground.ansi is not None:
        return Color.parse(hue).rich_color.downgrade(ColorSystem.STANDARD)
    return ground.blend(Color.parse(hue), STAIN, 1.0).rich_color


def inked(style: Style, hue: str) -> Style:
    """Return a style with a hue in place of its colour, as light or dark as its background needs."""
    ground = style.bgcolor
    wanted = Color.parse(hue)
    found = readable(wanted, Color.from_rich_color(ground), least=SIGN) if ground else wanted
    return style + Style(color=found.rich_color)
