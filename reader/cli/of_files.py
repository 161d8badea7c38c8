"""``reader list FOLDER`` and ``reader show ARTICLE FOLDER`` in a pipe, made of files and nothing else.

That is all there is to them where articles are few and stand where they were annotated and corrected, and
every file can be read and is certainly sound. Wherever that is not sure, they are made in the
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

MOST_ARTICLES = 400
"""Of more, what is remembered of them in another way is quicker."""
MOST_BYTES = 1_000_000
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
        paths = _paths_of_few(ground)
        text, folders = _lines(ground, paths), ground.folders
        output = text.encode()
    except _DOUBTS:
        return False
    sys.stdout.write(text)
    is_annotated = ground.is_annotated or ground.is_corrected
    # What was exported has to be told from what changes.
    lines = Lines(paths, ground.progress, is_annotated=is_annotated) if ground.exports is None else None
    if PRINTED.keep(output, ground.files, folders=folders, lines=lines):
        ground.annotator.keep()
    return True


def _prints_article(word: str, folder: str) -> bool:
    try:
        ground = Ground(folder)
        is_number = word.isdecimal() and len(word) < _LONGEST_NUMBER
        path = _numbered(ground, int(word)) if is_number else _named(ground, word)
        output = read_text(f"{ground.root}/{path}").encode()
        folders = () if is_number and ground.exports is None else ground.folders
    except _DOUBTS:
        return False
    write_bytes(output)
    if PRINTED.keep(output, ground.files, folders=folders):
        ground.annotator.keep()
    return True


def _paths_of_few(ground: Ground) -> list[str]:
    """Return the paths of the articles, in their order.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when they are many or large, or more has to be said than their lines.
    """

    def saw(folder: str, shown: Sequence[os.DirEntry[str]]) -> None:
        if len(shown) > MOST_ARTICLES:
            raise Unsure
        PRINTED.saw(folder, shown)

    paths, documents, size = list[str](), list[str](), 0
    for piece in Walk(ground.root, saw):
        size += sum(piece.sizes)
        paths += _paths_of(piece)
        documents += _inside(piece, piece.documents)
        if len(paths) > MOST_ARTICLES or size > MOST_BYTES:
            raise Unsure
    exported = _exported(ground, (*paths, *documents))
    if not exported.issuperset(documents):
        raise Unsure
    return in_natural_order([path for path in paths if path not in exported] or paths)


def _numbered(ground: Ground, number: int) -> str:
    """Return the path of the article with a number in the list.

    Raises:
        OSError: when the folder cannot be read.
        Unsure: when there is none.
    """
    paths = [path for piece in Walk(ground.root, PRINTED.saw) for path in _paths_of(piece)]
    exported = _exported(ground, paths)
    paths = [path for path in paths if path not in exported] or paths
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

    paths = _paths_of_few(ground)
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
    return _inside(piece, piece.names)


def _inside(piece: Piece, names: list[str]) -> list[str]:
    return [f"{piece.inside}/{name}" for name in names] if piece.inside else names


def _exported(ground: Ground, paths: Sequence[str]) -> frozenset[str]:
    """Return those of some files that are no articles, but were exported.

    Raises:
        OSError: when they cannot be looked at.
        ValueError: when it is not sure what was exported.
    """
    if ground.exports is None:
        return frozenset()
    from reader.storage.exported import exports_in

    return exports_in(ground.root, ground.home, ground.exports, paths)


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
        OSError: when annotations or corrections cannot be looked at.
        Unsure: when ids do not follow from paths, or it is not known how many annotations there are.
        ValueError: when it is not sure what one of their files, or what is kept of them, says.
    """
    if len({*map(article_id, paths)}) < len(paths):
        raise Unsure
    if not (ground.is_annotated or ground.is_corrected):
        return {}
    from reader.cli.notes import check_corrected, notes_of

    if ground.is_corrected:
        check_corrected(ground.home, {*paths})
    return notes_of(ground.home, {*paths}) if ground.is_annotated else {}


def _is_folder(word: str) -> bool:
    return not word.startswith(("-", "~")) and os.path.isdir(word)  # noqa: PTH112 - imports nothing
