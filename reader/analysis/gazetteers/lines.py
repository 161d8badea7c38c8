"""Reading a list line by line, guarded: one clear error for what is no text, too long, or no table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_LINE = 1 << 20
"""In bytes."""


def head_of(path: Path) -> str:
    """Return the beginning of a file as text, without a byte order mark; what is not UTF-8 is replaced.

    Raises:
        ReaderError: when the file cannot be read, or is no text.
    """
    with opened(path) as file:
        head = file.read(1 << 16)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_utf8(f"{path}, line 1")
    if b"\0" in head:
        raise ReaderError(
            "the file is not text", where=str(path), remedy="give a list of names: see docs/gazetteers.md"
        )
    return head.decode("utf-8-sig", errors="replace")


def opened(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        ReaderError: when it cannot be opened.
    """
    try:
        return path.open("rb")
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ReaderError(
            f"the file cannot be read ({reason})",
            where=str(path),
            remedy="check its name and its permissions",
        ) from problem


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 file with their numbers, line ends kept, the byte order mark left out.

    Raises:
        ReaderError: at the first line that is not UTF-8 or longer than `LONGEST_LINE`.
    """
    with opened(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            where = f"{path}, line {number}"
            if len(line) > LONGEST_LINE:
                raise ReaderError(
                    "the line is longer than 1 MiB", where=where, remedy="write one entry a line"
                )
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as problem:
                raise _not_utf8(where) from problem


def rows_of(path: Path, *, delimiter: str = ",", skipping: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file, each with the number of its last line; empty rows are left out.

    Args:
        path: The file.
        delimiter: What stands between two cells.
        skipping: How many lines stand in front of the table.

    Raises:
        ReaderError: at the first row that cannot be read.
    """
    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        for number, line in lines_of(path):
            if number > skipping:
                yield line

    rows = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as problem:
        raise ReaderError(
            f"not a row of a CSV table ({problem})",
            where=f"{path}, line {number}",
            remedy="check the quotes in and above that line",
        ) from problem


def records_of(
    path: Path, *, delimiter: str = ",", skipping: int = 0
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with a header, as cells by the name of their column in lower case.

    Cells that a short row lacks are empty.

    Raises:
        ReaderError: at the first row that cannot be read or has more cells than the header.
    """
    rows = rows_of(path, delimiter=delimiter, skipping=skipping)
    header = [cell.strip().lower() for cell in next(rows, (0, []))[1]]
    for number, row in rows:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            raise ReaderError(
                f"the row has {len(row)} cells, the header {len(header)}",
                where=f"{path}, line {number}",
                remedy="put cells that hold the separator into quotes",
            )
        yield number, dict.fromkeys(header, "") | dict(zip(header, row, strict=False))


def _not_utf8(where: str) -> ReaderError:
    return ReaderError("the text is not UTF-8", where=where, remedy="save the file as UTF-8")
