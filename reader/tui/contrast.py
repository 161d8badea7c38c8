"""Colours that can be read: contrast after WCAG 2.2, and the nearest colour that has enough of it.

A colour of the terminal's own palette is reckoned as xterm shows it, and the terminal's default colours as
black and white; what a person's terminal makes of them cannot be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.style import Style
from textual.color import Color

from reader.text.contrast import TEXT, readable_on
from reader.text.contrast import contrast as contrast_of

_DIM = 0.66
"""How much of its own colour dim text keeps."""
_XTERM = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205)),
    *((229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255)),
    *((255, 0, 255), (0, 255, 255), (255, 255, 255)),
)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colours, from 1 to 21."""
    return contrast_of(one.rgb, other.rgb)


@lru_cache(4096)
def readable(colour: Color, background: Color, *, least: float = TEXT, dark: bool = True) -> Color:
    """Return a colour, or the nearest lighter or darker one that can be told from a background.

    Args:
        colour: The colour wanted; of the terminal's palette it is replaced by another of the palette.
        background: What it stands on.
        least: The contrast wanted, at most 4.58, which every background has with black or white.
        dark: Whether the terminal's default background is taken for black.
    """
    below = as_shown(background, black=dark)
    if contrast(as_shown(colour, black=not dark), below) >= least:
        return colour
    if colour.ansi is not None:
        return _of_palette(colour, below, least)
    return readable_on_all(colour, (below,), least=least)


def readable_on_all(colour: Color, backgrounds: Sequence[Color], *, least: float = TEXT) -> Color:
    """Return a colour, or the nearest lighter or darker one that can be told from each of some backgrounds.

    Where none can, as beside black and white at once, it is the one that comes nearest to it.
    """
    return Color(*readable_on(colour.rgb, [each.rgb for each in backgrounds], least=least))


@lru_cache(4096)
def legible(style: Style, *, least: float = TEXT, dark: bool = True) -> Style:
    """Return a style whose words can be read on its background, quiet ones too.

    Args:
        style: A style with both colours.
        least: The contrast wanted.
        dark: Whether the terminal's default background is taken for black.
    """
    if style.color is None or style.bgcolor is None:
        return style
    colour, background = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.reverse:
        found = readable(background, colour, least=least, dark=not dark)
        return style + Style(bgcolor=found.rich_color)
    quieter = Style()
    if style.dim and colour.ansi is None and background.ansi is None:
        colour = background.blend(colour, _DIM, 1.0)
        quieter = Style(dim=False)
    found = readable(colour, background, least=least, dark=dark)
    return style + quieter + Style(color=found.rich_color)


def _of_palette(colour: Color, below: Color, least: float) -> Color:
    """Return the palette's colour of the same hue that is read, else its black or white."""
    hue = (colour.ansi or 0) % 8
    hues = () if colour.ansi in (-1, None) else (hue, hue + 8)
    found = [n for n in hues if contrast(_palette_colour(n), below) >= least]
    if found:
        return _palette_colour(found[0])
    return max((_palette_colour(n) for n in (0, 15)), key=lambda end: contrast(end, below))


def _palette_colour(number: int) -> Color:
    return Color(*_XTERM[number], ansi=number)


def as_shown(colour: Color, *, black: bool) -> Color:
    """Return a colour as a terminal is taken to show it, its default as black or white."""
    if colour.ansi is None:
        return colour
    if colour.ansi < 0:
        return Color(0, 0, 0) if black else Color(255, 255, 255)
    return Color(*_XTERM[colour.ansi]) if colour.ansi < len(_XTERM) else colour
