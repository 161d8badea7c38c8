"""What the colours of tags look like: a hue and a sign each, so that none is told by its colour alone."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from reader.tui.contrast import SIGN, readable

HUES = {
    "red": ("#e5484d", "●"),
    "orange": ("#f0801f", "▲"),
    "yellow": ("#e2b203", "★"),
    "green": ("#3fa34d", "■"),
    "teal": ("#16a3a3", "▼"),
    "blue": ("#3b82f6", "◢"),
    "purple": ("#9b6cf0", "◐"),
    "pink": ("#e85aa8", "✚"),
}
"""The colours by their names, each with its sign; lighter or darker where a background needs it."""
OTHER, NONE = "▬", "·"
"""The signs of a colour that has no name, and of no colour."""
STAIN = 0.35
"""How much of a hue the background of a tagged passage has."""


def hue(colour: str) -> str:
    """Return a tag's colour as ``#rrggbb``; nothing for none."""
    return HUES[colour][0] if colour in HUES else colour


def swatch(colour: str) -> tuple[str, str]:
    """Return a tag's sign and what a list draws it with: its hue, or a component where it has no colour."""
    if not colour:
        return NONE, "rows--quiet"
    return (HUES[colour][1] if colour in HUES else OTHER), hue(colour)


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
