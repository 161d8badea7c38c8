"""Which article of a library is meant by a word, on the command line or in a program."""

from __future__ import annotations

from pathlib import Path

from reader.api.matching import places_of
from reader.articles.article import Article
from reader.errors import ReaderError
from reader.session.opening import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias, TypedDict

    from reader.session.opening import Library

    ArticleLike: TypeAlias = Listing | Article | Path | str | int
    """An article, its row in the list, or a word that means it: see `find_article`."""

    class Chosen(TypedDict, total=False):
        """What narrows a query or an export; each of it may be left out."""

        articles: Iterable[ArticleLike] | None
        """Only these articles; all that have annotations where left out."""
        words: str
        """Only articles whose title, outlet or path have these words."""
        tags: Iterable[str]
        """Only annotations with one of these tags."""
        authors: Iterable[str]
        """Only annotations by one of these annotators."""
        unannotated: bool
        """Whether articles without annotations are taken too, where none are named."""


_SHOWN = 4
_LONGEST_NUMBER = 10


def find_article(library: Library, word: str) -> Listing:
    """Return the article that a word means.

    It is a number in the list, an id, a path, or a part of a title or path that no other article has.

    Raises:
        ReaderError: when there is none, or more than one.
    """
    rows = library.listings()
    if word.isdecimal() and len(word) < _LONGEST_NUMBER and 0 < int(word) <= len(rows):
        return rows[int(word) - 1]
    named = ((row.id, row.path, row.title) for row in rows)
    root, path = library.root.as_posix(), Path(word).absolute().as_posix()
    return _only([rows[at] for at in places_of(word, named, root=root, path=path)], word)


def id_of(library: Library, which: ArticleLike) -> str:
    """Return the id of an article that is given in one of the ways there are.

    Raises:
        ReaderError: when there is none, or more than one.
    """
    return which.id if isinstance(which, Listing | Article) else find_article(library, str(which)).id


def _only(found: Sequence[Listing], word: str) -> Listing:
    if len(found) == 1:
        return found[0]
    if not found:
        raise ReaderError(f"no article is called {word!r}", where="", remedy="`reader list` shows them all")
    names = ", ".join(row.path for row in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    what = f"{word!r} may mean {names}{more}"
    raise ReaderError(what, where="", remedy="write more of it, or its number")
