"""The tags to choose from: their order, their numbers, the letters that find them, and filtering."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping

from reader.annotations.codebook import Code, Codebook, colour_of, folded, tidied, tree
from reader.session.effects import Say
from reader.session.reading import Reading
from reader.values import Value

NUMBERS = 9
"""How many tags have a number that is one key."""
RECENT = 5
"""How many of the tags used last come first."""


class Choice(Value):
    """A tag to choose."""

    tag: str
    number: int
    """Its place among all tags, from 1; it stays the same whatever was used last."""
    key: str = ""
    """The letter that finds it; empty for tags that are not in the codebook."""
    description: str = ""
    above: str = ""
    """The code it stands under."""
    on: bool = False
    """Whether the passage has it."""


def tag_meant(book: Codebook, tag: str) -> str:
    """Return a tag as the codebook writes it; one that is not in it without needless spaces."""
    code = book.find(tag)
    return code.name if code else tidied(tag)


def is_allowed(book: Codebook, tag: str) -> bool:
    """Tell whether passages can be given a tag."""
    return not book.closed or book.find(tag) is not None


def refusal(book: Codebook, tag: str) -> Say | None:
    """Return what is said where passages cannot be given a tag; None where they can."""
    if is_allowed(book, tag):
        return None
    return Say(f"the codebook is closed and has no tag “{tag}”; ‹codebook.open› opens it", warning=True)


def numbered(book: Codebook, in_use: Iterable[str]) -> tuple[str, ...]:
    """Return all tags in the order of their numbers: the codebook's as a tree, then free ones.

    Args:
        book: The codebook; of a closed one only its own tags.
        in_use: The tags of annotations.
    """
    found = {folded(code.name): code.name for code, _ in tree(book)}
    if not book.closed:
        for tag in in_use:
            found.setdefault(folded(tag), tag)
    return tuple(found.values())


def tags_of(reading: Reading) -> tuple[str, ...]:
    """Return all tags that can be chosen in a session, in the order of their numbers."""
    ids = sorted(reading.annotations, key=lambda annotation: annotation.id)
    own = (tag for annotation in ids for tag in annotation.tags)
    return numbered(reading.codebook, (*reading.tags_in_use, *own))


def given_keys(book: Codebook) -> dict[str, str]:
    """Return a letter for each code by its name: its own, else the first free one of its name.

    No two have the same. They depend on the order of the codebook only, so a code that is added last
    changes nobody else's.
    """
    given = {code.name: code.key for code in book.codes if code.key}
    taken = {folded(key) for key in given.values()}
    for code in book.codes:
        if code.name in given:
            continue
        letters = [*folded(code.name), *string.ascii_lowercase]
        free = (each for each in letters if len(each) == 1 and each.isalpha() and each not in taken)
        given[code.name] = next(free, "")
        taken.add(given[code.name])
    return given


def choices(reading: Reading, on: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Return the tags to choose from: those used last first, then in the order of their numbers.

    Args:
        reading: The session.
        on: The tags that the passage has.
    """
    tags = tags_of(reading)
    keys = given_keys(reading.codebook)
    there = set(map(folded, on))
    found = {}
    for number, tag in enumerate(tags, 1):
        code = reading.codebook.find(tag)
        above, description = (code.parent, code.description) if code else ("", "")
        found[folded(tag)] = Choice(tag, number, keys.get(tag, ""), description, above, folded(tag) in there)
    recent = [folded(tag) for tag in reading.recent_tags if folded(tag) in found][:RECENT]
    return tuple(found[name] for name in dict.fromkeys((*recent, *found)))


def filtered(among: Iterable[Choice], typed: str) -> tuple[Choice, ...]:
    """Return the tags that fit what is typed: the one with that letter, then by where the words stand."""
    wanted = folded(typed)
    ranked = [(rank, choice) for choice in among if (rank := _rank(choice, wanted)) is not None]
    return tuple(choice for _, choice in sorted(ranked, key=lambda pair: pair[0]))


def _rank(choice: Choice, wanted: str) -> int | None:
    name = folded(choice.tag)
    if wanted and folded(choice.key) == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None


class TagRow(Value):
    """A tag in a list of all tags."""

    tag: str
    code: Code | None
    """None for a free tag."""
    depth: int
    """How many codes it stands under."""
    number: int
    """Its place among the tags that can be chosen, from 1; 0 for a free tag beside a closed codebook."""
    key: str
    """The letter that finds it, its own or one that was given."""
    colour: str
    """Its own, or that of a code above it."""
    count: int
    """How many annotations carry it."""


def tag_rows(book: Codebook, tags: Iterable[str], counts: Mapping[str, int]) -> tuple[TagRow, ...]:
    """Return all tags in the order of their numbers; free ones only where they are in use.

    Args:
        book: The codebook.
        tags: The tags that can be chosen, as `numbered` or `tags_of` gives them.
        counts: How many annotations carry each tag, as it is written on them.
    """
    used: dict[str, int] = {}
    for tag, count in counts.items():
        used[folded(tag)] = used.get(folded(tag), 0) + count
    keys = given_keys(book)
    depths = {folded(code.name): depth for code, depth in tree(book)}
    numbers = {folded(tag): (number, tag) for number, tag in enumerate(tags, 1)}
    for tag in sorted(counts, key=lambda tag: (-counts[tag], tag)):
        numbers.setdefault(folded(tag), (0, tag))
    found = []
    for name, (number, tag) in numbers.items():
        code, count = book.find(tag), used.get(name, 0)
        if code or count:
            depth, key = depths.get(name, 0), keys.get(tag, "")
            found.append(TagRow(tag, code, depth, number, key, colour_of(book, tag), count))
    return tuple(found)


def rows_kept(rows: Iterable[TagRow], typed: str) -> list[TagRow]:
    """Return the tags in whose name, or in what they mean, all typed words stand; case does not count."""
    words = folded(typed).split()
    return [row for row in rows if all(word in _told(row) for word in words)]


def _told(row: TagRow) -> str:
    return folded(f"{row.tag} {row.code.description if row.code else 'free tag'}")
