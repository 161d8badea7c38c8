"""The codebook on disk: a file that people write too, so what they wrote stays as it is.

A rewrite touches the fields that changed and nothing else: comments, order, spacing and fields that are not
Reader's stay. What it would write is read again before it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import Code, Codebook, flaws
from reader.annotations.reconciling import reconciled
from reader.errors import ReaderError
from reader.storage.codebook_text import FIELDS, header_lines, line_of_field, rewritten
from reader.storage.durable import backup_path, write_durably
from reader.storage.locks import held
from reader.values import Value

if TYPE_CHECKING:
    from pathlib import Path

NAME = "codebook.toml"


class Kept(Value):
    """The codebook as it was read."""

    book: Codebook
    problem: ReaderError | None = None
    """Why the file cannot be used; the book is then the last one read, at first its backup's."""


class CodebookFile:
    """A library's codebook; everybody who annotates the library shares it.

    Args:
        home: The library's ``.reader`` folder.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / NAME
        self._lock = home / "locks" / "codebook.lock"
        self._state: tuple[int, int, int] | None = None
        self._kept: Kept | None = None
        self._removed: dict[str, str] = {}

    def read(self) -> Kept:
        """Return the codebook; the file is read again only when it has changed."""
        state = self._state_now()
        if self._kept is None or state != self._state:
            before = self._kept.book if self._kept else self._before()
            try:
                self._kept = Kept(parse_codebook(self._text(), str(self._path)))
            except ReaderError as problem:
                self._kept = Kept(before, problem)
            self._state = state
        return self._kept

    def apply(self, before: Codebook, after: Codebook) -> None:
        """Make a change; when this returns, it is on the disk, with what was changed elsewhere meanwhile.

        Raises:
            ReaderError: when the file cannot be read, is damaged, or cannot be written; it is as it was.
            ConflictError: when the change does not fit what is in the file; it is as it was.
        """
        with held(self._lock):
            text = self._text()
            now = parse_codebook(text, str(self._path))
            wanted = reconciled(before, after, now)
            written = rewritten(text, now, wanted, self._removed)
            if not _reads_as(written, wanted):
                raise ReaderError(
                    "is written in a way that this change would harm, so it stays untouched",
                    where=str(self._path),
                    remedy="begin each code with a line [[code]], and make the change in an editor",
                )
            write_durably(self._path, written.encode(), backup=True)

    def _before(self) -> Codebook:
        """Return the codebook before the last change that Reader made, for when the file is damaged."""
        backup = backup_path(self._path)
        try:
            return parse_codebook(backup.read_text("utf-8-sig"), str(backup))
        except (OSError, UnicodeDecodeError, ReaderError):
            return Codebook()

    def _state_now(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise ReaderError(
                "the codebook is not UTF-8",
                where=f"{self._path}, byte {error.start}",
                remedy="save it as UTF-8",
            ) from error
        except OSError as error:
            raise ReaderError(
                f"the codebook cannot be read ({error.strerror})",
                where=str(self._path),
                remedy="make the file readable",
            ) from error


def parse_codebook(text: str, where: str) -> Codebook:
    """Return the codebook that a file holds; fields that are not Reader's are passed over.

    Raises:
        ReaderError: naming the file, the line and what to do, when it is not TOML or no sound codebook.
    """
    if not text:
        return Codebook()
    import tomllib

    from reader.config.toml import parse_toml

    try:
        values = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = re.search(r" \(at line (\d+), column \d+\)$", message)
        place = f"{where}, line {at[1]}" if at else f"{where}, at the end"
        what = message[: at.start()] if at else message.removesuffix(" (at end of document)")
        raise ReaderError(
            f"the codebook is not TOML: {what}", where=place, remedy="mend that line"
        ) from error
    closed, entries = values.get("closed", False), values.get("code", [])
    if not isinstance(closed, bool):
        raise ReaderError(
            "closed is neither true nor false", where=where, remedy="write closed = true or false"
        )
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReaderError(
            "code is no list of codes", where=where, remedy="begin each code with a line [[code]]"
        )
    book = Codebook(tuple(_code(entry, n, text, where) for n, entry in enumerate(entries)), closed)
    for flaw in flaws(book):
        place = _place(text, flaw.code, flaw.field, where)
        raise ReaderError(flaw.what, where=place, remedy=flaw.remedy)
    return book


def _code(entry: dict[str, Any], number: int, text: str, where: str) -> Code:
    found = {}
    for field, names in FIELDS.items():
        name = next((name for name in names if name in entry), field)
        value = entry.get(name, "")
        if not isinstance(value, str):
            place = _place(text, number, field, where)
            raise ReaderError(f"{name} is no text", where=place, remedy="write it in quotes")
        found[field] = value
    return Code(**found)


def _place(text: str, code: int, field: str, where: str) -> str:
    line = line_of_field(text, code, field)
    return f"{where}, line {line}" if line else f"{where}, code {code + 1}"


def _reads_as(text: str, book: Codebook) -> bool:
    try:
        return parse_codebook(text, "") == book and len(header_lines(text)) == len(book.codes)
    except ReaderError:
        return False
