"""Reading annotations from a file, a folder or a ZIP archive, in the format that is named, or told by it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.exchange.archives import LARGEST, unzipped, zipped
from reader.exchange.foreign import Mistake, Read
from reader.exchange.formats import find_format, format_in, formats
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.annotations.codebook import Code
    from reader.exchange.format import Format

_ZIP = b"PK\x03\x04"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def read_path(path: Path, format_name: str | None = None) -> Read:
    """Return what a file or a folder holds; hidden files and links of a folder are passed over.

    Args:
        path: The file or the folder.
        format_name: What it is in; as its files begin, else as their names say, where left out.

    Raises:
        ReaderError: when it cannot be read at all, or does not say its format; what is wrong in it is among
            what is returned.
    """
    try:
        if path.is_dir():
            return _read_members(str(path), _members_of_folder(path), _named(format_name))
        return read_bytes(path.read_bytes(), path.name, format_name)
    except OSError as error:
        raise ReaderError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check the path"
        ) from error


def read_bytes(data: bytes, name: str, format_name: str | None = None) -> Read:
    """Return what a file holds.

    Args:
        data: The file.
        name: How it is called.
        format_name: As `read_path` takes it.

    Raises:
        ReaderError: as `read_path` does.
    """
    named = _named(format_name)
    chosen = named or format_in(data, name)
    if data.startswith(_ZIP) and (chosen is None or (named and not named.is_archive and named.is_text)):
        return _read_members(name, _members_of_archive(data, name), named)
    if chosen is None:
        raise _speechless(name)
    return _decoded(chosen, data, name)


def joined(reads: Mapping[str, Read]) -> Read:
    """Return what several files hold as one; what is named by no UUID is told apart by its file."""
    codes: dict[str, Code] = {}
    for read in reads.values():
        for code in read.codes:
            codes.setdefault(code.name, code)
    every = [_marked(read, name) for name, read in reads.items()]
    return Read(
        tuple(each for read in every for each in read.passages),
        tuple(each for read in every for each in read.links),
        tuple(each for read in every for each in read.mistakes),
        tuple(codes.values()),
    )


def _named(name: str | None) -> Format | None:
    """Return the format that was named.

    Raises:
        ReaderError: when there is none of that name, or it cannot be read.
    """
    return None if name is None else _readable(find_format(name), name)


def _readable(chosen: Format, where: str) -> Format:
    if chosen.decode is None:
        raise ReaderError(
            f"{chosen.label} cannot be read back", where=where, remedy="see reader export --list-formats"
        )
    return chosen


def _decoded(chosen: Format, data: bytes, name: str) -> Read:
    decode = _readable(chosen, name).decode
    return decode(data) if decode else Read()


def _read_members(where: str, members: Mapping[str, bytes], named: Format | None) -> Read:
    """Return what the files of a folder or an archive hold."""
    if named is not None and named.is_archive:
        return _decoded(named, zipped(members.items()), where)
    if named is not None:
        fitting = [name for name in members if name.lower().endswith(named.suffix)] or list(members)
        return joined({name: _decoded(named, members[name], name) for name in fitting})
    told = {name: found for name, data in members.items() if (found := format_in(data, name))}
    told = {name: found for name, found in told.items() if found.decode}
    return _read_told(members, told) if told else _read_as_archive(where, members)


def _read_told(members: Mapping[str, bytes], told: Mapping[str, Format]) -> Read:
    """Return what files hold whose formats are known; those of one format of archives are read together."""
    parts = {name for name, of in told.items() if of.is_archive and not members[name].startswith(_ZIP)}
    reads = {name: _decoded(of, members[name], name) for name, of in told.items() if name not in parts}
    for whole in {told[name].name: told[name] for name in sorted(parts)}.values():
        theirs = {name: data for name, data in members.items() if told.get(name, whole) == whole}
        reads[whole.label] = _decoded(whole, zipped(theirs.items()), whole.label)
    return next(iter(reads.values())) if parts and len(reads) == 1 else joined(reads)


def _read_as_archive(where: str, members: Mapping[str, bytes]) -> Read:
    """Return what files hold together, in the format of archives that finds something in them.

    Raises:
        ReaderError: when none does.
    """
    data = zipped(members.items())
    reads = [_decoded(each, data, where) for each in formats() if each.is_archive and each.decode]
    best = max(reads, key=lambda read: len(read.passages), default=None)
    if best is None or not best.passages:
        raise _speechless(where)
    return best


def _marked(read: Read, file: str) -> Read:
    def key(name: str) -> str:
        return name if not name or _UUID.fullmatch(name) else f"{file}:{name}"

    def within(inner: str) -> str:
        return f"{file}: {inner}" if inner else file

    return Read(
        tuple(replace(p, key=key(p.key), file=within(p.file)) for p in read.passages),
        tuple(
            replace(x, key=key(x.key), source=key(x.source), target=key(x.target), file=within(x.file))
            for x in read.links
        ),
        tuple(Mistake(each.line, each.what, within(each.file)) for each in read.mistakes),
        read.codes,
    )


def _members_of_folder(folder: Path) -> dict[str, bytes]:
    paths = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        paths += [Path(parent, name) for name in names if not name.startswith(".")]
    paths = sorted(each for each in paths if each.is_file() and not each.is_symlink())
    _check_size([each.stat().st_size for each in paths], str(folder))
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in paths}


def _members_of_archive(data: bytes, where: str) -> dict[str, bytes]:
    members = unzipped(data, "")
    if isinstance(members, Mistake):
        raise ReaderError(members.what, where=where, remedy="get the file again")
    return {name: each for name, each in members.items() if not _is_hidden(name)}


def _is_hidden(name: str) -> bool:
    return name.endswith("/") or any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _check_size(sizes: Sequence[int], where: str) -> None:
    if sum(sizes) > LARGEST:
        raise ReaderError(
            f"its files have more than {LARGEST:,} bytes", where=where, remedy="import it in parts"
        )


def _speechless(where: str) -> ReaderError:
    names = ", ".join(each.name for each in formats() if each.decode)
    return ReaderError("the file does not say its format", where=where, remedy=f"give --format: {names}")
