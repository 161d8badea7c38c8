"""ZIP archives of documents: the same files give the same bytes, and no archive is too large to be read."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from reader.exchange.foreign import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 200_000_000
"""How many bytes the files of an archive may have together."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, which cannot say that it has none."""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of files by their names.

    They are stored, since how bytes are compressed depends on the library's version.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for name, data in files:
            file.writestr(zipfile.ZipInfo(name, _EARLIEST), data)
    return archive.getvalue()


def unzipped(data: bytes, *suffixes: str) -> dict[str, bytes] | Mistake:
    """Return the files of an archive whose names end in one of some suffixes, in the order of their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [each for each in archive.infolist() if each.filename.lower().endswith(suffixes)]
            if sum(each.file_size for each in found) > LARGEST:
                return Mistake(1, f"its files have more than {LARGEST:,} bytes")
            found.sort(key=lambda each: each.filename)
            return {each.filename: _member(archive, each) for each in found}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        return Mistake(1, f"is no zip that can be read ({error})")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a file of an archive; no more of it is unpacked than it says that it has."""
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(f"{member.filename} is compressed neither by deflate nor not at all")
    with archive.open(member) as file:
        return file.read(member.file_size)
