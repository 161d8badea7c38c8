"""``reader list`` in a pipe once more, where only articles have changed: their lines alone are made anew.

All that is printed otherwise is as it was printed the last time. Wherever that is not sure, the list is made
as if it had never been printed.
"""

from __future__ import annotations

import sys
from stat import S_ISDIR, S_ISREG

from reader.articles.titles import count_words, reading_minutes, title_of
from reader.articles.walk import DOCUMENTS, SUFFIXES
from reader.cli.output import plain
from reader.errors import ReaderError
from reader.sources.textfile import read_text
from reader.start.printed import PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.start.kept import Left

MOST_CHANGED = 200
"""Of more articles that have changed the list is made anew: it is remembered in another way as well."""
_FIELDS = 8


class _Unsure(Exception):  # noqa: N818 - it is no error
    """Something has changed of which the list has to be made anew."""


def lists_again() -> bool:
    """Print the list made of the one that was printed the last time; tell whether that could be done."""
    left = PRINTED.left
    if left is None:
        return False
    try:
        lines = _lines_of(left)
    except (_Unsure, ReaderError, ValueError):
        return False
    text = "".join(f"{number}\t{line}\n" for number, line in enumerate(lines.values(), 1))
    sys.stdout.write(text)
    if left.said:
        print(left.said, end="", file=sys.stderr)
    PRINTED.keep_again(left, text.encode(), [*lines])
    return True


def _lines_of(left: Left) -> dict[str, str]:
    """Return the lines, without their numbers, by the paths of their articles.

    Raises:
        _Unsure: when that cannot be told from what is kept.
        ReaderError: when an article cannot be read.
        ValueError: when it is not what it should be.
    """
    *printed, _ = left.output.decode().split("\n")
    lines = {path: line.partition("\t")[2] for path, line in zip(left.lines.paths, printed, strict=True)}
    now, gone = _changed(left)
    gone &= lines.keys()
    # Where something is annotated, an article that is gone may be another one now, under its old name.
    if len(now) + len(gone) > MOST_CHANGED or (gone and left.lines.is_annotated) or len(gone) == len(lines):
        raise _Unsure
    for path in gone:
        del lines[path]
    root = next(iter(left.was)).rstrip("/")
    made = {path: _line(root, path, lines.get(path)) for path in now}
    new = {path: made.pop(path) for path in now if path not in lines}
    lines = _with_new(lines | made, new)
    return _as_read(lines, left.lines.progress) if new or left.is_read_on else lines


def _as_read(lines: dict[str, str], progress: str) -> dict[str, str]:
    """Return lines with how much of each article was read, as the file of that says.

    Raises:
        _Unsure: when it is not what it should be.
    """
    from json import loads

    try:
        with open(progress, "rb") as file:  # noqa: PTH123 - imports nothing
            records = loads(file.read())
        shares = {id_: _share(**record) for id_, record in records.items()}
    except FileNotFoundError:
        shares = {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _Unsure from error
    return {path: _with_share(line, shares) for path, line in lines.items()}


def _with_share(line: str, shares: Mapping[str, float]) -> str:
    id_, *fields, _ = line.split("\t")
    return "\t".join((id_, *fields, f"{shares.get(id_, 0.0):.2f}"))


def _share(offset: int, furthest: int, length: int, read_at: str) -> float:  # noqa: ARG001 - as it is kept
    """Return how much of an article was read, from 0 to 1.

    Raises:
        ValueError: when an offset is none.
    """
    if not all(type(each) is int and each >= 0 for each in (offset, furthest, length)):
        raise ValueError("an offset is a whole number")
    return min(1.0, furthest / length) if length else 0.0


def _with_new(lines: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """Return lines with those of other articles, in the order of the list."""
    if not new:
        return lines
    ids = {line.partition("\t")[0] for line in lines.values()}
    from bisect import bisect

    from reader.articles.order import natural_key

    paths = [*lines]
    for path, line in new.items():
        name = line.partition("\t")[0]
        if name in ids:
            raise _Unsure
        ids.add(name)
        paths.insert(bisect(paths, natural_key(path), key=natural_key), path)
    lines |= new
    return {path: lines[path] for path in paths}


def _line(root: str, path: str, before: str | None) -> str:
    """Return the line of an article, without its number.

    Args:
        root: The library's folder.
        path: The article's in it.
        before: The line as it was; None where there was none.
    """
    from reader.articles.identity import article_id

    text = read_text(f"{root}/{path}")
    fields = (
        [article_id(path), "", plain(path), "", "", "0", "0.00"] if before is None else before.split("\t")
    )
    if len(fields) != _FIELDS - 1:
        raise _Unsure
    words = count_words(text)
    fields[1] = plain(title_of(text, markdown=path.lower().endswith((".md", ".markdown"))))
    fields[3:5] = str(words), str(reading_minutes(words))
    return "\t".join(fields)


def _changed(left: Left) -> tuple[list[str], set[str]]:
    """Return the articles that have changed or come, and the files with such endings that are gone.

    Raises:
        _Unsure: when something else has changed.
    """
    now, gone = list[str](), set[str]()
    root = next(iter(left.was))
    for folder, was in left.was.items():
        inside = left.now[folder]
        told = inside.told
        if told == was:
            continue
        modes, before, after = inside.modes, dict(map(_named, was)), dict(map(_named, told))
        for name in sorted({entry.split(" ", 4)[4] for entry in {*was} ^ {*told}}):
            path, mode = f"{folder.rstrip('/')}/{name}", modes.get(name)
            is_same = before.get(name) == after.get(name)
            if path in left.was or S_ISDIR(mode or 0):
                # What is in a folder that is the same one is looked at with it.
                if not (is_same and path in left.was):
                    raise _Unsure
            elif _is_article(name, mode, is_same=is_same):
                inside_root = path[len(root) :].lstrip("/")
                now.append(inside_root) if mode is not None else gone.add(inside_root)
    return now, gone


def _is_article(name: str, mode: int | None, *, is_same: bool) -> bool:
    """Tell whether a file that has changed, has come or is gone is an article as its name says.

    Raises:
        _Unsure: when it may be, or may have been, a document.
    """
    if name.lower().endswith(SUFFIXES):
        if mode is not None and not S_ISREG(mode):
            raise _Unsure
        return True
    if name.lower().endswith(DOCUMENTS) and not is_same:
        raise _Unsure
    return False


def _named(entry: str) -> tuple[str, str]:
    """Return a file's name and the number that names it."""
    _, _, _, number, name = entry.split(" ", 4)
    return name, number
