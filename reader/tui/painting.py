"""How marks look: the styles of runs, combined from the theme's components, and the glyphs in the margins.

No kind is told by colour alone: each has a text style or a glyph of its own, so that the page reads on a
terminal without colours and to eyes that do not part them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.color import Color
from rich.style import Style
from textual.widget import Widget

from reader.annotations.hues import hue
from reader.text.contrast import SIGN
from reader.tui.styles import layer, seen
from reader.tui.swatches import inked, stained

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.codebook import Codebook

TINTS = 5
"""How many background tints annotations are drawn with; a tag always has the same one."""

ORDER = (
    "suggested",
    "fold",
    "statement",
    "annotation",
    "annotation--other",
    "uncertain",
    "entity--other",
    "entity--group",
    "entity--place",
    "entity--organisation",
    "entity--person",
    "designated",
    "quick",
    "match",
    "current",
    "meant",
    "selection",
    "caret",
    "hint",
)
"""Later ones are laid over earlier ones."""

COMPONENTS = frozenset(f"page--{name}" for name in ORDER if name != "annotation") | frozenset(
    {"page--rail", "page--glyph", *(f"page--annotation-{n}" for n in range(TINTS))}
)

LEGEND = (
    ("person", "entity--person"),
    ("organisation", "entity--organisation"),
    ("place", "entity--place"),
    ("group", "entity--group"),
    ("other", "entity--other"),
    ("◆ designated", "designated"),
    ("§ designation", "statement"),
    ("▎annotation", "annotation-0"),
    ("✎ note", "annotation-0"),
    ("≈ uncertain", "uncertain"),
    ("⋯ folded", "fold"),
    ("◌ suggested", "suggested"),
)

GLYPHS = {"suggested": "◌", "statement": "§", "designated": "◆", "note": "✎"}


def tint(annotation: Annotation, book: Codebook) -> str:
    """Return the layer that tints an annotation: after its first tag that has a colour, else its first."""
    from reader.annotations.codebook import colour_of

    colour = next(filter(None, (colour_of(book, tag) for tag in annotation.tags)), "")
    number = zlib.crc32(annotation.tags[0].encode()) % TINTS if annotation.tags else 0
    return f"annotation-{hue(colour) or number}"


REVERSED = frozenset({"match", "current", "meant", "selection"})
"""Drawn in reverse, so that the caret, which is too, is a gap in them."""


class Palette:
    """Combines the components' styles; one for each theme and widget, since it remembers what it combined.

    Args:
        widget: The widget that is painted, with `COMPONENTS` among its component classes.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self.base = widget.rich_style
        self._known: dict[frozenset[str], Style] = {}
        self._signs: dict[tuple[str, Color | None], Style] = {}

    def layer(self, name: str) -> Style:
        """Return what a component, or the colour of a tag, adds to what it is laid over."""
        colour = name.removeprefix("annotation-")
        if colour.startswith("#"):
            return Style(bgcolor=stained(self.base, colour))
        return layer(self._widget, f"page--{name}")

    def rail(self, name: str) -> Style:
        """Return the style of the rail beside an annotation that a layer tints."""
        colour = name.removeprefix("annotation-")
        plain = self.sign("rail", self.layer(name).bgcolor)
        return inked(plain, colour) if colour.startswith("#") else plain

    def sign(self, name: str, colour: Color | None = None) -> Style:
        """Return the style of a component's sign beside the text, in its own colour or another."""
        known = self._signs.get((name, colour))
        if known is None:
            style = self.base + self.layer(name) + Style(color=colour)
            known = self._signs[name, colour] = seen(self._widget, style, least=SIGN)
        return known

    def style(self, names: Iterable[str]) -> Style:
        """Return the style of text that several marks lie over."""
        key = frozenset(names)
        found = self._known.get(key)
        if found is None:
            found = self.base
            for name in sorted(key, key=_rank):
                found += self.layer(name)
            if "caret" in key and key & REVERSED:
                found += Style(reverse=False)
            found = self._known[key] = seen(self._widget, found)
        return found


def _rank(name: str) -> int:
    stem = "annotation" if name.startswith("annotation-") and name not in ORDER else name
    return ORDER.index(stem)
