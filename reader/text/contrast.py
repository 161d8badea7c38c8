"""Whether one colour can be read on another (WCAG 2.2), and the nearest colour that can."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

RGB: TypeAlias = tuple[int, int, int]
"""Red, green and blue of sRGB, from 0 to 255."""

TEXT = 4.5
"""The least contrast of text and its background (WCAG 2.2, success criterion 1.4.3)."""
SIGN = 3.0
"""The least contrast of lines and glyphs and their background (success criterion 1.4.11)."""

_STEPS = 32
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """Return a colour with a share, from 0 to 1, of another in it."""
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def readable_on(colour: RGB, backgrounds: Sequence[RGB], *, least: float = TEXT) -> RGB:
    """Return a colour, or the nearest lighter or darker one that can be told from each of some backgrounds.

    Where none can, as beside black and white at once, it is the one that comes nearest to it.
    """

    def worst(one: RGB) -> float:
        return min(contrast(one, background) for background in backgrounds)

    goal = max(_WHITE, _BLACK, key=worst)
    found = (mixed(colour, goal, step / _STEPS) for step in range(_STEPS))
    return next((one for one in found if worst(one) >= least), goal)


def _luminance(colour: RGB) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
