"""What formats have in common that hold a codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.codebook import Code, Codebook, tree
from reader.annotations.hues import HUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.exchange.section import Section

_NAMES = {hue: name for name, (hue, _) in HUES.items()}


def codes_of(sections: Sequence[Section]) -> tuple[Code, ...]:
    """Return the codebook of what is written, each code behind its parent."""
    return in_tree_order(sections[0].codes) if sections else ()


def in_tree_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Return codes, each behind its parent; those whose parent is none of them come last, as they are."""
    every = tuple(codes)
    inner = tuple(code for code, _ in tree(Codebook(every)))
    found = set(map(id, inner))
    return (*inner, *(code for code in every if id(code) not in found))


def colour_of_hex(colour: str) -> str:
    """Return ``#rrggbb`` or ``#rgb`` as a codebook has it: by its name where that is one of its own."""
    if len(colour) == 4:
        colour = "#" + "".join(2 * char for char in colour[1:])
    return _NAMES.get(colour.lower(), colour)


class Naming:
    """Gives codes of a file names by which they are told apart.

    Programs that know codes by ids allow several of one name; a tag is known by its name.
    """

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def name(self, given: str, above: str) -> str:
        """Return the name for a code: its own, else with that of the code above it, else with a number."""
        name, number = given, 1
        while self._above.setdefault(name, above) != above:
            name = f"{above}: {given}" if above and number == 1 else f"{given} ({number})"
            number += 1
        return name
