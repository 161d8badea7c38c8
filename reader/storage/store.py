"""What keeps annotations: the protocol, and what it gives back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.annotations.edits import Add, Batch, Change, Edit, Remove
from reader.errors import ConflictError, ReaderError
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation, RelationEdit
    from reader.articles.article import Article


LONGEST_WORDS = 80
"""Code points up to which what is annotated counts as words that may stand elsewhere too."""


class Loaded(Value):
    """The annotations of an article, as they were saved: not yet anchored in its text of today."""

    annotations: tuple[Annotation, ...]
    """Those of every annotator, sorted by span and then by id; ``author`` tells them apart."""
    problems: tuple[ReaderError, ...] = ()
    """The files that could not be read, whole, or are from a newer version; each was left untouched."""
    writable: bool = True
    """False while the annotator's own file is among the problems: `AnnotationStore.apply` would refuse."""


class Known(NamedTuple):
    """What an annotation file recorded of its article when it was last saved."""

    path: str
    """Relative to the library's folder, with ``/`` between the parts."""
    sha256: str
    """The identity of its text."""


class AnnotationStore(Protocol):
    """Keeps annotations; one annotator writes, everybody's are read."""

    def load(self, article_id: str) -> Loaded:
        """Return what all annotators have saved on an article."""

    def state(self, article_id: str) -> Hashable:
        """Return what tells what is saved on an article from what was saved before; cheap to ask often."""

    def apply(self, article: Article, edit: Edit) -> None:
        """Do an edit to the annotator's own annotations; when this returns, it is kept for good.

        Raises:
            ReaderError: when it cannot be saved; nothing has changed then.
            ConflictError: when it does not fit what is saved, or touches an annotation that is not the
                annotator's own; nothing has changed then.
        """

    def relate(self, edit: RelationEdit, article: Article | None) -> None:
        """Make or take away a relation of the annotator's own; when this returns, it is kept for good.

        Args:
            edit: What to do.
            article: The article of the relation's source; None where the annotator has annotated it before.

        Raises:
            ReaderError: when it cannot be saved; nothing has changed then.
            ConflictError: when it does not fit what is saved, or is not the annotator's own; nothing has
                changed then.
        """

    def relate_all(self, edits: Sequence[RelationEdit], article: Article | None) -> None:
        """Make or take away relations that begin in one article, all or none; else as `relate`.

        Args:
            edits: What to do; at least one.
            article: As for `relate`.

        Raises:
            ReaderError: as `relate` does.
        """

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations of all annotators in all articles, in the order in which they were made."""

    def reject(self, article: Article, edit: Edit) -> None:
        """Do an edit to the suggestions that the annotator has rejected; when this returns, it is kept.

        Each is kept as the annotation it would have been.

        Raises:
            ReaderError: as `apply` does.
        """

    def rejected(self, article_id: str) -> tuple[Annotation, ...]:
        """Return the suggestions that the annotator has rejected in an article, as they were saved."""

    def earlier(self) -> Mapping[str, tuple[str, ...]]:
        """Return the tags that the annotator has put on words, the most used first, by the words."""

    def text(self, sha256: str) -> str | None:
        """Return a text that annotations were made on, by its identity; None where it was not kept."""

    def texts(self) -> Mapping[str, frozenset[str]]:
        """Return the identities of the texts that annotations were made on, by article id."""

    def counts(self) -> Mapping[str, int]:
        """Return how many annotations there are, of all annotators, by article id."""

    def tags(self) -> tuple[str, ...]:
        """Return every tag in use, the most used first, equals in alphabetical order."""

    def tag_counts(self) -> Mapping[str, int]:
        """Return how many annotations, of all annotators, carry each tag."""

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the ids of the articles where somebody uses a tag or has rejected it, whatever its case."""

    def known(self) -> Mapping[str, Known]:
        """Return path and text of every annotated article by its id, so that a moved file finds its notes."""

    def problems(self) -> tuple[ReaderError, ...]:
        """Return why annotation files cannot be read; what they hold is in none of the other answers."""


def check_own(edit: Edit, article: Article, annotator: str) -> None:
    """Refuse an edit that reaches outside the annotator's annotations of the article.

    Raises:
        ConflictError: naming whose annotation, or which article's, it is.
    """
    for annotation in annotations_in(edit):
        if annotation.author != annotator:
            raise ConflictError(
                f"this annotation is {annotation.author}'s, not {annotator}'s",
                where=article.path,
                remedy="make one of your own on the same passage",
            )
        if annotation.article != article.id:
            raise ConflictError(
                f"this annotation belongs to the article {annotation.article}",
                where=article.path,
                remedy="open that article to change it",
            )


def check_own_relation(edit: RelationEdit, article: Article | None, annotator: str) -> None:
    """Refuse a relation that is not the annotator's, or is kept in another article's file.

    Raises:
        ConflictError: naming whose relation, or which article's, it is.
    """
    relation = edit.relation
    where = article.path if article else relation.source.article
    if relation.author != annotator:
        raise ConflictError(
            f"this relation is {relation.author}'s, not {annotator}'s",
            where=where,
            remedy="make one of your own",
        )
    if article is not None and relation.source.article != article.id:
        raise ConflictError(
            f"this relation begins in the article {relation.source.article}",
            where=where,
            remedy="open that article to change it",
        )


def annotations_in(edit: Edit) -> Iterator[Annotation]:
    """Yield every annotation that an edit names, as it was and as it will be."""
    match edit:
        case Add(annotation) | Remove(annotation):
            yield annotation
        case Change(before, after):
            yield before
            yield after
        case Batch(edits):
            for each in edits:
                yield from annotations_in(each)


def by_use(tags: Counter[str]) -> tuple[str, ...]:
    """Return tags from the most used to the least, equals in alphabetical order."""
    return tuple(sorted(tags, key=lambda tag: (-tags[tag], tag)))


def earlier_tags(tagged: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the tags of words, the most used first, from pairs of words and tag."""
    counts: dict[str, Counter[str]] = {}
    for words, tag in tagged:
        counts.setdefault(words, Counter())[tag] += 1
    return {words: by_use(each) for words, each in counts.items()}


def tagged_words(annotations: Iterable[Annotation]) -> Iterator[tuple[str, str]]:
    """Yield the words of annotations, with single spaces, with each of their tags; passages are left out."""
    for annotation in annotations:
        if annotation.tags and len(annotation.target.exact) <= LONGEST_WORDS:
            words = " ".join(annotation.target.exact.split())
            yield from ((words, tag) for tag in annotation.tags)


def in_order(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return relations in the order in which they were made, each once."""
    return tuple(sorted({relation.id: relation for relation in relations}.values(), key=lambda r: r.id))
