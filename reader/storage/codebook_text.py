"""Rewriting the text of a codebook file, code by code.

The text is taken apart at its ``[[code]]`` lines: each block is such a line with the comment lines right
above it and all that is below it up to the next block. Within a block tomlkit changes single fields.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.annotations.codebook import Code, Codebook, folded
from reader.text.late import late
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import MutableMapping

FIELDS = {
    "name": ("name",),
    "key": ("key",),
    "colour": ("colour", "color"),
    "description": ("description",),
    "parent": ("parent",),
}
"""What each field may be called in the file, the name that is written first."""

INTRODUCTION = """\
# The codebook: the tags of this library. Reader changes this file, and so may you.
# A code: name, key (a letter), colour (red, orange, yellow, green, teal, blue, purple, pink or "#rrggbb"),
# description, parent (the name of another code). With closed = true no other tags can be given.
closed = false
"""

_HEADER = late(r"\s*\[\[\s*(code|\"code\"|'code')\s*\]\]\s*(#.*)?\r?\n?")
_CLOSED = late(r"^(\s*closed\s*=\s*)(?:true|false)", re.MULTILINE)


class _Block(Value):
    """A code in the file."""

    text: str
    """From its own comments to its last field, with the end of that line."""
    tail: str
    """Blank lines and comments of nobody's behind it."""


def header_lines(text: str) -> tuple[int, ...]:
    """Return the places of the ``[[code]]`` lines, from 0."""
    return tuple(n for n, line in enumerate(_lines(text)) if _HEADER.fullmatch(line))


def line_of_field(text: str, code: int, field: str) -> int | None:
    """Return the line, from 1, where a field of a code stands, else where the code begins."""
    headers = header_lines(text)
    if code >= len(headers):
        return None
    lines = _lines(text)
    end = headers[code + 1] if code + 1 < len(headers) else len(lines)
    names = "|".join(FIELDS[field])
    for number in range(headers[code] + 1, end):
        if re.match(rf"\s*[\"']?({names})[\"']?\s*=", lines[number]):
            return number + 1
    return headers[code] + 1


def rewritten(text: str, before: Codebook, after: Codebook, removed: dict[str, str]) -> str:
    """Return the text of a file with another codebook in it.

    Args:
        text: The file as it is.
        before: The codebook in it.
        after: The one that shall be in it.
        removed: The blocks of codes that were deleted, by name; a code that comes back gets its block again.
            What is deleted now is put into it.
    """
    top, blocks = _taken_apart(text or INTRODUCTION)
    if len(blocks) != len(before.codes):
        return text
    top = _with_closed(top, after) if before.closed != after.closed else top
    renamed = _renamed(before, after)
    kept = {renamed.get(folded(code.name), folded(code.name)) for code in after.codes}
    old: dict[str, _Block] = {}
    for code, block in zip(before.codes, blocks, strict=True):
        if folded(code.name) in kept:
            old[folded(code.name)] = block
            continue
        removed[folded(code.name)] = block.text
        if old:
            last = next(reversed(old))
            old[last] = replace(old[last], tail=_joined(old[last].tail, block.tail))
        else:
            top = _joined(top, block.tail)
    parts = [top]
    for code in after.codes:
        name = renamed.get(folded(code.name), folded(code.name))
        block = old.get(name) or _Block(removed.get(name, "[[code]]\n"), "")
        parts.append(_separated(parts[-1]) + _edited(block.text, before.find(name), code) + block.tail)
    return "".join(parts)


def _joined(tail: str, comments: str) -> str:
    """Return what stands behind a code with the comments that stood behind the next one."""
    return f"{tail.rstrip()}\n\n{comments.strip()}\n\n".lstrip(" ") if comments.strip() else tail


def _lines(text: str) -> list[str]:
    """Return the lines as TOML counts them, with their ends."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _separated(before: str) -> str:
    """Return what parts a block from what stands before it: a blank line, unless there is one."""
    if not before.strip() or before.endswith(("\n\n", "\n\r\n")):
        return ""
    return "\n" if before.endswith("\n") else "\n\n"


def _renamed(before: Codebook, after: Codebook) -> dict[str, str]:
    """Return the names that are new by the names they had: those at one place in books of one size."""
    if len(before.codes) != len(after.codes):
        return {}
    old, new = ({folded(code.name) for code in book.codes} for book in (before, after))
    pairs = zip(before.codes, after.codes, strict=True)
    return {
        folded(now.name): folded(was.name)
        for was, now in pairs
        if folded(was.name) not in new and folded(now.name) not in old
    }


def _taken_apart(text: str) -> tuple[str, list[_Block]]:
    lines = _lines(text)
    starts = []
    for header in header_lines(text):
        start = header
        while start and lines[start - 1].lstrip().startswith("#") and start - 1 not in starts:
            start -= 1
        starts.append(start)
    bounds = pairwise([*starts, len(lines)])
    blocks = [_block(lines[start:end]) for start, end in bounds]
    return "".join(lines[: starts[0]] if starts else lines), blocks


def _block(lines: list[str]) -> _Block:
    """Part a code from the comments below it that a blank line sets apart."""
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    text = "".join(lines[:end])
    return _Block(text if text.endswith("\n") else f"{text}\n", "".join(lines[end:]))


def _edited(block: str, before: Code | None, after: Code) -> str:
    """Return a block that says what a code is, with nothing else changed in it."""
    if before == after:
        return block
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(block)
        table: MutableMapping[str, object] = document["code"][0]
    except (TOMLKitError, KeyError, IndexError, RecursionError):
        return block
    for field, names in FIELDS.items():
        value = getattr(after, field)
        name = next((name for name in names if name in table), field)
        if value != table.get(name, ""):
            table[name] = value
    return tomlkit.dumps(document)


def _with_closed(top: str, book: Codebook) -> str:
    word = "true" if book.closed else "false"
    if _CLOSED.search(top):
        return _CLOSED.sub(rf"\g<1>{word}", top, count=1)
    return f"closed = {word}\n\n{top.lstrip()}"
