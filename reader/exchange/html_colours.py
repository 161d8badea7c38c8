"""The colours of a page, light and dark: for each tag a tint to mark words with and a line to draw under."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from reader.annotations.codebook import COLOURS, Codebook, ancestors, colour_of, folded, is_colour, tree
from reader.annotations.hues import hue, sign
from reader.text.contrast import SIGN, mixed, readable_on
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.text.contrast import RGB

LANES = 3
"""How many annotations over one another have a line of their own."""


class Ground(Value):
    """What the words of a page stand on."""

    paper: RGB
    stain: float
    """How much of a tag's hue the ground of its passages has."""


LIGHT = Ground((253, 252, 250), 0.22)
DARK = Ground((23, 24, 27), 0.3)

_PATTERNS = {
    "red": (),
    "orange": (9, 3),
    "yellow": (3, 3),
    "green": (14, 3),
    "teal": (9, 3, 2, 3),
    "blue": (2, 4),
    "purple": (14, 3, 2, 3),
    "pink": (5, 2),
    "": (1, 3),
}
"""Dashes and gaps of the lines in CSS pixels, by the names of colours; all others are drawn through."""
_NEUTRAL = "#8a8780"


class Tag(Value):
    """A tag as the page shows it."""

    name: str
    colour: int
    """The number of its colour; 0 is that of passages without a tag."""
    sign: str
    above: tuple[str, ...] = ()
    """The names of the codes it stands under, the uppermost first."""
    meaning: str = ""


class Palette(Value):
    """The tags of a page by their folded names, in the order of its legend, with their colours."""

    tags: Mapping[str, Tag]
    colours: tuple[str, ...]
    """A name of a colour or ``#rrggbb`` for each number; the first is empty."""

    def find(self, name: str) -> Tag:
        """Return a tag of an annotation."""
        return self.tags[folded(name)]


def palette_of(book: Codebook, names: Iterable[str]) -> Palette:
    """Return how the tags are shown: those of the codebook in its order, then the others by their names.

    A tag without a colour gets one that no other has, as long as there are any.
    """
    used: dict[str, str] = {}
    for name in sorted(names):
        used.setdefault(folded(name), name)
    known = [code for code, _ in tree(book)]
    order = {folded(code.name): number for number, code in reversed(list(enumerate(known)))}
    in_order = sorted(used, key=lambda name: (order.get(name, len(order)), name))
    own = {name: colour_of(book, name) for name in in_order}
    own = {name: colour for name, colour in own.items() if is_colour(colour)}
    free = [colour for colour in COLOURS if colour not in own.values()] or list(COLOURS)
    bare = (name for name in in_order if name not in own)
    given = {**own, **dict(zip(bare, cycle(free), strict=False))}
    colours = ("", *dict.fromkeys(given[name] for name in in_order))
    numbers = {colour: number for number, colour in enumerate(colours)}
    tags = {}
    for name in in_order:
        code = book.find(name)
        above = tuple(each.name for each in reversed(ancestors(book, name)))
        shown = (code.name, above, code.description) if code else (used[name], (), "")
        tags[name] = Tag(shown[0], numbers[given[name]], sign(given[name]), shown[1], shown[2])
    return Palette(tags, colours)


def properties(colours: Sequence[str], ground: Ground) -> str:
    """Return the custom properties of CSS for each colour: its hue ``--h1``, its tint ``--t1``."""
    found = []
    for number, colour in enumerate(colours):
        wanted = _rgb(hue(colour) or _NEUTRAL)
        tint = mixed(ground.paper, wanted, ground.stain)
        line = readable_on(wanted, (ground.paper, tint), least=SIGN)
        found.append(f"--h{number}:{_hex(line)};--t{number}:{_hex(tint)};")
    return "".join(found)


def rules(colours: Sequence[str]) -> str:
    """Return the rules of CSS that draw the tints, and the line of each colour in each lane."""
    lines = []
    for number, colour in enumerate(colours):
        lines.append(f".t{number}{{background-color:var(--t{number})}}.h{number}{{color:var(--h{number})}}")
        lines += [f".l{lane}-{number}{{--l{lane}:{_drawn(number, colour)}}}" for lane in range(LANES)]
    return "\n".join(lines)


def _drawn(number: int, colour: str) -> str:
    """Return a line as an image of CSS."""
    stops, at = [], 0
    for index, length in enumerate(_PATTERNS.get(colour, ())):
        shade = "transparent" if index % 2 else f"var(--h{number})"
        stops.append(f"{shade} {at}px {at + length}px")
        at += length
    if not stops:
        return f"linear-gradient(var(--h{number}) 0 0)"
    return f"repeating-linear-gradient(90deg,{','.join(stops)})"


def _rgb(colour: str) -> RGB:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _hex(colour: RGB) -> str:
    return f"#{bytes(colour).hex()}"
