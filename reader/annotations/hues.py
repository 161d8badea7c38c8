"""What the colours of tags look like: a hue and a sign each, so that none is told by its colour alone."""

from __future__ import annotations

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


def hue(colour: str) -> str:
    """Return a tag's colour as ``#rrggbb``; nothing for none."""
    return HUES[colour][0] if colour in HUES else colour


def sign(colour: str) -> str:
    """Return the sign that stands for a tag's colour."""
    if not colour:
        return NONE
    return HUES[colour][1] if colour in HUES else OTHER
