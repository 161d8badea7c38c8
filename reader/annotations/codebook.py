"""The codebook: the tags of a library with their keys, colours, descriptions and parents.

A tag is the same whatever its case: ``Militants`` on an annotation is the code ``militants``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.late import late
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
"""The names of colours; any other is written ``#rrggbb``."""
LONGEST_NAME = 60
"""How many code points a tag made or renamed in the app may have."""

_HEX = late(r"#[0-9a-fA-F]{6}")


class Code(Value):
    """A tag of the codebook."""

    name: str
    key: str = ""
    """A letter that finds it in the tag picker; empty where one is given automatically."""
    colour: str = ""
    """One of `COLOURS` or ``#rrggbb``; empty for its parent's."""
    description: str = ""
    parent: str = ""
    """The name of the code it stands under; empty at the top."""


class Codebook(Value):
    """The tags of a library, in their order; every change gives a new one."""

    codes: tuple[Code, ...] = ()
    closed: bool = False
    """Whether passages can be tagged with its tags only."""

    def find(self, name: str) -> Code | None:
        """Return the code of a name, in whichever case it is written."""
        wanted = folded(name)
        return next((code for code in self.codes if folded(code.name) == wanted), None)


class Flaw(Value):
    """What is wrong with a codebook."""

    code: int
    """The place of the code among all, from 0."""
    field: str
    what: str
    """A clause, such as ``the key m is that of “military” too``."""
    remedy: str


def tidied(name: str) -> str:
    """Return a tag without spaces at its ends, and single ones within."""
    return " ".join(name.split())


def folded(name: str) -> str:
    """Return what two ways to write one tag have in common."""
    return tidied(name).casefold()


def tree(book: Codebook) -> tuple[tuple[Code, int], ...]:
    """Return the codes, each behind its parent, with their depths from 0; the order of the book else."""
    below: dict[str, list[Code]] = {}
    for code in book.codes:
        below.setdefault(folded(code.parent), []).append(code)
    found: list[tuple[Code, int]] = []
    waiting = [(code, 0) for code in reversed(below.get("", ()))]
    while waiting:
        code, depth = waiting.pop()
        found.append((code, depth))
        waiting.extend((child, depth + 1) for child in reversed(below.get(folded(code.name), ())))
    return tuple(found)


def ancestors(book: Codebook, name: str) -> tuple[Code, ...]:
    """Return the code's parent, its parent, and so on; a circle ends where it closes."""
    by_name = {folded(code.name): code for code in book.codes}
    found: list[Code] = []
    code = by_name.get(folded(name))
    while code is not None and code.parent:
        code = by_name.get(folded(code.parent))
        if code is None or code in found:
            break
        found.append(code)
    return tuple(found)


def colour_of(book: Codebook, name: str) -> str:
    """Return the colour of a tag: its own, else that of the nearest code above it; empty without one."""
    code = book.find(name)
    line = () if code is None else (code, *ancestors(book, name))
    return next((each.colour for each in line if each.colour), "")


def flaws(book: Codebook) -> tuple[Flaw, ...]:
    """Return what is wrong with a codebook, in the order of its codes; nothing as a rule."""
    places: dict[str, int] = {}
    keys: dict[str, int] = {}
    for index, code in enumerate(book.codes):
        places.setdefault(folded(code.name), index)
        if code.key:
            keys.setdefault(folded(code.key), index)
    parents = [folded(code.parent) for code in book.codes]
    found: list[Flaw] = []
    for index, code in enumerate(book.codes):
        found += _flaws_of(index, code, first=places[folded(code.name)])
        if code.key and keys[folded(code.key)] < index:
            other = book.codes[keys[folded(code.key)]].name
            found.append(
                Flaw(index, "key", f"the key {code.key} is that of “{other}” too", "give another letter")
            )
        if code.parent:
            found += _flaws_of_parent(index, code, places, parents)
    return tuple(found)


def _flaws_of(index: int, code: Code, *, first: int) -> Iterator[Flaw]:
    if not code.name or code.name != tidied(code.name):
        yield Flaw(index, "name", "a code needs a name, without spaces around it", "give it one")
    if first < index:
        yield Flaw(index, "name", f"there are two codes “{code.name}”", "rename or merge one of them")
    if code.key and not (len(code.key) == 1 and code.key.isalpha()):
        yield Flaw(index, "key", f"“{code.key}” cannot be a key", "give one letter")
    if code.colour and not is_colour(code.colour):
        yield Flaw(
            index, "colour", f"there is no colour “{code.colour}”", f"choose {', '.join(COLOURS)} or #rrggbb"
        )


def _flaws_of_parent(
    index: int, code: Code, places: Mapping[str, int], parents: Sequence[str]
) -> Iterator[Flaw]:
    own, above, seen = folded(code.name), folded(code.parent), set[str]()
    if above not in places:
        yield Flaw(
            index, "parent", f"there is no code “{code.parent}” to be under", "add it, or leave it out"
        )
    while above in places and above != own and above not in seen:
        seen.add(above)
        above = parents[places[above]]
    if above == own:
        yield Flaw(index, "parent", f"“{code.name}” is under itself", "choose another parent")


def is_colour(colour: str) -> bool:
    """Tell whether a code can have a colour of this name."""
    return colour in COLOURS or _HEX.fullmatch(colour) is not None


def added(book: Codebook, code: Code) -> Codebook:
    """Return the book with one code more, the last."""
    return replace(book, codes=(*book.codes, code))


def changed(book: Codebook, name: str, after: Code) -> Codebook:
    """Return the book with a code replaced; those under it follow its name."""
    gone = folded(name)

    def follow(code: Code) -> Code:
        if folded(code.name) == gone:
            return after
        return replace(code, parent=after.name) if folded(code.parent) == gone else code

    return replace(book, codes=tuple(map(follow, book.codes)))


def deleted(book: Codebook, name: str) -> Codebook:
    """Return the book without a code; those under it go to where it stood."""
    gone = book.find(name)
    if gone is None:
        return book
    return replace(book, codes=tuple(_lifted(code, gone) for code in book.codes if code is not gone))


def merged(book: Codebook, name: str, into: str) -> Codebook:
    """Return the book without a code; those under it stand under another one now.

    Where that other one stands under it, it goes to where the first one stood. A colour, key or description
    that only the first one has becomes the other's.
    """
    gone, target = book.find(name), book.find(into)
    if gone is None or target is None or gone is target:
        return book
    if gone in ancestors(book, target.name):
        book = changed(book, target.name, replace(target, parent=gone.parent))
        target = book.find(into) or target
    lent = {
        field: getattr(gone, field)
        for field in ("key", "colour", "description")
        if not getattr(target, field) and getattr(gone, field)
    }
    codes = [
        replace(code, parent=target.name) if folded(code.parent) == folded(gone.name) else code
        for code in book.codes
        if folded(code.name) != folded(gone.name)
    ]
    return changed(replace(book, codes=tuple(codes)), target.name, replace(target, **lent))


def _lifted(code: Code, gone: Code) -> Code:
    return replace(code, parent=gone.parent) if folded(code.parent) == folded(gone.name) else code
