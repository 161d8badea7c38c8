"""A TinyDB file as the bytes of its documents: what stays the same is neither parsed nor encoded again.

Reader writes every document of a file in lines of its own. So a file that somebody else has written since it
was read last is taken apart at these lines, and only what was not there before is looked at. Whatever is
laid out in another way, or has anything wrong with it, is left to be read as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reader.storage.strict_json import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FIRST = b'\n  "'
"""What stands before the number of a table's first document."""
_NEXT = b',\n  "'
"""What stands before the number of every other one."""
_TABLE_END = b"\n }"
_END = b"\n}\n"
_FIRST_TABLE = re.compile(rb'\{\n (".*"): \{')
_NEXT_TABLE = re.compile(rb',\n (".*"): \{')
_DOCUMENT_END = re.compile(rb',\n  "|\n \}')


class Piece(NamedTuple):
    """A document of a table, and how it stands in the file."""

    key: str
    """Its number."""
    document: dict[str, Any]
    text: bytes
    """From its number, without the quotation mark before that, to its last brace."""


Pieces: TypeAlias = dict[str, dict[str, Piece]]
"""The tables of a file by name, each with its documents by number."""


def made_piece(key: str, document: dict[str, Any], path: Path) -> Piece:
    """Return a document with how it is to stand in the file at ``path``.

    Raises:
        ReaderError: as `to_json` does.
    """
    # Line breaks inside strings are escaped, so every one here is between members.
    value = to_json(document, path).replace(b"\n", b"\n  ")
    return Piece(key, document, b'%b": %b' % (key.encode(), value))


def joined(pieces: Pieces, path: Path) -> bytes:
    """Return the bytes of a file, as JSON that is indented by one."""
    # What stands between tables is part of a document before: all is joined once, since it is megabytes.
    texts, last = [], b"{"
    for number, (name, table) in enumerate(pieces.items()):
        last += (b",\n " if number else b"\n ") + to_json(name, path) + b": {"
        if table:
            texts += [piece.text for piece in table.values()]
            texts[-len(table)] = last + _FIRST + texts[-len(table)]
            last = texts.pop() + _TABLE_END
        else:
            last += b"}"
    return _NEXT.join([*texts, last + (_END if pieces else b"}\n")])


def taken_apart(data: bytes, known: Pieces) -> Pieces | None:
    """Return the documents in the bytes of a file, those that were known before as the same objects.

    Nothing is passed over: all bytes but the lines between documents belong to one of them, each is JSON by
    itself or was when it became known, and no name and no number stands there twice.

    Args:
        data: What stands in the file.
        known: Its documents as they were.

    Returns:
        None where the file is laid out in another way, or anything in it is not as it should be.
    """
    pieces: Pieces = {}
    place = 0
    try:
        while head := (_NEXT_TABLE if pieces else _FIRST_TABLE).match(data, place):
            name = str(from_json(head[1].decode("utf-8")))
            if name in pieces:
                return None
            pieces[name], place = _table(data, head.end(), known.get(name, {}))
    except (ValueError, RecursionError):
        return None
    return pieces if pieces and data[place:] == _END else None


def _table(data: bytes, place: int, known: Mapping[str, Piece]) -> tuple[dict[str, Piece], int]:
    """Return the documents of a table, and where it ends.

    Args:
        data: What stands in the file.
        place: Behind the table's opening brace.
        known: The table's documents as they were.

    Raises:
        ValueError: when the table is laid out in another way, or anything in it is not as it should be.
    """
    pieces: dict[str, Piece] = {}
    separator = _FIRST
    before = _NEXT.join([piece.text for piece in known.values()])
    if known and data.startswith(_FIRST, place) and data.startswith(before, place + len(_FIRST)):
        # Nearly always others have only added something: what was there is compared in one go.
        pieces, separator, place = dict(known), _NEXT, place + len(_FIRST) + len(before)
    while data.startswith(separator, place):
        place += len(separator)
        separator = _NEXT
        piece = known.get(data[place : data.index(b'"', place)].decode("utf-8"))
        if piece is None or not data.startswith(piece.text, place):
            piece = _parsed(data, place)
        if piece.key in pieces:
            raise ValueError("twice")
        pieces[piece.key] = piece
        place += len(piece.text)
    end = _TABLE_END if pieces else b"}"
    if not data.startswith(end, place):
        raise ValueError("no end of a table")
    return pieces, place + len(end)


def _parsed(data: bytes, place: int) -> Piece:
    """Return the document that begins at a place and was not known.

    Raises:
        ValueError: when there is not one document up to the next, or to the end of the table.
    """
    if (end := _DOCUMENT_END.search(data, place)) is None:
        raise ValueError("no end of a document")
    text = data[place : end.start()]
    key, _, value = text.decode("utf-8").partition('": ')
    document = from_json(value)
    if not (key.isascii() and key.isdigit() and isinstance(document, dict)):
        raise ValueError("no document")
    return Piece(key, document, text)
