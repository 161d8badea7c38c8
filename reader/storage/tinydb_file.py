"""TinyDB's storage for precious files: strict about what it reads, durable in what it writes."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from tinydb.storages import Storage

from reader.errors import DamagedError, ReaderError
from reader.storage.durable import backup_path, write_durably

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.storage.durable import State

Tables: TypeAlias = dict[str, dict[str, Any]]
"""What a TinyDB file holds: tables by name, each with its documents by number."""

_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class DurableStorage(Storage):
    """One JSON file that plain ``TinyDB(path)`` opens as well.

    TinyDB's own storage rewrites its file in place, so that a kill, a full disk or a second writer leaves it
    unreadable, and takes an empty file for a new one. This one never leaves a file half written, and
    never takes a damaged one for anything else. It does not lock: who reads, changes and writes does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: dict[str, dict[str, tuple[Any, bytes]]] = {}
        self.written: State | None = None
        """The state of the file after the latest write."""

    def read(self) -> Tables | None:
        """Return what the file holds; None where there is no file yet.

        Raises:
            DamagedError: when it is not what TinyDB writes.
            ReaderError: when it cannot be read.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ReaderError(
                f"cannot be read ({error.strerror})", where=str(self._path), remedy="check its permissions"
            ) from error
        return parse_tables(data, self._path)

    def write(self, data: Tables) -> None:
        """Put ``data`` into the file; the version before is kept beside it as ``.bak``.

        Raises:
            ReaderError: when it cannot be written; the file is then as it was.
        """
        self.written = write_durably(self._path, self._encoded(data), backup=True)

    def changed(self, table: str, documents: Iterable[int]) -> None:
        """Tell that documents are not what they were when they were last written, though the same objects."""
        for number in documents:
            self._pieces.get(table, {}).pop(str(number), None)

    def _encoded(self, data: Tables) -> bytes:
        """Return what `encode_json` does, with the bytes of documents that are still the same objects."""
        pieces: dict[str, dict[str, tuple[Any, bytes]]] = {}
        tables = []
        for name, table in data.items():
            before, kept = self._pieces.get(name, {}), pieces.setdefault(name, {})
            for key, document in table.items():
                known = before.get(key)
                if known is None or known[0] is not document:
                    known = (document, _member(key, document, self._path, depth=2))
                kept[key] = known
            body = b"{\n%b\n }" % b",\n".join([each for _, each in kept.values()]) if kept else b"{}"
            tables.append(b" %b: %b" % (_json(name, self._path), body))
        self._pieces = pieces
        return b"{\n%b\n}\n" % b",\n".join(tables) if tables else b"{}\n"


def encode_json(value: object, path: Path) -> bytes:
    """Return ``value`` as UTF-8 JSON, indented by one so that versions compare line by line.

    A lone surrogate, which UTF-8 cannot hold, becomes its escape in ASCII (RFC 8259, section 8.2).

    Raises:
        ReaderError: when the value holds two surrogates in a row that are not one character, which would
            read back as one and shift every offset behind them.
    """
    return _json(value, path) + b"\n"


def _member(key: str, value: object, path: Path, *, depth: int) -> bytes:
    """Return a member of an object as it stands some levels deep in indented JSON."""
    indent = b" " * depth
    # Line breaks inside strings are escaped, so every one here is between members.
    return indent + _json(key, path) + b": " + _json(value, path).replace(b"\n", b"\n" + indent)


def _json(value: object, path: Path) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    if _SPLIT_PAIR.search(text):
        raise ReaderError(
            "a character of this text is split in two, which JSON cannot hold",
            where=str(path),
            remedy="save the article's file as UTF-8 and open it again",
        )
    # Inside a JSON string Python's escape for a character that cannot be encoded is JSON's escape for it.
    return text.encode("utf-8", "backslashreplace")


def parse_tables(data: bytes, path: Path) -> Tables:
    """Return the tables in the bytes of a TinyDB file.

    Raises:
        DamagedError: naming the file, the place in it and what to do, when they are empty, not UTF-8, not
            JSON (duplicate keys and numbers that are not finite count as such), or not tables of documents.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise _damaged(path, "is empty")
    try:
        tables = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_parse_finite,
            object_pairs_hook=_without_duplicates,
        )
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


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number there")


def _parse_finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits} is out of range")
    return number


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise ValueError(f"“{twice}” stands there twice")
    return result


def _damaged(path: Path, what: str, place: str = "") -> DamagedError:
    backup = backup_path(path)
    remedy = (
        f"move it away and give its place to {backup.name}, the version before"
        if backup.exists()
        else "repair it, or move it away to start anew"
    )
    what = f"is damaged, so it stays untouched: it {what}"
    return DamagedError(what, where=f"{path}{place}", remedy=remedy)
