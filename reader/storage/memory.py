"""Annotations kept in memory only, for tests and for reading without a trace."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb.storages import Storage

from reader.annotations.codebook import folded
from reader.storage.store import Known, Loaded, by_use, earlier_tags, in_order, tagged_words
from reader.storage.tables import (
    Contents,
    open_tables,
    read_contents,
    stage_edit,
    stage_rejection,
    stage_relations,
)
from reader.storage.tinydb_file import Tables, encode_json, parse_tables

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.edits import Edit
    from reader.annotations.relations import Relation, RelationEdit
    from reader.articles.article import Article
    from reader.errors import ReaderError

_NOWHERE = Path("memory")


class MemoryStore:
    """An `AnnotationStore` that forgets: the same tables, as the same JSON, without the files."""

    def __init__(self, annotator: str) -> None:
        self.annotator = annotator
        self._files: dict[str, _JsonInMemory] = {}
        self._texts: dict[str, str] = {}

    def load(self, article_id: str) -> Loaded:
        """Return what was saved on an article since the store was made."""
        file = self._files.get(article_id)
        return Loaded(_contents(file).annotations if file else ())

    def state(self, article_id: str) -> Hashable:
        """Return what tells what was saved on an article from what was saved before."""
        return self.load(article_id)

    def apply(self, article: Article, edit: Edit) -> None:
        """Do an edit; see `AnnotationStore.apply`."""
        file = self._files.get(article.id) or _JsonInMemory()
        tables = open_tables(lambda: file)
        stage_edit(tables, read_contents(tables, article.path), article, self.annotator, edit)
        tables.close()
        self._files[article.id] = file
        self._texts[article.sha256] = article.text

    def relate(self, edit: RelationEdit, article: Article | None) -> None:
        """Make or take away a relation; see `AnnotationStore.relate`."""
        self.relate_all((edit,), article)

    def relate_all(self, edits: Sequence[RelationEdit], article: Article | None) -> None:
        """Make or take away relations; see `AnnotationStore.relate_all`."""
        id_ = edits[0].relation.source.article
        file = self._files.get(id_) or _JsonInMemory()
        tables = open_tables(lambda: file)
        stage_relations(tables, read_contents(tables, id_), edits, article, self.annotator, where=id_)
        tables.close()
        self._files[id_] = file

    def relations(self) -> tuple[Relation, ...]:
        """Return every relation, in the order in which they were made."""
        return in_order(relation for _, each in self._all() for relation in each.relations)

    def reject(self, article: Article, edit: Edit) -> None:
        """Do an edit to the rejected suggestions; see `AnnotationStore.reject`."""
        file = self._files.get(article.id) or _JsonInMemory()
        tables = open_tables(lambda: file)
        stage_rejection(tables, read_contents(tables, article.path), article, self.annotator, edit)
        tables.close()
        self._files[article.id] = file

    def rejected(self, article_id: str) -> tuple[Annotation, ...]:
        """Return the suggestions that were rejected in an article."""
        file = self._files.get(article_id)
        return _contents(file).rejected if file else ()

    def earlier(self) -> dict[str, tuple[str, ...]]:
        """Return the tags that were put on words, the most used first, by the words."""
        return earlier_tags(pair for _, each in self._all() for pair in tagged_words(each.annotations))

    def text(self, sha256: str) -> str | None:
        """Return a text that annotations were made on."""
        return self._texts.get(sha256)

    def texts(self) -> dict[str, frozenset[str]]:
        """Return the identities of the texts that annotations were made on, by article id."""
        return {
            article_id: frozenset(each.target.sha256 for each in contents.annotations)
            for article_id, contents in self._all()
        }

    def counts(self) -> dict[str, int]:
        """Return how many annotations there are by article id."""
        return {article_id: len(each.annotations) for article_id, each in self._all() if each.annotations}

    def tags(self) -> tuple[str, ...]:
        """Return every tag in use, the most used first."""
        return by_use(self.tag_counts())

    def tag_counts(self) -> Counter[str]:
        """Return how many annotations carry each tag."""
        return Counter(tag for _, each in self._all() for note in each.annotations for tag in note.tags)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the ids of the articles where a tag is used or was rejected."""
        uses = ((id_, note) for id_, each in self._all() for note in (*each.annotations, *each.rejected))
        return tuple(dict.fromkeys(id_ for id_, note in uses if folded(tag) in map(folded, note.tags)))

    def known(self) -> dict[str, Known]:
        """Return path and text of every article that was annotated, by its id."""
        return {article_id: each.known for article_id, each in self._all() if each.known}

    def problems(self) -> tuple[ReaderError, ...]:
        """Return nothing: there is no file that could be damaged."""
        return ()

    def _all(self) -> Iterator[tuple[str, Contents]]:
        return ((article_id, _contents(file)) for article_id, file in self._files.items())


class _JsonInMemory(Storage):
    """The bytes that a file would hold."""

    def __init__(self) -> None:
        self._data: bytes | None = None

    def read(self) -> Tables | None:
        return None if self._data is None else parse_tables(self._data, _NOWHERE)

    def write(self, data: Tables) -> None:
        self._data = encode_json(data, _NOWHERE)


def _contents(file: _JsonInMemory) -> Contents:
    return read_contents(open_tables(lambda: file), str(_NOWHERE))
