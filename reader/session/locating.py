"""From the paths that a person gives to the articles they mean, with one clear line for what is wrong."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from reader.articles.folder import ArticleFile, FolderContents, find_articles
from reader.articles.walk import SUFFIXES
from reader.config.private import EXPORTS_NAME, HOME_NAME
from reader.errors import ReaderError
from reader.session.homes import enclosing_library
from reader.sources.textfile import check_text
from reader.values import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.session.ahead import Ahead


class Located(Value):
    """The articles that some paths mean."""

    root: Path
    """The library's folder."""
    files: tuple[ArticleFile, ...]
    """Relative to it, in the order of the list."""
    notices: tuple[str, ...]
    """What a person should know, one line each."""
    whole: bool
    """Whether folders were given, and not just some files."""
    given: tuple[Path, ...] = ()
    """What was given, absolute."""
    documents: tuple[str, ...] = ()
    """The files in folders that are documents and no articles, relative to it."""
    folders: tuple[str, ...] = ()
    """The folders that were looked into, where one was given, relative to it."""
    state: bytes = b""
    """The number by which all that is known again, where there is one: see `Walk.state`."""
    ahead: Ahead | None = None
    """The one file that was given, where it was read already."""


def locate(paths: Sequence[Path], *, ahead: bool = False) -> Located:
    """Find the articles of folders and files, and the folder that they are a library of.

    A folder is a library. The library of files is the nearest folder around them that was annotated as one,
    else the folder that they have in common; it holds just the files, whatever they end in.

    Args:
        paths: At least one; relative ones are looked up in the working folder.
        ahead: Whether a single file is read already, as its article is going to be asked for.

    Raises:
        ReaderError: when a path is missing or cannot be read, or a folder holds no article.
    """
    folders = [path.resolve() for path in paths if _is_folder(path)]
    named = [path.parent.resolve() / path.name for path in paths if not path.is_dir()]
    read = _look_at(paths[0], ahead=ahead) if len(paths) == 1 and named else None
    root = _root_of(folders, named)
    files: dict[str, ArticleFile] = {}
    notices: list[str] = []
    documents: list[str] = []
    for folder in folders:
        inside = _articles_in(folder)
        files |= {file.path: file for file in _below(root, folder, inside.files)}
        documents += _paths_below(root, folder, inside.documents)
        notices += _left_out(folder, inside)
    files, others = _without_exports(root, files, documents)
    files |= {file.path: file for file in (_named_file(path, root) for path in named)}
    given = (*folders, *named)
    located = Located(root, tuple(files.values()), tuple(notices), bool(folders), given, others, ahead=read)
    return _numbered(located, inside) if folders else located


def _look_at(path: Path, *, ahead: bool) -> Ahead | None:
    """See whether a file can be read: a list of one row that says what is wrong would be no library.

    Raises:
        ReaderError: when it cannot.
    """
    if not ahead:
        check_text(path)
        return None
    from reader.session.ahead import Ahead

    return Ahead(path)


def locate_again(located: Located) -> tuple[Located, tuple[Path, ...]]:
    """Return what the same paths mean now, and the folders that were looked into for it.

    A folder that cannot be read, or a file that is gone, has no articles.
    """
    files: dict[str, ArticleFile] = {}
    named: dict[str, ArticleFile] = {}
    watched: list[Path] = []
    inside: FolderContents | None = None
    notices: list[str] = []
    documents: list[str] = []
    for path in located.given:
        with contextlib.suppress(OSError):
            if path.is_dir():
                inside = find_articles(path)
                files |= {file.path: file for file in _below(located.root, path, inside.files)}
                documents += _paths_below(located.root, path, inside.documents)
                notices += _left_out(path, inside)
                watched += (path / each for each in inside.folders)
            else:
                file = _named_file(path, located.root)
                named[file.path] = file
    files, others = _without_exports(located.root, files, documents)
    found = tuple((files | named).values())
    again = replace(located, files=found, documents=others, notices=tuple(notices))
    return _numbered(again, inside), tuple(watched)


def has_exports(root: Path) -> bool:
    """Tell whether something may have been exported into a library's folder: its files alone do not say."""
    return (root / HOME_NAME / EXPORTS_NAME).exists()


def _numbered(located: Located, inside: FolderContents | None) -> Located:
    """Return it with the number of what was found in the folder, where that says all of it."""
    says_all = inside is not None and len(located.given) == 1 and not has_exports(located.root)
    folders, state = (inside.folders, inside.state) if inside is not None and says_all else ((), b"")
    return replace(located, folders=folders, state=state)


def _is_folder(path: Path) -> bool:
    """Tell a folder from a file.

    Raises:
        ReaderError: when there is neither.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError as error:
        raise ReaderError(
            "there is no such file or folder", where=str(path), remedy="check the path"
        ) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _root_of(folders: list[Path], named: list[Path]) -> Path:
    common = Path(os.path.commonpath([*folders, *(path.parent for path in named)]))
    return common if folders else enclosing_library(common) or common


def _articles_in(folder: Path) -> FolderContents:
    try:
        inside = find_articles(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    if inside.files:
        return inside
    if inside.unreadable:
        from shlex import quote

        raise ReaderError(
            f"there are no articles in this folder, and {inside.unreadable[0]} in it cannot be read",
            where=str(folder),
            remedy=f"allow it: chmod u+rx {quote(str(folder / inside.unreadable[0]))}",
        )
    from reader.session.passing_over import not_read

    *most, last = SUFFIXES
    others = not_read(inside.documents)
    raise ReaderError(
        f"there are no articles in this folder{f' ({others})' if others else ''}",
        where=str(folder),
        remedy=f"put files into it that end in {', '.join(most)} or {last}",
    )


def _left_out(folder: Path, inside: FolderContents) -> tuple[str, ...]:
    return tuple(f"{folder / shut} cannot be read, so it is left out." for shut in inside.unreadable)


def _below(root: Path, folder: Path, files: tuple[ArticleFile, ...]) -> tuple[ArticleFile, ...]:
    """Return a folder's files with their paths relative to the library's folder."""
    if folder == root:
        return files
    inside = folder.relative_to(root).as_posix()
    return tuple(replace(file, path=f"{inside}/{file.path}") for file in files)


def _paths_below(root: Path, folder: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    inside = folder.relative_to(root)
    return paths if folder == root else tuple((inside / path).as_posix() for path in paths)


def _without_exports(
    root: Path, files: dict[str, ArticleFile], documents: list[str]
) -> tuple[dict[str, ArticleFile], tuple[str, ...]]:
    """Return what was found in folders, each once, without what was exported there.

    Where there is nothing but exports, they are what one wants to read.
    """
    exported: frozenset[str] = frozenset()
    if has_exports(root):
        from reader.session.own_exports import exports_among

        exported = exports_among(root, (*files, *documents))
    articles = {path: file for path, file in files.items() if path not in exported}
    return articles or files, tuple(path for path in dict.fromkeys(documents) if path not in exported)


def _named_file(path: Path, root: Path) -> ArticleFile:
    status = path.stat()
    return ArticleFile(path.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns)


def _unreadable(path: Path, error: Exception) -> ReaderError:
    reason = getattr(error, "strerror", None) or error
    return ReaderError(
        f"this cannot be read ({reason})", where=str(path), remedy="check the path and its permissions"
    )
