"""``reader list FOLDER`` and ``reader show ARTICLE FOLDER`` in a pipe, made of files and nothing else.

That is all there is to them where nothing was corrected or exported, what the settings say is known, the
annotations were counted before, and every file can be read. Wherever that is not sure, they are made in the
usual way, which imports three times as much.
"""

from __future__ import annotations

import os
import sys

from reader.articles.identity import article_id
from reader.articles.order import in_natural_order
from reader.articles.walk import Walk
from reader.cli.ground import Ground
from reader.cli.lines import Unsure, as_read, line_of, title_in
from reader.cli.output import is_terminal, write_bytes
from reader.errors import ReaderError
from reader.sources.textfile import read_text
from reader.start.kept import Lines
from reader.start.printed import PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.articles.walk import Piece

MOST_ARTICLES = 100
"""Of more, what is remembered of them in another way is quicker."""
MOST_BYTES = 500_000
"""How large they are together at most."""
_LONGEST_NUMBER = 10
_DOUBTS = (Unsure, ReaderError, OSError, ValueError, LookupError)


def prints_of_files(words: Sequence[str]) -> bool:
    """Print a list or an article where it is made of files alone; tell whether it was.

    Args:
        words: The command line behind the program's name.

    Raises:
        OSError: when it cannot be written.
    """
    command, *rest = words
    if any(word.startswith("-") for word in rest) or not (rest and _is_folder(rest[-1])):
        return False
    if is_terminal() or not PRINTED.is_being_made or sys.stdout.encoding != "utf-8":
        return False
    if command == "list" and len(rest) == 1:
        return _prints_list(*rest)
    return command == "show" and len(rest) == 2 and _prints_article(*rest)


def _prints_list(folder: str) -> bool:
    try:
        ground = Ground(folder)
        paths = _paths_of_few(ground.root)
        text, folders = _lines(ground, paths), ground.folders
        output = text.encode()
    except _DOUBTS:
        return False
    sys.stdout.write(text)
    lines = Lines(paths, ground.progress, is_annotated=ground.is_annotated)
    if PRINTED.keep(output, ground.files, folders=folders, lines=lines):
        ground.annotator.keep()
    return True


def _prints_article(word: str, folder: str) -> bool:
    try:
        ground = Ground(folder)
        is_number = word.isdecimal() and len(word) < _LONGEST_NUMBER
        path = _numbered(ground.root, int(word)) if is_number else _named(ground, word)
        output = read_text(f"{ground.root}/{path}").encode()
        folders = () if is_number else ground.folders
    except _DOUBTS:
        return False
    write_bytes(output)
    if PRINTED.keep(output, ground.files, folders=folders):
        ground.annotator.keep()
    return True


def _paths_of_few(root: str) -> list[str]:
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


def _numbered(root: str, number: int) -> str:
    """Return the path of the article with a number in the list.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when there is none.
    """
    paths = [path for piece in Walk(root, PRINTED.saw) for path in _paths_of(piece)]
    if not 0 < number <= len(paths):
        raise Unsure
    return in_natural_order(paths)[number - 1]


def _named(ground: Ground, word: str) -> str:
    """Return the path of the only article that a word means: see `places_of`.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when there is none, or there are several; when the word may be a path elsewhere.
        ReaderError: when an article cannot be read.
        ValueError: when what is kept of annotations cannot be read.
    """
    if "/" in word or word in ("", "."):
        raise Unsure
    from reader.api.matching import places_of

    paths = _paths_of_few(ground.root)
    _notes(ground, paths)
    named = [(article_id(path), path, title_in(read_text(f"{ground.root}/{path}"), path)) for path in paths]
    here = os.getcwd()  # noqa: PTH109 - imports nothing
    found = places_of(word, named, root=ground.root, path=f"{here}/{word}")
    if len(found) != 1:
        raise Unsure
    return paths[found[0]]


def _paths_of(piece: Piece) -> list[str]:
    if piece.problem:
        raise Unsure
    return [f"{piece.inside}/{name}" for name in piece.names] if piece.inside else piece.names


def _lines(ground: Ground, paths: Sequence[str]) -> str:
    notes = _notes(ground, paths)
    lines = {path: line_of(ground.root, path, notes=notes.get(article_id(path), 0)) for path in paths}
    if not lines:
        raise Unsure
    read = as_read(lines, ground.progress).values()
    return "".join(f"{number}\t{line}\n" for number, line in enumerate(read, 1))


def _notes(ground: Ground, paths: Sequence[str]) -> Mapping[str, int]:
    """Return how many annotations articles have, by their ids, which follow from their paths.

    Raises:
        OSError: when annotations cannot be looked at.
        Unsure: when ids do not follow from paths, or it is not known how many annotations there are.
        ValueError: when what is kept of annotations cannot be read.
    """
    if ground.is_corrected or len({*map(article_id, paths)}) < len(paths):
        raise Unsure
    if not ground.is_annotated:
        return {}
    from reader.cli.notes import notes_of

    return notes_of(ground.home, {*paths})


def _is_folder(word: str) -> bool:
    return not word.startswith(("-", "~")) and os.path.isdir(word)  # noqa: PTH112 - imports nothing
