"""TinyDB's storage for a file that is read and written again and again, by others in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.pieces import Pieces, joined, made_piece, taken_apart
from reader.storage.tinydb_file import DurableStorage, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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
            before, kept = self._pieces.get(name, {}), pieces.setdefault(name, {})
            for key, document in table.items():
                known = before.get(key)
                if known is None or known.document is not document:
                    known = made_piece(key, document, self.path)
                kept[key] = known
        self._pieces = pieces
        return joined(pieces, self.path)
