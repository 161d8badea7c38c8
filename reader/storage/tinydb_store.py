"""Annotations on disk: one TinyDB file an article and annotator."""

from __future__ import annotations

import threading
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from reader.annotations.codebook import folded
from reader.annotations.edits import sort_annotations
from reader.articles.article import text_sha256
from reader.errors import DamagedError, ReaderError
from reader.storage.durable import state_of, sweep_temporaries, write_durably
from reader.storage.locks import held
from reader.storage.mending import mend_file, read_what_is_left
from reader.storage.places import Places
from reader.storage.sheet import Sheet
from reader.storage.store import Known, Loaded, by_use, earlier_tags, in_order
from reader.storage.summaries import Summaries, changed_at
from reader.storage.summary_rows import article_in
from reader.storage.tables import (
    Contents,
    Staged,
    stage_edit,
    stage_rejection,
    stage_relations,
)
from reader.storage.texts import unzipped, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

    from tinydb import TinyDB

    from reader.annotations.annotation import Annotation
    from reader.annotations.edits import Edit
    from reader.annotations.relations import Relation, RelationEdit
    from reader.articles.article import Article

REMEMBERED = 4
"""How many of the annotator's own files are kept in memory: those of the articles last opened or changed."""


class TinyDBStore:
    """The annotations in a library's ``.reader`` folder; an `AnnotationStore`.

    Reading takes no lock and needs no permission to write: a file is whole at every instant. Only where the
    annotator's own file is damaged, it is put right when it is loaded or changed, and what it was is kept.

    Args:
        home: The library's ``.reader`` folder; it is made with the first annotation.
        annotator: Whose annotations this store changes.

    Raises:
        ReaderError: when the annotator's name cannot name a folder.
    """

    def __init__(self, home: Path, annotator: str) -> None:
        self.annotator = annotator
        self._places = Places(home, annotator)
        self._summaries = Summaries(self._places, self._read)
        self._mended: dict[str, ReaderError] = {}
        self._swept = False
        self._writing = threading.Lock()
        self._sheets: dict[str, Sheet] = {}

    def load(self, article_id: str) -> Loaded:
        """Return what all annotators have saved on an article, and what is wrong with the files."""
        found: dict[str, Annotation] = {}
        problems: list[ReaderError] = []
        own = self._places.own(article_id)
        writable = self._mend(own)
        for path in (own, *self._places.others(article_id)):
            try:
                contents, problem = self._read(path)
            except ReaderError as error:
                contents, problem = Contents(), error
                writable = writable and path != own
            if contents.newer:
                problem, writable = contents.newer, writable and path != own
            problems += [problem] if problem else []
            for annotation in contents.annotations:
                found.setdefault(annotation.id, annotation)
        if (mended := self._mended.pop(article_id, None)) is not None:
            problems.insert(0, mended)
        return Loaded(sort_annotations(found.values()), tuple(problems), writable)

    def state(self, article_id: str) -> Hashable:
        """Return the state of everybody's file of an article."""
        files = (self._places.own(article_id), *self._places.others(article_id))
        return tuple((path, state_of(path)) for path in files)

    def apply(self, article: Article, edit: Edit) -> None:
        """Do an edit to the annotator's own file of an article; when this returns, it is on the disk.

        Raises:
            ReaderError: see `AnnotationStore.apply`.
        """

        def stage(tables: TinyDB, contents: Contents) -> Staged:
            staged = stage_edit(tables, contents, article, self.annotator, edit)
            self._keep_text(article)
            return staged

        self._change(article.id, stage)

    def relate(self, edit: RelationEdit, article: Article | None) -> None:
        """Make or take away a relation in the annotator's own file of the article it begins in.

        Raises:
            ReaderError: see `AnnotationStore.relate`.
        """
        self.relate_all((edit,), article)

    def relate_all(self, edits: Sequence[RelationEdit], article: Article | None) -> None:
        """Make or take away relations that begin in one article, in one save.

        Raises:
            ReaderError: see `AnnotationStore.relate`.
        """
        begins_in = edits[0].relation.source.article
        where = str(self._places.own(begins_in))

        def stage(tables: TinyDB, contents: Contents) -> Staged:
            staged = stage_relations(tables, contents, edits, article, self.annotator, where=where)
            if article is not None:
                self._keep_text(article)
            return staged

        self._change(begins_in, stage)

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations of all annotators in all articles, in the order in which they were made."""
        return in_order(self._summaries.relations())

    def reject(self, article: Article, edit: Edit) -> None:
        """Do an edit to the rejected suggestions in the annotator's own file of an article.

        Raises:
            ReaderError: see `AnnotationStore.apply`.
        """

        def stage(tables: TinyDB, contents: Contents) -> Staged:
            staged = stage_rejection(tables, contents, article, self.annotator, edit)
            self._keep_text(article)
            return staged

        self._change(article.id, stage)

    def rejected(self, article_id: str) -> tuple[Annotation, ...]:
        """Return the suggestions that the annotator has rejected; none where the file cannot be read."""
        try:
            return self._own_contents(article_id).rejected
        except ReaderError:
            return ()

    def earlier(self) -> dict[str, tuple[str, ...]]:
        """Return the tags that the annotator has put on words, the most used first, by the words."""
        return earlier_tags(self._summaries.words(self._places.folder))

    def text(self, sha256: str) -> str | None:
        """Return a text that annotations were made on; None where it was not kept or is not itself."""
        try:
            text = unzipped(self._places.text(sha256).read_bytes())
        except (OSError, EOFError, zlib.error, UnicodeDecodeError):
            return None
        return text if text_sha256(text) == sha256 else None

    def texts(self) -> dict[str, frozenset[str]]:
        """Return the identities of the texts that annotations were made on, by article id."""
        texts: dict[str, frozenset[str]] = {}
        for name, summary in self._summaries.all():
            article = article_in(name)
            texts[article] = texts.get(article, frozenset()) | summary.texts
        return texts

    def counts(self) -> dict[str, int]:
        """Return how many annotations there are, of all annotators, by article id.

        A file that cannot be read counts as none; opening its article says why.
        """
        counts: Counter[str] = Counter()
        for name, summary in self._summaries.all():
            counts[article_in(name)] += summary.notes
        return {article_id: count for article_id, count in counts.items() if count}

    def tags(self) -> tuple[str, ...]:
        """Return every tag in use, of all annotators, the most used first."""
        return by_use(self.tag_counts())

    def tag_counts(self) -> Counter[str]:
        """Return how many annotations, of all annotators, carry each tag."""
        counts: Counter[str] = Counter()
        for _, summary in self._summaries.all():
            counts.update(summary.tags)
        return counts

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the ids of the articles where somebody uses a tag or has rejected it."""
        wanted, found = folded(tag), self._summaries.all()
        uses = (
            article_in(name) for name, each in found if wanted in map(folded, (*each.tags, *each.refused))
        )
        return tuple(dict.fromkeys(uses))

    def known(self) -> dict[str, Known]:
        """Return path and text of every annotated article by its id, the annotator's own record first."""
        known = {}
        own = f"{self._places.folder.name}/"
        for name, summary in self._summaries.all():
            article = article_in(name)
            if summary.known and (name.startswith(own) or article not in known):
                known[article] = summary.known
        return known

    def problems(self) -> tuple[ReaderError, ...]:
        """Return why annotation files cannot be read, one error a file."""
        return tuple(summary.problem for _, summary in self._summaries.all() if summary.problem)

    def _change(self, article_id: str, stage: Callable[[TinyDB, Contents], Staged]) -> None:
        with self._writing:
            sheet = self._sheet(article_id)
            with held(self._places.lock):
                self._sweep_once()
                try:
                    sheet.contents()
                except DamagedError:
                    if not self._put_right(sheet.path):
                        raise
                before = changed_at(sheet.path.parent)
                sheet.change(stage)
                after = changed_at(sheet.path.parent)
        self._summaries.wrote(sheet.path, before, after)

    def _mend(self, path: Path) -> bool:
        """Put the annotator's own file right where it is damaged; tell whether it can be written."""
        try:
            self._own_contents(path.stem)
        except DamagedError:
            try:
                with self._writing, held(self._places.lock):
                    return self._put_right(path)
            except ReaderError:
                return False
        except ReaderError:
            return False
        return True

    def _put_right(self, path: Path) -> bool:
        """Recover the annotator's own file, the lock held; tell whether there was anything to recover."""
        recovery = mend_file(path)
        if recovery is not None:
            self._mended[path.stem] = recovery.told
        return recovery is not None

    def _read(self, path: Path) -> tuple[Contents, ReaderError | None]:
        """Return what a file holds, and what is wrong with it.

        Raises:
            ReaderError: when nothing of it can be read.
        """
        if path.parent == self._places.folder and path.stem in self._sheets:
            try:
                return self._own_contents(path.stem), None
            except DamagedError:
                return read_what_is_left(path)
        return read_what_is_left(path)

    def _own_contents(self, article_id: str) -> Contents:
        with self._writing:
            return self._sheet(article_id).contents()

    def _sheet(self, article_id: str) -> Sheet:
        """Return the own file of an article; the latest few are remembered."""
        sheet = self._sheets.pop(article_id, None) or Sheet(self._places.own(article_id))
        self._sheets[article_id] = sheet
        while len(self._sheets) > REMEMBERED:
            del self._sheets[next(iter(self._sheets))]
        return sheet

    def _keep_text(self, article: Article) -> None:
        """Keep the text that annotations are made on, once a version: without it a quote is all they have."""
        path = self._places.text(article.sha256)
        if not path.exists():
            write_durably(path, zipped(article.text))

    def _sweep_once(self) -> None:
        """Remove what a killed process of the same annotator left, which the lock makes safe."""
        if not self._swept:
            sweep_temporaries(self._places.folder)
            self._swept = True
