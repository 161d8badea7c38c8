"""What becomes of the annotations that carry a tag when the tag is renamed, merged or deleted.

Suggestions of the tag that were rejected follow it too, so that they are not suggested under another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation
from reader.annotations.codebook import folded
from reader.annotations.edits import Batch, Change, Edit, Remove
from reader.articles.article import Article
from reader.articles.describe import describe
from reader.errors import ReaderError
from reader.session.anchored import anchored
from reader.session.history import Notes, Refusals
from reader.sources.textfile import read_text
from reader.values import Value, replace

if TYPE_CHECKING:
    from reader.session.opening import Library, Listing
    from reader.storage.store import AnnotationStore


class Retag(Value):
    """A tag that becomes another."""

    old: str
    new: str | None
    """None where it is taken off; an annotation with neither tag nor note is then removed."""


class Retagged(Value):
    """The annotations of one's own that change, and how many do not."""

    parts: tuple[Notes | Refusals, ...] = ()
    changed: int = 0
    """How many annotations."""
    others: int = 0
    """How many are somebody else's and keep the tag."""
    unreachable: int = 0
    """How many keep it since their article is gone or cannot be read, or their file cannot be changed."""

    def __add__(self, more: Retagged) -> Retagged:
        return Retagged(
            (*self.parts, *more.parts),
            self.changed + more.changed,
            self.others + more.others,
            self.unreachable + more.unreachable,
        )


def retagged(
    article: Article,
    annotations: Iterable[Annotation],
    retag: Retag,
    *,
    author: str,
    now: str,
    rejected: Iterable[Annotation] = (),
) -> Retagged:
    """Return what a retag changes in one article.

    Args:
        article: The article.
        annotations: Everybody's, as they are shown.
        retag: What becomes of which tag.
        author: Whose annotations may be changed.
        now: When it is done.
        rejected: One's own suggestions that were turned down, as they are shown.
    """
    having = [a for a in annotations if has_tag(a, retag.old)]
    own = [a for a in having if a.author == author]
    edits = tuple(_edit(annotation, retag, now) for annotation in own)
    parts = (Notes(article, Batch(edits, _label(retag, len(edits)))),) if edits else ()
    turned = [a for a in rejected if has_tag(a, retag.old)] if retag.new else []
    following = tuple(_edit(annotation, retag, now) for annotation in turned)
    refusals = (Refusals(article, Batch(following, "")),) if following else ()
    return Retagged((*parts, *refusals), len(own), len(having) - len(own))


def turned_down(article: Article, store: AnnotationStore) -> tuple[Annotation, ...]:
    """Return the suggestions that were turned down in an article, as they stand in its text of today."""
    return tuple(anchor(each, article.text, article.sha256) for each in store.rejected(article.id))


def retagged_in_library(
    library: Library,
    retag: Retag,
    *,
    author: str,
    now: str,
    besides: str | None,
    told: Callable[[int, int], bool],
) -> Retagged | None:
    """Return what a retag changes in all articles; None when it was stopped.

    It reads their files, so call it off the screen's thread.

    Args:
        library: The library.
        retag: What becomes of which tag.
        author: Whose annotations may be changed.
        now: When it is done.
        besides: The id of an article to leave out, since it is open.
        told: Called with the number of each article, from 1, and of all; tells whether to go on.
    """
    found = Retagged()
    rows = {row.id: row for row in library.listings()}
    ids = [each for each in library.store.tagged(retag.old) if each != besides]
    for number, article_id in enumerate(ids, 1):
        if not told(number, len(ids)):
            return None
        loaded = library.store.load(article_id)
        try:
            article = _read(library, rows.get(article_id))
        except ReaderError:
            article = None
        if article is None or not loaded.writable:
            found += Retagged(unreachable=sum(has_tag(each, retag.old) for each in loaded.annotations))
            continue
        annotations = anchored(loaded.annotations, article, library.store)
        rejected = turned_down(article, library.store)
        found += retagged(article, annotations, retag, author=author, now=now, rejected=rejected)
    return found


def _read(library: Library, row: Listing | None) -> Article | None:
    """Return an article of the list; None where it is gone."""
    return describe(row.path, read_text(library.root / row.path), id_=row.id) if row else None


def has_tag(annotation: Annotation, tag: str) -> bool:
    """Tell whether an annotation carries a tag, in whichever case it is written."""
    wanted = folded(tag)
    return any(folded(each) == wanted for each in annotation.tags)


def _edit(annotation: Annotation, retag: Retag, now: str) -> Edit:
    tags: dict[str, str] = {}
    for tag in annotation.tags:
        after = retag.new if folded(tag) == folded(retag.old) else tag
        if after is not None:
            tags.setdefault(folded(after), after)
    if not tags and not annotation.note:
        return Remove(annotation)
    return Change(annotation, replace(annotation, tags=tuple(tags.values()), modified=now))


def _label(retag: Retag, count: int) -> str:
    passages = f"{count} passage{'s' if count != 1 else ''}"
    return (
        f"retagged {passages} from {retag.old} to {retag.new}"
        if retag.new
        else f"took {retag.old} off {passages}"
    )
