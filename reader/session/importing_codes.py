"""Importing a codebook: codes that are new come in, those that are there stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.codebook import Codebook, ancestors, folded, is_colour, tidied
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.codebook import Code


class MergedCodes(Value):
    """A codebook with the codes of a file in it."""

    book: Codebook
    added: tuple[Code, ...]
    """The codes that are new in it."""
    told: tuple[str, ...]
    """What was not taken over and why, one line each."""


def merged_codes(book: Codebook, codes: Iterable[Code]) -> MergedCodes:
    """Add a file's codes to a codebook, each under its parent.

    A code that is there is not changed; what the file says otherwise of it is told. A new code whose key
    another one has goes without; one whose parent is nowhere stands at the top.

    Args:
        book: The library's.
        codes: The file's, each behind its parent.
    """
    by_name = {folded(code.name): code for code in book.codes}
    taken = {folded(code.key): code.name for code in book.codes if code.key}
    added: list[Code] = []
    told: list[str] = []
    for code in codes:
        there = by_name.get(folded(code.name))
        if there is not None:
            told += _differences(there, code)
        elif not tidied(code.name):
            told.append("a code without a name was left out")
        else:
            made, lost = _fitted(code, by_name, taken)
            told += lost
            added.append(made)
            by_name[folded(made.name)] = made
            if made.key:
                taken[folded(made.key)] = made.name
    return MergedCodes(replace(book, codes=(*book.codes, *added)), tuple(added), tuple(told))


def without_codes(book: Codebook, codes: Iterable[Code]) -> tuple[Codebook, tuple[str, ...]]:
    """Take codes that were added out again; one that was changed since, or has others under it now, stays.

    Returns:
        The codebook, and why codes stay.
    """
    wanted = {folded(code.name): code for code in codes}
    kept = {name for name, code in wanted.items() if book.find(name) not in {code, None}}
    for code in book.codes:
        if wanted.get(folded(code.name)) != code:
            kept |= {folded(above.name) for above in ancestors(book, code.name)} & wanted.keys()
    gone = wanted.keys() - kept
    told = tuple(
        f"the code “{code.name}” was changed meanwhile, or has others under it; it stays"
        for name, code in wanted.items()
        if name in kept
    )
    return replace(book, codes=tuple(code for code in book.codes if folded(code.name) not in gone)), told


def _differences(there: Code, code: Code) -> Iterator[str]:
    for field, what in (("colour", "colour"), ("description", "meaning"), ("key", "key")):
        here, said = getattr(there, field), getattr(code, field)
        if said and folded(said) != folded(here):
            yield f"“{there.name}” has another {what} in the file; it stays as it is"
    if code.parent and folded(code.parent) != folded(there.parent):
        yield f"“{there.name}” stands under “{tidied(code.parent)}” in the file; it stays where it is"


def _fitted(code: Code, by_name: dict[str, Code], taken: dict[str, str]) -> tuple[Code, list[str]]:
    """Return a new code as the codebook can have it, and what it has to go without."""
    lost: list[str] = []
    name, above = tidied(code.name), by_name.get(folded(code.parent)) if code.parent else None
    key, colour = code.key, code.colour
    if code.parent and above is None:
        lost.append(
            f"there is no code “{tidied(code.parent)}” for “{name}” to be under; it stands at the top"
        )
    if key and folded(key) in taken:
        lost.append(f"the key {key} of “{name}” is that of “{taken[folded(key)]}”; it goes without")
        key = ""
    elif key and not (len(key) == 1 and key.isalpha()):
        lost.append(f"“{key}” cannot be the key of “{name}”; it goes without")
        key = ""
    if colour and not is_colour(colour):
        lost.append(f"there is no colour “{colour}” for “{name}”; it goes without")
        colour = ""
    made = replace(code, name=name, key=key, colour=colour, parent=above.name if above else "")
    return made, lost
