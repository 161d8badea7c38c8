"""What a list says of the files of a library, packed: a row is unpacked when it is looked at.

A hundred thousand rows are read in a few milliseconds, and take as much memory as their file takes room.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_left
from copy import copy
from itertools import accumulate
from zlib import crc32

from msgspec import DecodeError, msgpack

from reader.articles.folder import ArticleFile
from reader.articles.walk import SUFFIXES
from reader.values import Value, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reader.session.columns import Columns

_FORMAT = f"reader catalogue 4 {sys.byteorder}"
_LOW = 0xFFFFFFFF
HEAD = 8
"""So many bytes at the head of a list say whether it is whole, and how long its first part is."""


class Row(Value, array_like=True, gc=False):
    """What a list needs to know of one file."""

    path: str
    size: int
    mtime_ns: int
    title: str
    outlet: str
    words: int
    digest: bytes
    """The SHA-256 of its text; empty where it cannot be read."""
    id: str = ""
    problem: str = ""
    """Why it cannot be read, with the remedy."""
    is_escaped: bool = False
    """Whether its words are kept in another way, since a file's name is no Unicode."""

    @property
    def file(self) -> ArticleFile:
        """The file as it was."""
        return ArticleFile(self.path, self.size, self.mtime_ns)


class About(Value):
    """What there is to know of a list beside its rows."""

    given: tuple[str, ...] = ()
    """The absolute paths whose articles are listed."""
    documents: tuple[str, ...] = ()
    """The files that are documents and no articles."""
    notices: tuple[str, ...] = ()
    """What a person should know, one line each."""
    odd: dict[str, str] = field(default_factory=dict)
    """The annotated articles whose ids say nothing of their paths, or that are not listed: paths by ids."""
    folders: tuple[str, ...] = ()
    """The folders that were looked into, relative to the library's."""
    state: bytes = b""
    """The number by which the files are known again; empty where there is none: see `Walk.state`."""
    is_doubtful: bool = False
    """Whether a file could not be read, which may be over without its looking another way."""


class _Kept(Value, array_like=True):
    format: str
    given: tuple[bytes, ...]
    documents: tuple[bytes, ...]
    notices: tuple[bytes, ...]
    odd: dict[str, bytes]
    folders: tuple[bytes, ...]
    state: bytes
    is_doubtful: bool
    columns: int
    starts: bytes
    order: bytes
    rows: memoryview


_UNREADABLE = Row("", -1, -1, "…", "", 0, b"")
"""Stands for a row that is not one; it is of no file."""
_ROW, _ENCODER = msgpack.Decoder(Row), msgpack.Encoder()


class Packed:
    """The rows of a list, in its order.

    Args:
        content: As `pack` makes it; what stands behind its first part may be missing.
        behind: Returns what stands behind it, when it is asked for.

    Raises:
        ValueError: when it is damaged, or of another version.
    """

    def __init__(self, content: bytes, behind: Callable[[], bytes]) -> None:
        self._behind = behind
        view = memoryview(content)
        if _sum(view[4:]) != bytes(view[:4]):
            raise ValueError("damaged")
        try:
            kept = msgpack.decode(view[HEAD:], type=_Kept)
        except DecodeError as error:
            raise ValueError("not a list") from error
        if kept.format != _FORMAT:
            raise ValueError("of another version")
        self.about = About(
            given=_texts(kept.given),
            documents=_texts(kept.documents),
            notices=_texts(kept.notices),
            odd={id_: os.fsdecode(path) for id_, path in kept.odd.items()},
            folders=_texts(kept.folders),
            state=kept.state,
            is_doubtful=kept.is_doubtful,
        )
        self._starts, self._order = array("I"), array("Q")
        self._starts.frombytes(kept.starts)
        self._order.frombytes(kept.order)
        self._rows = kept.rows
        self._columns = kept.columns
        self.instead: Mapping[int, Row] = {}
        """The rows that hold in the place of those that were packed."""
        if len(self._starts) != len(self._order) + 1:
            raise ValueError("not a list")

    def __len__(self) -> int:
        return len(self._order)

    def row(self, index: int) -> Row:
        """Return a row of the list."""
        if index in self.instead:
            return self.instead[index]
        try:
            row = _ROW.decode(self._rows[self._starts[index] : self._starts[index + 1]])
            return _unescaped(row) if row.is_escaped else row
        except (DecodeError, UnicodeError):
            return _UNREADABLE

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, range(len(self)))

    def index(self, article_id: str) -> int | None:
        """Return where an article stands in the list; None where it does not."""
        digest = _digest(article_id)
        at = bisect_left(self._order, digest << 32)
        while at < len(self._order) and self._order[at] >> 32 == digest:
            index = self._order[at] & _LOW
            if index < len(self) and self.row(index).id == article_id:
                return index
            at += 1
        return None

    def find(self, article_id: str) -> Row | None:
        """Return the row of an article; None where there is none."""
        index = self.index(article_id)
        return None if index is None else self.row(index)

    def with_rows(self, rows: Mapping[int, Row]) -> Packed:
        """Return the list with other rows at some places, of the same articles."""
        other = copy(self)
        other.instead = rows
        return other

    def again(self, about: About) -> bytes:
        """Return the first part of the list as it is kept, with something else to know of it."""
        return _packed(about, self._starts.tobytes(), self._order.tobytes(), self._rows, self._columns)

    def columns(self) -> Columns | None:
        """Return what the rows are filtered and sorted by; None where that is not kept of these."""
        from reader.session.columns import Columns

        content = self._behind()
        try:
            found = Columns(content) if crc32(content) == self._columns and not self.instead else None
        except ValueError:
            return None
        return found if found is not None and found.are_of(len(self)) else None

    def is_of(self, files: Iterable[ArticleFile]) -> bool:
        """Tell whether these files, in this order, are those of the list, as they were."""
        try:
            return all(
                (row.path, row.size, row.mtime_ns) == (file.path, file.size, file.mtime_ns)
                for row, file in zip(self, files, strict=True)
            )
        except ValueError:
            return False


def first_part(head: bytes) -> int:
    """Return how long the first part of a list is, in bytes.

    Args:
        head: So many bytes of it as `HEAD` says.
    """
    return HEAD + int.from_bytes(head[4:HEAD], "big")


def pack(about: About, rows: Sequence[Row]) -> tuple[bytes, bytes]:
    """Return a list as it is kept, in two parts: the rows, and what they are filtered and sorted by."""
    from reader.session.columns import pack_columns

    parts, order = list[bytes](), list[int]()
    for index, row in enumerate(rows):
        parts.append(_encoded(row))
        order.append(_digest(row.id) << 32 | index)
    starts = array("I", accumulate(map(len, parts), initial=0)).tobytes()
    order.sort()
    columns = pack_columns(rows)
    joined = memoryview(b"".join(parts))
    return _packed(about, starts, array("Q", order).tobytes(), joined, crc32(columns)), columns


def _packed(about: About, starts: bytes, order: bytes, rows: memoryview, columns: int) -> bytes:
    kept = _Kept(
        format=_FORMAT,
        given=_octets(about.given),
        documents=_octets(about.documents),
        notices=_octets(about.notices),
        odd={id_: os.fsencode(path) for id_, path in about.odd.items()},
        folders=_octets(about.folders),
        state=about.state,
        is_doubtful=about.is_doubtful,
        columns=columns,
        starts=starts,
        order=order,
        rows=rows,
    )
    content = _ENCODER.encode(kept)
    content = len(content).to_bytes(HEAD - 4, "big") + content
    return _sum(content) + content


def _sum(content: bytes | memoryview) -> bytes:
    return crc32(content).to_bytes(4, "big")


def _texts(words: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(map(os.fsdecode, words))


def _octets(words: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(map(os.fsencode, words))


def _digest(article_id: str) -> int:
    return crc32(article_id.encode("utf-8", "surrogatepass"))


def _encoded(row: Row) -> bytes:
    try:
        return _ENCODER.encode(row)
    except UnicodeEncodeError:
        return _ENCODER.encode(_escaped(row))


def _escaped(row: Row) -> Row:
    path, title, outlet, problem = (
        os.fsencode(words).decode("latin-1") for words in (row.path, row.title, row.outlet, row.problem)
    )
    return replace(row, path=path, title=title, outlet=outlet, problem=problem, is_escaped=True)


def _unescaped(row: Row) -> Row:
    path, title, outlet, problem = (
        os.fsdecode(words.encode("latin-1")) for words in (row.path, row.title, row.outlet, row.problem)
    )
    return replace(row, path=path, title=title, outlet=outlet, problem=problem, is_escaped=False)


def is_inside(path: str) -> bool:
    """Tell whether a path can be one that was found in a library's folder."""
    hidden_or_above = any(part.startswith(".") or not part for part in path.split("/"))
    return not hidden_or_above and path.lower().endswith(SUFFIXES)
