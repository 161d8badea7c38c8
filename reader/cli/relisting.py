"""``reader list`` in a pipe once more, where only articles and annotations have changed: of these, made anew.

All that is printed otherwise is as it was printed the last time. Wherever that is not sure, the list is made
as if it had never been printed.
"""

from __future__ import annotations

import sys
from stat import S_ISDIR, S_ISREG

from reader.articles.walk import DOCUMENTS, SUFFIXES
from reader.cli.lines import Unsure, as_read, line_of
from reader.errors import ReaderError
from reader.start.printed import PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.start.kept import Left

MOST_CHANGED = 200
"""Of more articles that have changed the list is made anew: it is remembered in another way as well."""


def lists_again() -> bool:
    """Print the list made of the one that was printed the last time; tell whether that could be done."""
    left = PRINTED.left
    if left is None:
        return False
    try:
        lines = _lines_of(left)
        text = "\n".join((*lines.values(), ""))
        output = text.encode()
    except (Unsure, ReaderError, ValueError, OSError):
        return False
    sys.stdout.write(text)
    if left.said:
        print(left.said, end="", file=sys.stderr)
    PRINTED.keep_again(left, output, [*lines])
    return True


def _lines_of(left: Left) -> dict[str, str]:
    """Return the lines by the paths of their articles.

    Raises:
        Unsure: when that cannot be told from what is kept.
        ReaderError: when an article cannot be read.
        ValueError: when it is not what it should be.
    """
    *printed, _ = left.output.decode().split("\n")
    lines = dict(zip(left.lines.paths, printed, strict=True))
    now, gone = _changed(left)
    gone &= lines.keys()
    # Where something is annotated, an article that is gone may be another one now, under its old name.
    if len(now) + len(gone) > MOST_CHANGED or (gone and left.lines.is_annotated) or len(gone) == len(lines):
        raise Unsure
    root = next(iter(left.was)).rstrip("/")
    new = {path: line_of(root, path) for path in now if path not in lines}
    for path in now:
        if path not in new:
            number, _, line = lines[path].partition("\t")
            lines[path] = f"{number}\t{line_of(root, path, line)}"
    if not (gone or new or left.is_read_on or left.is_annotated_on):
        return lines
    lines = {path: line.partition("\t")[2] for path, line in lines.items() if path not in gone}
    lines = _with_new(lines, new)
    lines = as_read(lines, left.lines.progress) if new or left.is_read_on else lines
    lines = _with_notes(lines, left) if left.is_annotated_on else lines
    return {path: f"{number}\t{line}" for number, (path, line) in enumerate(lines.items(), 1)}


def _with_new(lines: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """Return lines with those of other articles, in the order of the list."""
    if not new:
        return lines
    ids = {line.partition("\t")[0] for line in lines.values()}
    from bisect import bisect

    from reader.articles.order import key_of_few

    paths = [*lines]
    for path, line in new.items():
        name = line.partition("\t")[0]
        if name in ids:
            raise Unsure
        ids.add(name)
        paths.insert(bisect(paths, key_of_few(path), key=key_of_few), path)
    lines |= new
    return {path: lines[path] for path in paths}


def _with_notes(lines: Mapping[str, str], left: Left) -> dict[str, str]:
    """Return lines with how many annotations there are now.

    Raises:
        OSError: when annotations cannot be looked at.
        Unsure: when ids do not follow from paths, or it is not known how many there are.
        ValueError: when it is not sure what their files say.
    """
    from reader.articles.identity import article_id
    from reader.cli.ground import folders_in
    from reader.cli.notes import notes_of

    annotations = left.lines.annotations
    others = [folder for folder in left.others if not left.lines.tell_notes_of(folder)]
    left.others = [*others, annotations, *folders_in(annotations)]
    counts, noted = notes_of(left.lines.home, lines.keys()), dict[str, str]()
    stems = dict[str, tuple[str, str]]()
    for path, line in lines.items():
        before, _, share = line.rsplit("\t", 2)
        id_ = before.partition("\t")[0]
        # Only of several with one stem one can have another id than its path says.
        first, first_id = stems.setdefault(id_.rpartition("-")[0], (path, id_))
        if first != path and (first_id, id_) != (article_id(first), article_id(path)):
            raise Unsure
        noted[path] = f"{before}\t{counts.get(id_, 0)}\t{share}"
    return noted


def _changed(left: Left) -> tuple[list[str], set[str]]:
    """Return the articles that have changed or come, and the files with such endings that are gone.

    Raises:
        Unsure: when something else has changed.
    """
    now, gone = list[str](), set[str]()
    root = next(iter(left.was))
    for folder, was in left.was.items():
        for name, mode, is_same in left.now[folder].since(*was):
            path = f"{folder.rstrip('/')}/{name}"
            if path in left.was or S_ISDIR(mode or 0):
                # What is in a folder that is the same one is looked at with it.
                if not (is_same and path in left.was):
                    raise Unsure
            elif _is_article(name, mode, is_same=is_same):
                inside_root = path[len(root) :].lstrip("/")
                now.append(inside_root) if mode is not None else gone.add(inside_root)
    return now, gone


def _is_article(name: str, mode: int | None, *, is_same: bool) -> bool:
    """Tell whether a file that has changed, has come or is gone is an article as its name says.

    Raises:
        Unsure: when it may be, or may have been, a document.
    """
    if name.lower().endswith(SUFFIXES):
        if mode is not None and not S_ISREG(mode):
            raise Unsure
        return True
    if name.lower().endswith(DOCUMENTS) and not is_same:
        raise Unsure
    return False
