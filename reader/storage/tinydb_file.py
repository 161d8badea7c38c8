"""TinyDB's storage for precious files: strict about what it reads, durable in what it writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from tinydb.storages import Storage

from reader.errors import DamagedError, ReaderError
from reader.storage.durable import backup_path, write_durably
from reader.storage.strict_json import from_json, to_json

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.durable import State

Tables: TypeAlias = dict[str, dict[str, Any]]
"""What a TinyDB file holds: tables by name, each with its documents by number."""


class DurableStorage(Storage):
    """One JSON file that plain ``TinyDB(path)`` opens as well.

    TinyDB's own storage rewrites its file in place, so that a kill, a full disk or a second writer leaves it
    unreadable, and takes an empty file for a new one. This one never leaves a file half written, and
    never takes a damaged one for anything else. It does not lock: who reads, changes and writes does.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: State | None = None
        """The state of the file after the latest write."""

    def read(self) -> Tables | None:
        """Return what the file holds; None where there is no file yet.

        Raises:
            DamagedError: when it is not what TinyDB writes.
            ReaderError: when it cannot be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ReaderError(
                f"cannot be read ({error.strerror})", where=str(self.path), remedy="check its permissions"
            ) from error
        return self._decoded(data)

    def write(self, data: Tables) -> None:
        """Put ``data`` into the file; the version before is kept beside it as ``.bak``.

        Raises:
            ReaderError: when it cannot be written; the file is then as it was.
        """
        self.written = write_durably(self.path, self._encoded(data), backup=True)

    def _decoded(self, data: bytes) -> Tables:
        return parse_tables(data, self.path)

    def _encoded(self, data: Tables) -> bytes:
        return encode_json(data, self.path)


def encode_json(value: object, path: Path) -> bytes:
    """Return ``value`` as UTF-8 JSON, indented by one so that versions compare line by line.

    Raises:
        ReaderError: as `to_json` does.
    """
    return to_json(value, path) + b"\n"


def parse_tables(data: bytes, path: Path) -> Tables:
    """Return the tables in the bytes of a TinyDB file.

    Raises:
        DamagedError: naming the file, the place in it and what to do, when they are empty, not UTF-8, not
            JSON (duplicate keys and numbers that are not finite count as such), or not tables of documents.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise _damaged(path, "is empty")
    try:
        tables = from_json(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _damaged(path, f"is not UTF-8 from byte {error.start} on") from error
    except json.JSONDecodeError as error:
        raise _damaged(path, f"is not JSON: {error.msg}", f", line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"is not JSON: {error}") from error
    _check_shape(tables, path)
    return tables  # type: ignore[no-any-return]


def _check_shape(tables: object, path: Path) -> None:
    if not isinstance(tables, dict) or not tables:
        raise _damaged(path, "holds no tables")
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise _damaged(path, f"holds a table “{name}” that is none")
        for key, document in table.items():
            if not (key.isascii() and key.isdigit() and isinstance(document, dict)):
                raise _damaged(path, f"holds something else than a document in table “{name}”", f", “{key}”")


def _damaged(path: Path, what: str, place: str = "") -> DamagedError:
    backup = backup_path(path)
    remedy = (
        f"move it away and give its place to {backup.name}, the version before"
        if backup.exists()
        else "repair it, or move it away to start anew"
    )
    what = f"is damaged, so it stays untouched: it {what}"
    return DamagedError(what, where=f"{path}{place}", remedy=remedy)
