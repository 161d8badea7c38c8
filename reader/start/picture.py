"""A picture of a first screen: its cells, what it was made for, and the files that it shows.

It is kept in the user's cache folder, one file for each thing that can be opened in a terminal of one size
and kind. Nothing here imports more than a bare interpreter has loaded: this runs before the first words are
shown. What is read from a file is taken for cells only: attributes are digits, words hold no control
character, so nothing in a file can make the terminal do anything but show them.
"""

from __future__ import annotations

import os
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "reader picture 1"
MOST_BYTES = 1_000_000
"""A larger file is no picture."""
MOST_PICTURES = 24
"""How many pictures are kept; the oldest go first."""
MOST_TOGETHER = 40_000_000
"""How many bytes are kept of them all."""

_BETWEEN, _PART, _LINE = "\0", "\x1f", "\x1e"
_ATTRIBUTES = frozenset("0123456789;")
_FORBIDDEN = frozenset(
    chr(code)
    for codes in (
        range(0x20),
        range(0x7F, 0xA0),
        range(0x200E, 0x2010),
        range(0x2028, 0x202F),
        range(0x2066, 0x206A),
    )
    for code in codes
)

Row = tuple[tuple[str, str], ...]
"""Words with the attributes they are drawn with, as ``1;38;5;7``, from the left edge to the right."""
Stamp = tuple[str, int, int]
"""A file's path, the time of its last change in nanoseconds, and its size; -1 and -1 where there is none."""


def stamp(path: str) -> Stamp:
    """Return what tells a file as it is now from what it was or will be."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return path, -1, -1
    return path, found.st_mtime_ns, found.st_size


def encode(context: str, stamps: Iterable[Stamp], rows: Iterable[Row]) -> bytes | None:
    """Return a picture as bytes; None where it holds what no picture can.

    Args:
        context: What it was made for; see `reader.start.context`.
        stamps: The files that it shows, as they were.
        rows: Its cells, from the top.
    """
    rows = tuple(rows)
    files = tuple(stamps)
    if not all(map(_is_clean, rows)):
        return None
    body = _BETWEEN.join(
        (
            context,
            *(f"{mtime} {size} {path}" for path, mtime, size in files),
            _LINE.join(_PART.join(f"{sgr}{_PART}{words}" for sgr, words in row) for row in rows),
        )
    )
    data = body.encode("utf-8", "surrogateescape")
    content = f"{FORMAT} {crc32(data)}\n".encode() + data
    return content if len(content) <= MOST_BYTES else None


def decode(content: bytes, context: str) -> tuple[tuple[Stamp, ...], tuple[Row, ...]] | None:
    """Return the stamps and rows of a picture made for a context; None for another one, or a damaged one."""
    head, _, data = content.partition(b"\n")
    if head != f"{FORMAT} {crc32(data)}".encode():
        return None
    try:
        made_for, *files, cells = data.decode("utf-8", "surrogateescape").split(_BETWEEN)
        if made_for != context:
            return None
        stamps = tuple(_stamp_of(line) for line in files)
        rows = tuple(_row_of(line) for line in cells.split(_LINE))
    except ValueError:
        return None
    return (stamps, rows) if all(map(_is_clean, rows)) else None


def load(path: str, context: str) -> tuple[Row, ...] | None:
    """Return the rows of a picture that is whole, private, made for a context, and still true; else None."""
    content = read_own(path)
    decoded = decode(content, context) if content is not None else None
    if decoded is None or any(stamp(was[0]) != was for was in decoded[0]):
        return None
    return decoded[1]


def read_own(path: str, *, most: int = MOST_BYTES) -> bytes | None:
    """Return what a file of so many bytes at most holds that is the user's alone to write; else None."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid() or found.st_mode & 0o022 or found.st_size > most:
            return None
        with open(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(handle)


def keep(path: str, content: bytes) -> None:
    """Write a picture for the user alone, in one step, and forget the oldest where there are too many.

    Raises:
        OSError: when it cannot be written.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    scratch = f"{path}.{os.getpid()}~"
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(scratch, path)
    except OSError:
        os.unlink(scratch)
        raise
    _forget_oldest(folder)


def _forget_oldest(folder: str) -> None:
    with os.scandir(folder) as entries:
        newest_first = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    together = 0
    for number, entry in enumerate(newest_first):
        together += entry.stat().st_size
        if number >= MOST_PICTURES or together > MOST_TOGETHER:
            os.unlink(entry.path)


def _stamp_of(line: str) -> Stamp:
    mtime, size, path = line.split(" ", 2)
    return path, int(mtime), int(size)


def _row_of(line: str) -> Row:
    parts = line.split(_PART) if line else []
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def _is_clean(row: Row) -> bool:
    if not all(_ATTRIBUTES.issuperset(sgr) and _FORBIDDEN.isdisjoint(words) for sgr, words in row):
        return False
    try:
        "".join(words for _, words in row).encode()
    except UnicodeEncodeError:
        return False
    return True
