"""A TinyDB file as the bytes of its documents: what stays the same is neither parsed nor encoded again.

Reader writes every document of a file in lines of its own. So a file that somebody else has written since it
was read last is taken apart at these lines, and only what was not there before is looked at. Whatever is
laid out in another way, or has anything wrong with it, is left to be read as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reader.storage.strict_json import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_BEFORE_TABLE = b',\n "'
_BEFORE_DOCUMENT = b',\n  "'


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
    tables = [_table(to_json(name, path), table) for name, table in pieces.items()]
    return b"".join((b"{\n ", b",\n ".join(tables), b"\n}\n")) if tables else b"{}\n"


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
    try:
        for name, texts in _split(data):
            before = {piece.text: piece for piece in known.get(name, {}).values()}
            table = {piece.key: piece for piece in (before.get(text) or _parsed(text) for text in texts)}
            if name in pieces or len(table) != len(texts):
                return None
            pieces[name] = table
    except (ValueError, RecursionError):
        return None
    return pieces


def _table(name: bytes, table: Mapping[str, Piece]) -> bytes:
    if not table:
        return name + b": {}"
    documents = _BEFORE_DOCUMENT.join([piece.text for piece in table.values()])
    return b"".join((name, b': {\n  "', documents, b"\n }"))


def _split(data: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the name of each table with the texts of its documents.

    Raises:
        ValueError: when the file is laid out in another way.
    """
    if not (data.startswith(b'{\n "') and data.endswith(b"\n}\n")):
        raise ValueError("another frame")
    for table in data[4:-3].split(_BEFORE_TABLE):
        name, _, rest = table.partition(b'": {')
        if rest == b"}":
            texts = []
        elif rest.startswith(b'\n  "') and rest.endswith(b"\n }"):
            texts = rest[4:-3].split(_BEFORE_DOCUMENT)
        else:
            raise ValueError("another frame of a table")
        yield str(from_json('"' + name.decode("utf-8") + '"')), texts


def _parsed(text: bytes) -> Piece:
    """Return a document that was not known.

    Raises:
        ValueError: when the text is not that of one document.
    """
    value = from_json('{"' + text.decode("utf-8") + "}")
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("not one document")
    ((key, document),) = value.items()
    if not (key.isascii() and key.isdigit() and isinstance(document, dict)):
        raise ValueError("no document")
    return Piece(key, document, text)
