"""``reader list FOLDER`` and ``reader show NUMBER FOLDER`` in a pipe, made of files and nothing else.

That is all there is to them where there are no settings, nothing was annotated, corrected or exported, and
every file can be read. Wherever that is not sure, they are made in the usual way, which imports three times
as much.
"""

from __future__ import annotations

import os
import sys
from stat import S_ISDIR

from reader.articles.order import in_natural_order
from reader.articles.walk import Walk
from reader.cli.lines import Unsure, as_read, line_of
from reader.cli.output import is_terminal, write_bytes
from reader.config.places import certain_folder
from reader.config.private import EXPORTS_NAME, HOME_NAME
from reader.errors import ReaderError
from reader.sources.textfile import read_text
from reader.start.kept import Lines
from reader.start.printed import PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.articles.walk import Piece

MOST_ARTICLES = 100
"""Of more, what is remembered of them in another way is quicker."""
MOST_BYTES = 500_000
"""How large they are together at most."""
_LONGEST_NUMBER = 10
_NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")


class _Ground:
    """What the files of a library lie on.

    Args:
        word: The folder, as it was named.

    Raises:
        OSError: when something cannot be looked at.
        Unsure: when there is more to mind than its files.
    """

    def __init__(self, word: str) -> None:
        self.root = os.path.realpath(word, strict=True)
        home = f"{self.root}/{HOME_NAME}"
        settings, apart = f"{_own('config')}/settings.toml", f"{_own('data')}/libraries"
        exports, annotations, corrections = (
            f"{home}/{name}" for name in (EXPORTS_NAME, "annotations", "corrections")
        )
        if any(map(_is_there, (settings, apart, exports, annotations, corrections))):
            raise Unsure
        if not (_can_write(self.root) and (not _is_there(home) or _can_write(home))):
            raise Unsure
        reading = f"{home}/reading"
        self.progress = f"{reading}/{_reader()}.json"
        self.folders = (reading,) if _is_there(reading) else ()
        self.files = (word, settings, apart, home, exports, annotations, corrections, reading)
        """What it would show in if there was more to mind."""
        if self.folders and not _holds_files_only(reading):
            raise Unsure


def prints_of_files(words: Sequence[str]) -> bool:
    """Print a list or an article where it is made of files alone; tell whether it was.

    Args:
        words: The command line behind the program's name.

    Raises:
        OSError: when it cannot be written.
    """
    command, *rest = words
    is_list = command == "list" and len(rest) == 1
    is_article = command == "show" and len(rest) == 2 and _is_number(rest[0])
    if not (is_list or is_article) or not _is_folder(rest[-1]):
        return False
    if is_terminal() or not PRINTED.is_being_made or sys.stdout.encoding != "utf-8":
        return False
    try:
        ground = _Ground(rest[-1])
        paths = _list(ground.root) if is_list else [_article(ground.root, int(rest[0]))]
        text = _lines(ground, paths) if is_list else read_text(f"{ground.root}/{paths[0]}")
        output = text.encode()
    except (Unsure, ReaderError, OSError, ValueError, LookupError):
        return False
    lines = None
    if is_list:
        lines = Lines(paths, ground.progress, is_annotated=False)
        sys.stdout.write(text)
    else:
        write_bytes(output)
    PRINTED.keep(output, ground.files, folders=ground.folders, lines=lines)
    return True


def _list(root: str) -> list[str]:
    """Return the paths of the articles, in their order.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when they are many or large, or more has to be said than their lines.
    """

    def saw(folder: str, shown: Sequence[os.DirEntry[str]]) -> None:
        if len(shown) > MOST_ARTICLES:
            raise Unsure
        PRINTED.saw(folder, shown)

    paths, size = list[str](), 0
    for piece in Walk(root, saw):
        size += sum(piece.sizes)
        paths += _paths_of(piece)
        if piece.documents or len(paths) > MOST_ARTICLES or size > MOST_BYTES:
            raise Unsure
    return in_natural_order(paths)


def _article(root: str, number: int) -> str:
    """Return the path of the article with a number in the list.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when there is none.
    """
    paths = [path for piece in Walk(root, PRINTED.saw) for path in _paths_of(piece)]
    if not 0 < number <= len(paths):
        raise Unsure
    return in_natural_order(paths)[number - 1]


def _paths_of(piece: Piece) -> list[str]:
    if piece.problem:
        raise Unsure
    return [f"{piece.inside}/{name}" for name in piece.names] if piece.inside else piece.names


def _lines(ground: _Ground, paths: Sequence[str]) -> str:
    lines = as_read({path: line_of(ground.root, path) for path in paths}, ground.progress).values()
    if not lines or len({line.partition("\t")[0] for line in lines}) < len(lines):
        raise Unsure
    return "".join(f"{number}\t{line}\n" for number, line in enumerate(lines, 1))


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) < _LONGEST_NUMBER


def _is_folder(word: str) -> bool:
    return not word.startswith(("-", "~")) and os.path.isdir(word)  # noqa: PTH112 - imports nothing


def _own(kind: str) -> str:
    folder = certain_folder(kind)
    if folder is None:
        raise Unsure
    return folder


def _reader() -> str:
    """Return who reads, as the settings have it where they say nothing, by a name that a file can have."""
    name = next(filter(None, map(os.environ.get, _NAMES)), None)
    if name is None:
        from pwd import getpwuid

        name = getpwuid(os.getuid()).pw_name
    # Another name is spelt in another way in a file's.
    if not name.isascii() or not name.isalnum():
        raise Unsure
    return name


def _is_there(path: str) -> bool:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _can_write(folder: str) -> bool:
    """Tell whether it is a folder, and no link to one, in which files can be made."""
    return S_ISDIR(os.lstat(folder).st_mode) and os.access(folder, os.W_OK | os.X_OK)


def _holds_files_only(folder: str) -> bool:
    with os.scandir(folder) as entries:
        return not any(entry.is_dir() for entry in entries)
