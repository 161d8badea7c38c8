"""Importing into an open library: what of a file is new there, what it changes, and what is there already.

What is imported is the annotator's own: an annotation that was somebody else's says so in its provenance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.edits import Add, Batch, Change, Edit
from reader.annotations.identity import is_time, new_id, utc_now
from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Mistake
from reader.session.history import Coding, Notes
from reader.session.import_places import Whereabouts, target_of
from reader.session.importing_codes import merged_codes
from reader.values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Target
    from reader.annotations.codebook import Code
    from reader.articles.article import Article
    from reader.exchange.foreign import Link, Passage, Read
    from reader.session.opening import Library
    from reader.text.span import Span

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Relations(Value):
    """New relations that begin in one article."""

    article: Article
    relations: tuple[Relation, ...]


class Plan(Value):
    """What an import would do."""

    coding: Coding | None
    """The change of the codebook; None where there is none."""
    codes: tuple[Code, ...]
    """The codes that are new."""
    parts: tuple[Notes, ...]
    """The edits, each article's as one."""
    relations: tuple[Relations, ...]
    """The relations that are new, each article's as one; they are made behind the edits."""
    new: int
    """How many annotations are new."""
    changed: int
    """How many of the annotator's get tags or notes, or are older than the file's."""
    same: int
    """How many passages of the file are there already."""
    mistakes: tuple[Mistake, ...]
    """What cannot be imported, with its line."""
    told: tuple[str, ...]
    """What of the file's codebook is not taken over, one line each."""

    @property
    def links(self) -> int:
        """How many relations are new."""
        return sum(len(each.relations) for each in self.relations)


def plan_import(library: Library, read: Read, *, author: str, name: str) -> Plan:
    """Compare a file with a library.

    A passage is the annotation with its id; else the annotator's own of the same words at the same place,
    which gets the tags and the note it has not; else a new one.

    Args:
        library: The open library.
        read: What the file holds.
        author: Whose annotations are written.
        name: How provenance calls the file.

    Raises:
        ReaderError: when an article cannot be read.
    """
    merging = _Merging(library, author, name)
    for passage in read.passages:
        merging.take(passage)
    links = [merged for link in read.links if (merged := merging.link(link)) is not None]
    coding, codes, told = _coding(library, read)
    return Plan(
        coding=coding,
        codes=codes,
        parts=merging.notes(),
        relations=merging.by_article(links),
        new=merging.count(Add),
        changed=merging.count(Change),
        same=merging.same,
        mistakes=(*read.mistakes, *merging.mistakes),
        told=told,
    )


def _coding(library: Library, read: Read) -> tuple[Coding | None, tuple[Code, ...], tuple[str, ...]]:
    """Return what the file's codebook changes in the library's, the new codes, and what is told."""
    if not read.codes:
        return None, (), ()
    kept = library.codebook.read()
    if kept.problem is not None:
        return None, (), (f"the file's codebook is left out, since {kept.problem}",)
    merged = merged_codes(kept.book, read.codes)
    return (Coding(kept.book, merged.book) if merged.added else None), merged.added, merged.told


class _Sheet:
    """An article with its annotations while a file is merged in.

    Args:
        article: The article.
        annotations: Everybody's, anchored in its text.
        author: Whose are looked for by their place.
    """

    def __init__(self, article: Article, annotations: tuple[Annotation, ...], author: str) -> None:
        self.article = article
        self.saved = {each.id: each for each in annotations}
        self.now: dict[str, Annotation] = {}
        own = [each for each in annotations if each.author == author]
        self._by_target = {_place(each.as_made.target): each.id for each in own}
        self._by_target |= {_place(each.target): each.id for each in own if each.anchor != "orphan"}

    def put(self, annotation: Annotation) -> Annotation:
        """Have an annotation new, or changed."""
        self.now[annotation.id] = annotation
        self._by_target.setdefault(_place(annotation.target), annotation.id)
        return annotation

    def get(self, id_: str) -> Annotation | None:
        """Return the annotation with an id, as it would be."""
        return self.now.get(id_) or self.saved.get(id_)

    def twin(self, target: Target) -> Annotation | None:
        """Return the author's annotation of the same words at the same place."""
        return self.get(self._by_target.get(_place(target), ""))

    def edits(self) -> list[Add | Change]:
        """Return what has to be done to have them so."""
        return [
            Change(self.saved[id_], after) if id_ in self.saved else Add(after)
            for id_, after in self.now.items()
        ]


def _place(target: Target) -> tuple[str, Span]:
    return target.sha256, target.span


class _Merging:
    """Puts passages into articles, one after the other.

    Args:
        library: The open library.
        author: Whose annotations are written.
        name: How provenance calls the file.
    """

    def __init__(self, library: Library, author: str, name: str) -> None:
        self._library, self._author, self._name = library, author, name
        self._now = utc_now()
        self._whereabouts = Whereabouts(library)
        self._sheets: dict[str, _Sheet] = {}
        self._by_key: dict[str, Annotation] = {}
        relations = library.store.relations()
        self._relations = {each.id for each in relations}
        self._related = {_said(each) for each in relations}
        self.same = 0
        self.mistakes: list[Mistake] = []

    def take(self, passage: Passage) -> None:
        """Merge a passage in, or note why not."""
        id_ = self._whereabouts.article(passage.source)
        if id_ is None:
            of = passage.source.path or "that text"
            what = f"there is no article {of} in the library"
            self.mistakes.append(Mistake(passage.line, what, passage.file))
            return
        if id_ not in self._sheets:
            opened = self._library.open(id_)
            self._sheets[id_] = _Sheet(opened.article, opened.annotations, self._author)
        try:
            merged = self._merged(self._sheets[id_], passage)
        except ValueError as error:
            self.mistakes.append(Mistake(passage.line, str(error), passage.file))
            return
        if passage.key:
            self._by_key[passage.key] = merged

    def _merged(self, sheet: _Sheet, passage: Passage) -> Annotation:
        there = sheet.get(passage.key)
        if there is not None:
            return self._updated(sheet, there, passage)
        made = self._made(sheet.article, passage)
        twin = sheet.twin(made.target)
        if twin is None or (_UUID.fullmatch(passage.key) and not _says_nothing_new(twin, made)):
            return sheet.put(made)
        return self._joined(sheet, twin, made)

    def _updated(self, sheet: _Sheet, there: Annotation, passage: Passage) -> Annotation:
        """Return an annotation as the file has it, where that is later and it is the annotator's own."""
        said = {"tags": _tags(passage), "note": passage.note}
        is_later = is_time(passage.modified) and passage.modified > there.modified
        changed = replace(there, **said, modified=passage.modified)  # type: ignore[arg-type]
        if there.author != self._author or not is_later:
            self.same += 1
            return there
        return sheet.put(changed)

    def _joined(self, sheet: _Sheet, there: Annotation, made: Annotation) -> Annotation:
        """Return an annotation with the tags and the note of another one on the same passage as well."""
        if _says_nothing_new(there, made):
            self.same += 1
            return there
        tags = (*there.tags, *(tag for tag in made.tags if tag not in there.tags))
        note = there.note if made.note in there.note else "\n".join(filter(None, (there.note, made.note)))
        modified = there.modified if there.id not in sheet.saved else self._now
        return sheet.put(replace(there, tags=tags, note=note, modified=modified))

    def _made(self, article: Article, passage: Passage) -> Annotation:
        created = passage.created if is_time(passage.created) else self._now
        comes_home = passage.author == self._author and passage.provenance is not None
        by = ", ".join(filter(None, (self._name, passage.author)))
        return Annotation(
            id=passage.key if _UUID.fullmatch(passage.key) else new_id(),
            article=article.id,
            target=target_of(passage, article),
            author=self._author,
            created=created,
            modified=passage.modified if is_time(passage.modified) else created,
            tags=_tags(passage),
            note=passage.note,
            provenance=passage.provenance
            if comes_home and passage.provenance
            else Provenance("imported", by),
            placeless=passage.placeless,
        )

    def link(self, link: Link) -> Relation | None:
        """Return a relation that is new; None where it is there already or has no ends, which is noted."""
        source, target = self._by_key.get(link.source), self._by_key.get(link.target)
        if source is None or target is None:
            missing = link.target if source else link.source
            what = f"the relation {link.name}: there is no annotation {missing}"
            self.mistakes.append(Mistake(link.line, what, link.file))
            return None
        if link.key in self._relations or (link.name, source.id, target.id) in self._related:
            return None
        id_ = link.key if _UUID.fullmatch(link.key) else new_id()
        created = link.created if is_time(link.created) else self._now
        made = Relation(id_, link.name, end_at(source), end_at(target), self._author, created, link.note)
        self._relations.add(id_)
        self._related.add(_said(made))
        return made

    def by_article(self, links: Iterable[Relation]) -> tuple[Relations, ...]:
        """Return relations by the articles that they begin in."""
        found: dict[str, list[Relation]] = {}
        for relation in links:
            found.setdefault(relation.source.article, []).append(relation)
        return tuple(Relations(self._sheets[id_].article, tuple(each)) for id_, each in found.items())

    def notes(self) -> tuple[Notes, ...]:
        """Return each article's edits as one."""
        made = []
        for sheet in self._sheets.values():
            edits: tuple[Edit, ...] = tuple(sheet.edits())
            if edits:
                made.append(Notes(sheet.article, Batch(edits, f"imported {len(edits)} from {self._name}")))
        return tuple(made)

    def count(self, kind: type[Add | Change]) -> int:
        """Return how many edits there are of a kind."""
        return sum(isinstance(edit, kind) for sheet in self._sheets.values() for edit in sheet.edits())


def _said(relation: Relation) -> tuple[str, str, str]:
    return relation.name, relation.source.annotation, relation.target.annotation


def _tags(passage: Passage) -> tuple[str, ...]:
    """Return its tags, each once and on one line."""
    return tuple(dict.fromkeys(tag for each in passage.tags if (tag := " ".join(each.split()))))


def _says_nothing_new(there: Annotation, made: Annotation) -> bool:
    return set(made.tags) <= set(there.tags) and made.note in there.note
