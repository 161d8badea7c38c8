"""TinyDB's storage for a file that is read and written again and again, by others in between."""

from __future__ import annotations

from itertools import compress, repeat
from operator import attrgetter, is_not
from typing import TYPE_CHECKING

from reader.storage.pieces import Piece, Pieces, joined, made_piece, taken_apart
from reader.storage.tinydb_file import DurableStorage, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_DOCUMENT = attrgetter("document")
_UNKNOWN = Piece("", {}, b"")


class RememberingStorage(DurableStorage):
    """A `DurableStorage` that parses and encodes only the documents that are not as they were.

    A document that is read again and says what it did is the same object. Who changes one in place must say
    so with `changed` before it is written; who has changed some and does not write them has to begin anew
    with another storage.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._pieces: Pieces = {}

    def changed(self, table: str, documents: Iterable[int]) -> None:
        """Tell that documents are not what they were when they were last read or written."""
        for number in documents:
            self._pieces.get(table, {}).pop(str(number), None)

    def _decoded(self, data: bytes) -> Tables:
        pieces = taken_apart(data, self._pieces)
        if pieces is None:
            # What is wrong with it, if anything is, has to be said of the file as a whole.
            tables, self._pieces = super()._decoded(data), {}
            return tables
        self._pieces = pieces
        return {name: {key: piece.document for key, piece in table.items()} for name, table in pieces.items()}

    def _encoded(self, data: Tables) -> bytes:
        pieces: Pieces = {}
        for name, table in data.items():
            known = map(self._pieces.get(name, {}).get, table, repeat(_UNKNOWN))
            pieces[name] = kept = dict(zip(table, known, strict=True))
            # All that stay as they were are passed over by the interpreter itself: there may be thousands.
            is_other = map(is_not, table.values(), map(_DOCUMENT, kept.values()))
            for key in tuple(compress(table, is_other)):
                kept[key] = made_piece(key, table[key], self.path)
        self._pieces = pieces
        return joined(pieces, self.path)
