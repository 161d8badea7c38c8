"""Articles in plain text and Markdown files: UTF-8, read as they are."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8, utf_8_decode

from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

    Named = str | os.PathLike[str]
    """A path; nothing of `pathlib`, which takes a while to import, is needed of it."""

LARGEST = 50 * 1024 * 1024
"""The size of the largest file that is read, in bytes."""

_LARGE = 1 << 20  # bytes
_PIECE = 1 << 16  # bytes
_SAMPLE = 8192  # bytes looked at for signs of a binary file, git's habit too
_CONTROLS = bytes((*range(0x01, 0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
"""Control characters, without the likes of tab, BEL and ESC."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Named) -> str:
    r"""Read a text file: UTF-8 without its byte order mark, newlines as ``\n``, otherwise untouched.

    Raises:
        ReaderError: when the file is missing, a folder, not readable, too large, empty, binary, or in
            another encoding; it says which, where, and what to do.
    """
    content = _read_bytes(path)
    _refuse_binary(content[:_SAMPLE], path)
    try:
        text = str(content, "utf-8-sig")
    except UnicodeDecodeError as error:
        behind = len(BOM_UTF8) if content[: len(BOM_UTF8)] == BOM_UTF8 else 0
        raise _not_utf8(path, content, behind + error.start) from error
    if not text or text.isspace():
        raise _empty(path)
    # Looking for one character is twenty times as quick as replacing two in a long text that has none.
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check_text(path: Named) -> None:
    """Look at a text file as `read_text` does, without keeping a text that may be long.

    Raises:
        ReaderError: as `read_text`.
    """
    content = _read_bytes(path)
    _refuse_binary(content[:_SAMPLE], path)
    if sum(not piece.isspace() for piece in _decoded(content, path)) == 0:
        raise _empty(path)


def _decoded(content: bytes | mmap, path: Named) -> Iterator[str]:
    at = len(BOM_UTF8) if content[: len(BOM_UTF8)] == BOM_UTF8 else 0
    while at < len(content):
        piece, is_last = content[at : at + _PIECE], at + _PIECE >= len(content)
        try:
            text, used = utf_8_decode(piece, "strict", is_last)
        except UnicodeDecodeError as error:
            raise _not_utf8(path, content, at + error.start) from error
        yield text
        at += used


def _empty(path: Named) -> ReaderError:
    return ReaderError("the file is empty", where=str(path), remedy="put an article's text into it")


def _read_bytes(path: Named) -> bytes | mmap:
    try:
        status = os.stat(path)  # noqa: PTH116 - a path may be words
        if stat.S_ISDIR(status.st_mode):
            raise ReaderError("this is a folder, not an article", where=str(path), remedy="name a file in it")
        if not stat.S_ISREG(status.st_mode):
            raise ReaderError("this is not a regular file", where=str(path), remedy="save its text to a file")
        if status.st_size > LARGEST:
            raise ReaderError(
                f"the file is too large ({status.st_size / 2**20:.0f} MB; the limit is {LARGEST >> 20} MB)",
                where=str(path),
                remedy="split it into articles",
            )
        if status.st_size >= _LARGE:
            return _read_apart(path, status.st_size)
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path may be words
            return file.read()
    except FileNotFoundError as error:
        raise ReaderError("there is no such file", where=str(path), remedy="check the path") from error
    except PermissionError as error:
        from shlex import quote

        raise ReaderError(
            "no permission to read the file",
            where=str(path),
            remedy=f"allow it: chmod u+r {quote(str(path))}",
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReaderError(
            f"the file cannot be read ({reason})", where=str(path), remedy="check the path"
        ) from error


def _read_apart(path: Named, size: int) -> bytes | mmap:
    """Read a large file into memory that goes back to the system with it; C libraries keep theirs."""
    from mmap import ACCESS_COPY, mmap

    room = mmap(-1, size, access=ACCESS_COPY)
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path may be words
        read = file.readinto(room)
    return room if read == size else room[:read]


def _refuse_binary(sample: bytes, path: Named) -> None:
    if sample.startswith(_UTF16):
        raise ReaderError(
            "the file is UTF-16, not UTF-8", where=str(path), remedy=f"convert it: {_iconv('UTF-16', path)}"
        )
    controls = len(sample) - len(bytes(sample).translate(None, _CONTROLS))
    if b"\0" in sample or controls * 10 > len(sample) * 3 or sample.startswith(b"%PDF-"):
        raise ReaderError(
            "the file is binary, not text", where=str(path), remedy="save the article as plain text (UTF-8)"
        )


def _not_utf8(path: Named, content: bytes | mmap, offset: int) -> ReaderError:
    before = content[:offset]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    return ReaderError(
        f"the file is not UTF-8 (byte 0x{content[offset]:02x})",
        where=f"{path}, byte {offset}, line {line}",
        remedy=f"convert it, for example: {_iconv('WINDOWS-1252', path)}",
    )


def _iconv(encoding: str, path: Named) -> str:
    from pathlib import Path
    from shlex import quote

    path = Path(path)
    target = path.with_name(f"{path.stem}.utf-8{path.suffix}")
    return f"iconv -f {encoding} -t UTF-8 {quote(str(path))} > {quote(target.name)}"
