"""What can be exported where one is in the app, and the last export, which one key does again."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.articles.naming import file_stem
from reader.config.state import read_state, write_state
from reader.errors import ReaderError
from reader.session.exporting import export, names_folder, put
from reader.session.scopes import Scope
from reader.text.numbers import counted
from reader.text.quotes import in_quotes
from reader.values import Value, asdict

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.exchange.format import Format
    from reader.session.analyses import Finder
    from reader.session.opening import Library, Listing

Kind = Literal["article", "kept here", "kept", "articles", "library", "every article"]
"""An article; what a filter keeps of it, or of the library; some articles; all that are annotated; all."""

STEM = "annotations"
"""How a file is called that is of more than one article, without its suffix."""

_FILE = "last-export.json"


class Subject(Value):
    """Something that can be exported."""

    kind: Kind
    what: str
    """What it is, in words: ``the annotations of “Kabul fell”``."""
    scope: Scope
    stem: str = STEM
    """How its file is called, without its suffix."""


class LastExport(Value):
    """An export as it was asked for."""

    kind: Kind
    filter: str
    """What annotations or articles were filtered by; empty where they were not."""
    format: str
    """The format's name."""
    folder: str
    """Where its file was written."""
    name: str
    """How that was called; empty where it had the name of what was exported."""
    article: str = ""
    """The id of the article, where it was of one."""


def of_article(article: Article | Listing, query: str = "") -> tuple[Subject, ...]:
    """Return an article, what a filter keeps of its annotations first where there is one."""
    title = in_quotes(article.title)
    stem = file_stem(article.path, article.id)
    whole = Subject("article", f"the annotations of {title}", Scope((article.id,)), stem)
    if not query.strip():
        return (whole,)
    what, scope = f"what /{query} keeps of {title}", Scope((article.id,), query=query)
    kept = Subject("kept here", what, scope, stem)
    return kept, whole


def of_library(words: str = "", query: str = "") -> tuple[Subject, ...]:
    """Return the library, what a filter keeps of its articles or annotations first where there is one.

    Last come all its articles, for formats that hold texts.
    """
    found = []
    if query.strip():
        found.append(Subject("kept", f"what /{query} keeps of the library", Scope(query=query)))
    if words.strip():
        what = f"the annotations of the articles with /{words}"
        found.append(Subject("articles", what, Scope(words=words)))
    every = Subject("every article", "all articles, annotated or not", Scope(unannotated=True))
    return (*found, Subject("library", "the annotations of the library", Scope()), every)


def again(last: LastExport, here: tuple[Subject, ...]) -> Subject | None:
    """Return what the last export was of, as it is where one is now; None where there is no article."""
    article = next((each for each in here if each.kind == "article"), None)
    match last.kind:
        case "kept":
            return of_library(query=last.filter)[0]
        case "articles":
            return of_library(words=last.filter)[0]
        case "library":
            return of_library()[0]
        case "every article":
            return of_library()[1]
        case "article":
            return article
        case "kept here" if article is not None:
            ids = article.scope.articles
            what = article.what.replace("the annotations of", f"what /{last.filter} keeps of", 1)
            return Subject("kept here", what, Scope(ids, query=last.filter), article.stem)
    return None


def path_of(last: LastExport, subject: Subject, suffix: str) -> str:
    """Return where an export goes that is to be as the last one: not into the file of another article."""
    is_other = last.article != _article(subject)
    return os.path.join(  # noqa: PTH118 - a path would lose the slash at its end
        last.folder, last.name if last.name and not is_other else subject.stem + suffix
    )


def asked(subject: Subject, format_name: str, path: str, suffix: str) -> LastExport:
    """Return an export as it is asked for.

    Args:
        subject: What is exported.
        format_name: The format's name.
        path: Where it goes, with a slash at its end where that is a folder.
        suffix: What files of the format end in.
    """
    whole = Path(path).expanduser().absolute()
    name = path.rstrip("/").rpartition("/")[2] + "/" * path.endswith("/")
    scope = subject.scope
    return LastExport(
        kind=subject.kind,
        filter=scope.query or scope.words,
        format=format_name,
        folder=str(whole.parent),
        name="" if name == subject.stem + suffix else name,
        article=_article(subject),
    )


def load_last() -> LastExport | None:
    """Return the last export; None where there was none, or what is kept of it is damaged."""
    try:
        kept = json.loads(read_state(_FILE) or b"")
        last = LastExport(**kept)
        of_library(query=last.filter)
    except (ReaderError, ValueError, TypeError, RecursionError):
        return None
    return last if all(isinstance(value, str) for value in kept.values()) else None


def save_last(last: LastExport) -> None:
    """Keep an export as the last one; where the state folder cannot be written, it is forgotten."""
    with contextlib.suppress(OSError):
        write_state(_FILE, json.dumps(asdict(last)))


def done(library: Library, finder: Finder, subject: Subject, format_: Format, path: str) -> str:
    """Write an export, remember it as the last one, and return what was written and lost, in one line.

    Args:
        library: The open library, everything in it saved.
        finder: Finds the names where the format needs them; it is closed in the end.
        subject: What is exported.
        format_: The format.
        path: Where to, with a slash at its end where that is a folder.

    Raises:
        ReaderError: when an article cannot be read, the file cannot be written, or it is given up.
    """
    try:
        made = export(library, subject.scope, format_, finder, in_parts=names_folder(path))
    finally:
        finder.close()
    put(made, Path(path))
    save_last(asked(subject, format_.name, path, format_.suffix))
    said = f"exported {counted(made.annotations, 'annotation')} to {path}"
    lost = f"; lost: {', '.join(f'{loss.of} ({loss.count})' for loss in made.losses)}" if made.losses else ""
    return " ".join((said + lost, *made.left_out))


def _article(subject: Subject) -> str:
    return subject.scope.articles[0] if subject.scope.articles else ""
