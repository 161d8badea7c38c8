"""A list of names compiled to one file: its entries, and sorted 64-bit hashes of their names.

The file is mapped into memory and read where it is looked at, so that opening a list of a million names
costs nothing and holds next to nothing. Two tables stand behind the entries: the hash of each first word
with the greatest number of words of a name that begins with it, and the hash of each whole name with the
place of its entry. A hash only says where to look: what is there is compared with the text.

Layout, in the byte order of the machine::

    header | entries, one JSON array a line | padding | first words: hashes | names: hashes | names: places
    | first words: lengths | description, JSON
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self

from reader.analysis.gazetteers.entry import Entry
from reader.analysis.gazetteers.words import MOST_WORDS, key_of
from reader.errors import ReaderError
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

MOST_NAMESAKES = 16
"""How many entries of one list are looked at for one name."""

_MAGIC = b"RGAZ\x01" + (b"\x01" if sys.byteorder == "little" else b"\x02") + b"\0\0"
_HEADER = struct.Struct("=8sQQQQ")  # magic; bytes of entries; first words; names; bytes of description
_PLACE_BITS = 48
_MOST_NAMES = 1 << 16


class Description(Value):
    """What is said of a compiled list."""

    name: str
    source: str
    """The file it was read from."""
    format: str
    added: str
    """When, ISO 8601, UTC."""
    entries: int
    names: int
    left_out: int
    """How many names are too long to be looked for, or have no letters."""


class Listed(Value):
    """A name of an entry, found by its hash and compared."""

    entry: Entry
    name: str
    """The name as the list writes it."""


def hash_of(words: Sequence[str]) -> int:
    """Return the 64-bit hash of folded words: BLAKE2b (RFC 7693) of their UTF-8, joined by spaces."""
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


class Compiler:
    """Writes entries to a file as they come, and the tables behind them.

    Args:
        file: An empty file, open for writing.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._file.write(bytes(_HEADER.size))
        self._hashes = array("Q")
        self._places = array("Q")
        self._lengths: dict[int, int] = {}
        self._size = 0
        self.entries = 0
        self.left_out = 0

    @property
    def names(self) -> int:
        """How many names there are in the table."""
        return len(self._hashes)

    def add(self, entry: Entry) -> None:
        """Write an entry and note its names."""
        names = (entry.name, *entry.aliases)
        fields = (entry.id, entry.label, entry.since, entry.until, entry.source, *names)
        line = json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        for number, name in enumerate(names[:_MOST_NAMES]):
            self._note(key_of(name), self._size | number << _PLACE_BITS)
        self.left_out += len(names[_MOST_NAMES:])
        self._file.write(line)
        self._size += len(line)
        self.entries += 1

    def _note(self, key: tuple[str, ...], place: int) -> None:
        if not 0 < len(key) <= MOST_WORDS or not all(key):
            self.left_out += 1
            return
        first = hash_of(key[:1])
        if self._lengths.get(first, 0) < len(key):
            self._lengths[first] = len(key)
        self._hashes.append(hash_of(key))
        self._places.append(place)

    def finish(self, description: Description) -> None:
        """Write the tables and the header."""
        self._file.write(bytes(-(_HEADER.size + self._size) % 8))
        firsts = array("Q", sorted(self._lengths))
        order = array("Q", _order(self._hashes))
        self._file.write(firsts.tobytes())
        self._file.write(array("Q", (self._hashes[i] for i in order)).tobytes())
        self._file.write(array("Q", (self._places[i] for i in order)).tobytes())
        self._file.write(bytes(self._lengths[first] for first in firsts))
        told = json.dumps([getattr(description, field) for field in Description.__struct_fields__]).encode()
        self._file.write(told)
        self._file.seek(0)
        self._file.write(_HEADER.pack(_MAGIC, self._size, len(firsts), len(order), len(told)))


def _order(hashes: array[int]) -> Iterator[int]:
    """Yield the places of hashes in their order; a sixteenth is sorted at a time, to hold few objects."""
    for part in range(16):
        yield from sorted(
            (at for at, hashed in enumerate(hashes) if hashed >> 60 == part), key=hashes.__getitem__
        )


class Table:
    """A compiled list, mapped into memory.

    Args:
        path: Its file.

    Raises:
        ReaderError: when the file cannot be read, or is no whole compiled list of this version and machine.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._measure()
        except (OSError, ValueError, TypeError, struct.error) as problem:
            raise ReaderError(
                f"the gazetteer cannot be used ({problem})",
                where=str(path),
                remedy="remove it with `reader gazetteer remove` and add its file again",
            ) from problem

    def _measure(self) -> None:
        """Find the parts of the file.

        Raises:
            ValueError, TypeError: when they are not those of a compiled list.
        """
        magic, self._size, firsts, names, told = _HEADER.unpack_from(self._map)
        if magic != _MAGIC:
            raise ValueError("it was compiled by another version or on another machine")
        start = _HEADER.size + self._size
        start += -start % 8
        if start + 9 * firsts + 16 * names + told != len(self._map):
            raise ValueError("it is not whole")
        view = memoryview(self._map)
        hashes = view[start : start + 8 * firsts + 16 * names].cast("Q")
        self._firsts = hashes[:firsts]
        self._names, self._places = hashes[firsts : firsts + names], hashes[firsts + names :]
        lengths = start + 8 * firsts + 16 * names
        self._lengths = view[lengths : lengths + firsts]
        self.description = Description(*json.loads(bytes(view[lengths + firsts :])))

    def longest_from(self, first: int) -> int:
        """Return how many words the longest name has that begins with a word of a hash; 0 for none."""
        at = bisect_left(self._firsts, first)
        return self._lengths[at] if at < len(self._firsts) and self._firsts[at] == first else 0

    def find(self, hashed: int, key: tuple[str, ...]) -> Iterator[Listed]:
        """Yield the entries that have a name of this hash and these folded words, 16 at most."""
        at = bisect_left(self._names, hashed)
        for place in self._places[at : at + MOST_NAMESAKES]:
            if self._names[at] != hashed:
                return
            at += 1
            found = self._listed(place)
            if found is not None and key_of(found.name) == key:
                yield found

    def _listed(self, place: int) -> Listed | None:
        """Read the name at a place; None where the file is damaged."""
        start = _HEADER.size + (place & ((1 << _PLACE_BITS) - 1))
        end = self._map.find(b"\n", start, _HEADER.size + self._size)
        try:
            fields: list[Any] = json.loads(self._map[start:end])
            id_, label, since, until, source, name, *aliases = map(str, fields)
            written = (name, *aliases)[place >> _PLACE_BITS]
        except (ValueError, TypeError, IndexError):
            return None
        return Listed(Entry(id_, name, tuple(aliases), label, since, until, source), written)

    @classmethod
    def compiled(cls, path: Path, entries: Iterable[Entry], **described: str) -> Self:
        """Compile entries to a file that is written anew, and open it.

        Args:
            path: The file; nothing else may be reading it.
            entries: Read once, one after another.
            described: The fields of the description that are not counted.

        Raises:
            OSError: when the file cannot be written.
            ReaderError: what reading the entries raises.
        """
        with path.open("wb") as file:
            compiler = Compiler(file)
            for entry in entries:
                compiler.add(entry)
            compiler.finish(
                Description(
                    **described,
                    entries=compiler.entries,
                    names=compiler.names,
                    left_out=compiler.left_out,
                )
            )
        return cls(path)
