"""An answer as it is kept: what was asked, the state of all that it was made of, and what was printed."""

from __future__ import annotations

import os
from zlib import crc32

from reader.start.states import LENGTH, Inside, State, look_inside, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FORMAT = "reader printed 5"
_BETWEEN = "\0"

Was = tuple[list[str], bytes]
"""The names of all that was in a folder, and the state of each: see `Inside.packed`."""


class Lines:
    """Of which article each line is.

    Args:
        paths: The articles' paths in the library's folder, in the order of the lines.
        progress: The file that says how far each was read, in a folder of its own.
        is_annotated: Whether anything was annotated or corrected there.
    """

    def __init__(self, paths: Sequence[str], progress: str, *, is_annotated: bool) -> None:
        self.paths = paths
        self.progress = progress
        self.is_annotated = is_annotated

    @property
    def home(self) -> str:
        """The library's ``.reader``."""
        return os.path.dirname(os.path.dirname(self.progress))

    @property
    def annotations(self) -> str:
        """The folder of annotations, which need not be there."""
        return f"{self.home}/annotations"

    def tell_notes_of(self, folder: str) -> bool:
        """Tell whether a folder is that of annotations, or in it."""
        return f"{folder}/".startswith(f"{self.annotations}/")

    def again(self, paths: Sequence[str]) -> Lines:
        """Return the same of other articles."""
        return Lines(paths, self.progress, is_annotated=self.is_annotated)


class Left:
    """An answer of whose making nothing has changed but articles, how far they were read, and annotations.

    Args:
        kept: The answer.
        lines: Of which article each line is.
        was: What was in each folder of articles, the library's own first: their names, and the state of each
            as `Inside.packed` has it.
        now: What is in them now.
    """

    def __init__(self, kept: Kept, lines: Lines, was: Mapping[str, Was], now: Mapping[str, Inside]) -> None:
        self.output, self.said, self.files = kept.output, kept.said, [*map(_file_of, kept.files)]
        self.others = [folder for folder, _ in kept.insides if folder not in was]
        """The other folders of which all files count."""
        self.lines = lines
        self.is_read_on = not kept.is_as_read(lines)
        self.is_annotated_on = not kept.is_as_annotated(lines)
        self.was = was
        self.now = now


class Kept:
    """An answer that was kept.

    Args:
        content: As `encode` makes it.
        asked: What it has to be the answer to.

    Raises:
        ValueError: when it is damaged, or the answer to something else.
    """

    def __init__(self, content: bytes, asked: str) -> None:
        behind = content.index(b"\n") + 1
        *name, checksum, made_of, printed, rows = content[: behind - 1].decode().split(" ")
        begins, ends = behind + int(made_of), behind + int(made_of) + int(printed)
        if " ".join(name) != _FORMAT or int(checksum) != crc32(memoryview(content)[behind:]):
            raise ValueError("damaged")
        made_for, self.said, files, *lines = _words(content[behind:begins])
        if made_for != asked:
            raise ValueError("another answer")
        self.output = content[begins:ends]
        self.files = lines[: int(files)]
        self.insides = [_inside_of(line) for line in lines[int(files) :]]
        self._rows, self._packed = content[ends : ends + int(rows)], content[ends + int(rows) :]
        self._seen: dict[str, Inside | None] = {}

    @property
    def is_true(self) -> bool:
        """Whether nothing that it was made of has changed."""
        return all(map(_is_as_it_was, self.files)) and all(
            self._holds_the_same(*inside) for inside in self.insides
        )

    def left(self) -> Left | None:
        """Return what can be made of it where only articles have changed; None where more has."""
        if not self._rows:
            return None
        lines, was = _rows_of(_words(self._rows), self._packed)
        read = os.path.dirname(lines.progress)
        own = {
            _number_of(line)
            for line in self.files
            if _file_of(line) in (*was, read) or lines.tell_notes_of(_file_of(line))
        }
        changed = [line for line in self.files if not _is_as_it_was(line)]
        if any(_number_of(line) not in own or not _is_the_same_one(line) for line in changed):
            return None
        if not all(
            self._holds_the_same(folder, number)
            for folder, number in self.insides
            if folder not in (*was, read) and not lines.tell_notes_of(folder)
        ):
            return None
        now = {folder: inside for folder in was if (inside := self._look(folder)) is not None}
        return Left(self, lines, was, now) if len(now) == len(was) else None

    def is_as_read(self, lines: Lines) -> bool:
        """Tell whether nothing was read since, as far as the folder of that tells."""
        folder = os.path.dirname(lines.progress)
        return all(self._holds_the_same(*inside) for inside in self.insides if inside[0] == folder)

    def is_as_annotated(self, lines: Lines) -> bool:
        """Tell whether nothing was annotated since, as far as the folders of that tell."""
        files = (line for line in self.files if lines.tell_notes_of(_file_of(line)))
        folders = (inside for inside in self.insides if lines.tell_notes_of(inside[0]))
        return all(map(_is_as_it_was, files)) and all(self._holds_the_same(*inside) for inside in folders)

    def _holds_the_same(self, folder: str, number: int) -> bool:
        inside = self._look(folder)
        return inside is not None and inside.number == number

    def _look(self, folder: str) -> Inside | None:
        if folder not in self._seen:
            self._seen[folder] = look_inside(folder)
        return self._seen[folder]


def encode(
    asked: str,
    said: str,
    output: bytes,
    files: Mapping[str, State],
    insides: Mapping[str, Inside],
    rows: tuple[Lines, Iterable[str]] | None,
) -> bytes:
    """Return an answer as it is kept.

    Args:
        asked: What it is the answer to.
        said: What was said beside it.
        output: What was printed.
        files: The states of all files and folders.
        insides: What is in the folders of which all files count.
        rows: Of which article each line is, and the folders of those, the library's own first; None where
            it is not all lines.
    """
    told = [f"{' '.join(map(str, each))} {file}" for file, each in files.items()]
    totals = [f"{inside.number} {folder}" for folder, inside in insides.items()]
    made_of = _bytes((asked, said, str(len(told)), *told, *totals))
    parts, packed = list[str](), list[bytes]()
    if rows is not None:
        each, folders = rows
        parts = [str(int(each.is_annotated)), each.progress, str(len(each.paths)), *each.paths]
        for folder in folders:
            names = insides[folder].names
            parts += [folder, str(len(names)), *names]
            packed.append(insides[folder].packed)
    lines = _bytes(parts)
    body = b"".join((made_of, output, lines, *packed))
    return f"{_FORMAT} {crc32(body)} {len(made_of)} {len(output)} {len(lines)}\n".encode() + body


def _rows_of(words: Sequence[str], packed: bytes) -> tuple[Lines, dict[str, Was]]:
    is_annotated, progress, count = words[:3]
    at, begins = 3 + int(count), 0
    lines, was = Lines(words[3:at], progress, is_annotated=is_annotated == "1"), dict[str, Was]()
    while at < len(words):
        folder, count = words[at : at + 2]
        names = [*words[at + 2 : at + 2 + int(count)]]
        at, ends = at + 2 + len(names), begins + LENGTH * len(names)
        was[folder] = names, packed[begins:ends]
        begins = ends
    return lines, was


def _words(content: bytes) -> list[str]:
    return content.decode("utf-8", "surrogateescape").split(_BETWEEN)


def _bytes(words: Iterable[str]) -> bytes:
    return _BETWEEN.join(words).encode("utf-8", "surrogateescape")


def _inside_of(line: str) -> tuple[str, int]:
    number, folder = line.split(" ", 1)
    return folder, int(number)


def _file_of(line: str) -> str:
    return line.split(" ", 5)[5]


def _number_of(line: str) -> list[str] | tuple[str, ...]:
    return tuple(line.split(" ", 5)[3:5])


def _is_as_it_was(line: str) -> bool:
    *was, file = line.split(" ", 5)
    return state(file) == tuple(map(int, was))


def _is_the_same_one(line: str) -> bool:
    """Tell whether a folder is the one that it was, whatever is in it now."""
    return tuple(map(str, state(_file_of(line))[3:])) == _number_of(line)
