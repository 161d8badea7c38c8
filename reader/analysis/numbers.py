"""Numbers in JSON that become no Python object each: columns of them as the machine has them, in Base64.

Whole numbers have four bytes, others are doubles of eight, the lowest byte first on every machine. A long
column can be sent in pieces ahead of the rest, so that nobody has all of it as text: see `cut`.
"""

from __future__ import annotations

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from reader.articles.mentions import UNSURE, MentionTable
from reader.text.span import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.articles.findings import Mention
    from reader.text.span import Span

_Number = TypeVar("_Number", int, float)
PIECE = 1 << 16
"""How many Base64 digits a piece of a column has at most; they are whole numbers."""


def cut(columns: list[Any]) -> Iterator[str]:
    """Yield long columns in pieces, one behind the other; of each stays how many pieces it has.

    Args:
        columns: As `packed_spans` or `packed_mentions` makes them.
    """
    for index, column in enumerate(columns):
        if len(column) > PIECE:
            columns[index] = -(-len(column) // PIECE)
            yield from (column[first : first + PIECE] for first in range(0, len(column), PIECE))


def octets_of(piece: str) -> bytes:
    """Return what a piece holds.

    Raises:
        ValueError: when it is none.
    """
    return a2b_base64(piece)


def mend(columns: list[Any], octets: deque[bytes]) -> None:
    """Give columns that were cut their pieces back.

    Args:
        columns: What `cut` has left.
        octets: What its pieces hold; those that are used are taken out.

    Raises:
        IndexError, TypeError: when they are too few.
    """
    for index, column in enumerate(columns):
        if not isinstance(column, str):
            columns[index] = deque(octets.popleft() for _ in range(column))


def packed_spans(spans: Iterable[Span]) -> list[str]:
    """Return a column with the starts of spans, and one with their ends."""
    starts, ends = array("I"), array("I")
    for span in spans:
        starts.append(span.start)
        ends.append(span.end)
    return [_written(starts), _written(ends)]


def unpacked_spans(columns: list[Any]) -> Spans:
    """Return the spans of two columns.

    Raises:
        TypeError, ValueError: when they are none.
    """
    starts, ends = columns
    return Spans.of(_read(array("I"), starts), _read(array("I"), ends))


def packed_mentions(mentions: Iterable[Mention]) -> list[str]:
    """Return columns of mentions: their starts, their ends, whether they are marked, how sure they are.

    The last one is empty where nobody says how sure any is.
    """
    starts, ends, marked, sure = array("I"), array("I"), bytearray(), array("d")
    for mention in mentions:
        starts.append(mention.span.start)
        ends.append(mention.span.end)
        marked.append(mention.marked)
        sure.append(UNSURE if mention.confidence is None else mention.confidence)
    said = any(map(UNSURE.__ne__, sure))
    return [_written(starts), _written(ends), _text(marked), _written(sure) if said else ""]


def unpacked_mentions(columns: list[Any], text: str) -> MentionTable:
    """Return the mentions of four columns.

    Args:
        columns: As `packed_mentions` makes them.
        text: The text that they are mentions in.

    Raises:
        TypeError, ValueError: when they are none.
    """
    firsts, ends, marked, sure = columns
    starts = _read(array("I"), firsts)
    return MentionTable(
        text,
        starts=starts,
        ends=_read(array("I"), ends),
        marked=b"".join(_octets(marked)),
        sure=_read(array("d"), sure) if sure else array("d", [UNSURE]) * len(starts),
    )


def _written(numbers: array[Any]) -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return _text(memoryview(numbers))


def _text(octets: bytearray | memoryview) -> str:
    return b2a_base64(octets, newline=False).decode("ascii")


def _read(numbers: array[_Number], column: str | deque[bytes]) -> array[_Number]:
    for octets in _octets(column):
        numbers.frombytes(octets)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _octets(column: str | deque[bytes]) -> Iterator[bytes]:
    """Yield what a column holds; its pieces are let go of."""
    if isinstance(column, str):
        yield a2b_base64(column)
        return
    if not isinstance(column, deque):
        raise TypeError("not a column")
    while column:
        yield column.popleft()
