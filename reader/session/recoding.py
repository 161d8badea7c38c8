"""Changes of the codebook as a person makes them: each one step, with the annotations it concerns."""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotations import codebook as books
from reader.annotations.codebook import LONGEST_NAME, Code, Codebook, ancestors, flaws, folded, tidied
from reader.errors import ReaderError
from reader.session.history import Coding, Part, Step
from reader.session.retagging import Retag, Retagged
from reader.values import Value, replace


class Recoding(Value):
    """A change of the codebook, and what becomes of annotations by it."""

    before: Codebook
    after: Codebook
    said: str
    retag: Retag | None = None
    named: str = ""
    """The tag it leads to."""


def adding(book: Codebook, name: str, *, parent: str = "") -> Recoding:
    """Add a tag, or take a free one into the codebook.

    Raises:
        ReaderError: when there is no such name, or there is one already.
    """
    name = _named(book, name)
    return _sound(book, books.added(book, Code(name, parent=parent)), f"added the tag “{name}”", named=name)


def renaming(book: Codebook, name: str, to: str, in_use: Iterable[str] = ()) -> Recoding:
    """Give a tag another name, here and on all annotations.

    Args:
        book: The codebook.
        name: The tag.
        to: Its name from then on.
        in_use: The tags of annotations, whose names it cannot have either: two tags would become one.

    Raises:
        ReaderError: when the name cannot be had.
    """
    to = _named(book, to, besides=name, in_use=in_use)
    code = book.find(name)
    after = books.changed(book, name, replace(code, name=to)) if code else book
    return _sound(book, after, f"renamed the tag “{name}” to “{to}”", Retag(name, to), named=to)


def recolouring(book: Codebook, name: str, colour: str) -> Recoding:
    """Give a tag another colour; an empty one for none of its own.

    Raises:
        ReaderError: when there is no such colour.
    """
    said = f"coloured the tag “{name}” {colour}" if colour else f"took the colour off the tag “{name}”"
    return _with(book, name, said, colour=colour)


def rekeying(book: Codebook, name: str, key: str) -> Recoding:
    """Give a tag another letter; an empty one to have it given.

    Raises:
        ReaderError: when it cannot be a key, or is another tag's.
    """
    return _with(book, name, f"gave the tag “{name}” the key {key or 'that is free'}", key=key)


def describing(book: Codebook, name: str, description: str) -> Recoding:
    """Say what a tag means."""
    return _with(book, name, f"described the tag “{name}”", description=tidied(description))


def moving(book: Codebook, name: str, parent: str) -> Recoding:
    """Put a tag under another one, or at the top.

    Raises:
        ReaderError: when it would stand under itself.
    """
    place = f"under “{parent}”" if parent else "to the top"
    return _with(book, name, f"moved the tag “{name}” {place}", parent=parent)


def merging(book: Codebook, name: str, into: str) -> Recoding:
    """Make two tags one, here and on all annotations."""
    code, target = book.find(name), book.find(into)
    if code and not target:
        after = books.changed(book, name, replace(code, name=into))
    else:
        after = books.merged(book, name, into)
    return _sound(book, after, f"merged the tag “{name}” into “{into}”", Retag(name, into), named=into)


def deleting(book: Codebook, name: str, *, keeping: bool, to: str | None = None) -> Recoding:
    """Delete a tag from the codebook.

    Args:
        book: The codebook.
        name: The tag.
        keeping: Whether annotations keep it, as a free tag.
        to: The tag that annotations get instead; None takes it off them.
    """
    retag = None if keeping else Retag(name, to)
    said = f"deleted the tag “{name}”"
    if retag:
        said += f", “{to}” instead" if to else " from the passages too"
    return _sound(book, books.deleted(book, name), said, retag)


def closing(book: Codebook) -> Recoding:
    """Close the codebook, so that there are no free tags, or open it again."""
    after = replace(book, closed=not book.closed)
    return Recoding(book, after, f"{'closed' if after.closed else 'opened'} the codebook")


def parents_for(book: Codebook, name: str) -> tuple[str, ...]:
    """Return the codes that a tag can stand under, in the order of the tree."""
    tree = (code for code, _ in books.tree(book) if folded(code.name) != folded(name))
    return tuple(
        c.name for c in tree if folded(name) not in {folded(a.name) for a in ancestors(book, c.name)}
    )


def step_of(recoding: Recoding, found: Retagged) -> Step | None:
    """Return the step a recoding is, the codebook first; None where it changes nothing."""
    coding = (Coding(recoding.before, recoding.after),) if recoding.before != recoding.after else ()
    parts: tuple[Part, ...] = (*coding, *found.parts)
    return Step(parts, recoding.said + told(found)) if parts else None


def told(found: Retagged) -> str:
    """Say how many annotations changed, and how many did not and why; nothing where there is none."""
    words = []
    if found.changed:
        words.append(f"{found.changed} passage{'s' if found.changed != 1 else ''}")
    if found.others:
        words.append(f"{found.others} of others keep{'s' if found.others == 1 else ''} it")
    if found.unreachable:
        words.append(f"{found.unreachable} cannot be reached")
    return f" ({'; '.join(words)})" if words else ""


def _with(book: Codebook, name: str, said: str, **fields: str) -> Recoding:
    """Change fields of a tag; a free one comes into the codebook by it."""
    adopted = book if book.find(name) else books.added(book, Code(tidied(name)))
    code = adopted.find(name)
    assert code is not None  # noqa: S101 - it was just added where it was not there
    return _sound(book, books.changed(adopted, name, replace(code, **fields)), said, named=name)


def _named(book: Codebook, name: str, *, besides: str = "", in_use: Iterable[str] = ()) -> str:
    name = tidied(name)
    if not name:
        raise ReaderError("a tag needs a name", where="", remedy="type one")
    if len(name) > LONGEST_NAME:
        raise ReaderError(
            f"the name has {len(name)} characters", where="", remedy=f"use at most {LONGEST_NAME}"
        )
    is_taken = book.find(name) or folded(name) in map(folded, in_use)
    if is_taken and folded(name) != folded(besides):
        raise ReaderError(
            f"there is a tag “{name}” already", where="", remedy="choose another name, or merge"
        )
    return name


def _sound(
    book: Codebook, after: Codebook, said: str, retag: Retag | None = None, *, named: str = ""
) -> Recoding:
    for flaw in flaws(after):
        raise ReaderError(flaw.what, where="", remedy=flaw.remedy)
    return Recoding(book, after, said, retag, named)
