"""Which articles a word may mean, by their ids, paths and titles; nothing is imported for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    Named: TypeAlias = tuple[str, str, str]
    """The id of an article, its path in the library's folder, and its title."""


def places_of(word: str, articles: Iterable[Named], *, root: str, path: str) -> list[int]:
    """Return the places of the articles that a word means, or may mean.

    Args:
        word: An id, a path, or a part of a title or path.
        articles: All articles.
        root: The absolute path of the library's folder.
        path: The absolute path that the word is.
    """
    every = [*articles]
    exact = [
        at
        for at, (id_, inside, _) in enumerate(every)
        if word in (id_, inside) or f"{root.rstrip('/')}/{inside}" == path
    ]
    folded = word.casefold()
    return exact or [
        at for at, (_, inside, title) in enumerate(every) if folded in f"{inside}\n{title}".casefold()
    ]
