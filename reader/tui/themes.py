"""A theme's colours for text, made readable on every ground the app has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from textual.color import Color, ColorParseError

from reader.text.contrast import TEXT
from reader.tui.contrast import readable, readable_on_all

GROUNDS = ("background", "surface", "panel")
"""What text stands on."""
QUIET = ("foreground-muted", "foreground-disabled", "text-disabled", "text-muted")
"""What is less important, and all the same to be read."""
FOCUS = 0.05
"""How much of the foreground Textual lays over a field that is typed into."""
MARGIN = 0.05
"""More contrast than is needed, since the foreground that is laid over is changed itself."""
WORDS = (
    "foreground",
    *QUIET,
    *(f"text-{name}" for name in ("primary", "secondary", "accent", "success", "warning", "error")),
    *("footer-key-foreground", "footer-description-foreground", "link-color", "input-cursor-background"),
)
"""The names of colours that words are drawn in."""
CURSORS = {
    "input-cursor-foreground": "input-cursor-background",
    "input-selection-foreground": "input-selection-background",
    "block-cursor-foreground": "block-cursor-background",
}
"""Colours of words on a ground of their own, and the names of those grounds."""


def with_readable_words(variables: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return a theme's variables with every colour of words readable on every ground.

    Args:
        variables: What Textual makes of the theme.
        dark: Whether the terminal's default background is taken for black.
    """
    grounds = [colour for name in GROUNDS if (colour := _colour(variables.get(name, ""))) is not None]
    if len(grounds) < len(GROUNDS):
        return {**variables, **_words_of_the_palette(variables, dark=dark)}
    wanted = _colour(variables.get("foreground", ""), grounds[0]) or grounds[0].inverse
    foreground = readable_on_all(wanted, grounds)
    grounds += [ground.tint(foreground.with_alpha(FOCUS)) for ground in grounds]
    quiet = variables.get("foreground-muted", "")
    found = {}
    for name in WORDS:
        value = variables.get(name, "")
        colour = _colour(quiet if value.startswith("auto") and name in QUIET else value, grounds[0])
        if colour is not None:
            found[name] = readable_on_all(colour, grounds, least=TEXT + MARGIN).hex
    for name, ground in CURSORS.items():
        below = _colour(found.get(ground, variables.get(ground, "")), grounds[0])
        colour = _colour(variables.get(name, ""), below)
        if below is not None:
            found[name] = readable(colour or grounds[0], below).hex
    return {**variables, **found}


def _words_of_the_palette(variables: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return the colours of words of a theme that is made of the terminal's own, readable on its default."""
    default = Color.parse("ansi_default")
    values = ((name, variables.get(name, "")) for name in WORDS)
    own = {name: Color.parse(value) for name, value in values if re.fullmatch("ansi_[a-z_]+", value)}
    return {name: readable(colour, default, dark=dark).hex for name, colour in own.items()}


def _colour(value: str, below: Color | None = None) -> Color | None:
    """Return an opaque colour; None where it is the terminal's own, or made by Textual."""
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return None
    if colour.ansi is not None:
        return None
    return colour if colour.a == 1 or below is None else below.blend(colour, colour.a, 1.0)
