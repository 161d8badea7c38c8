"""What templates are given: the articles with their annotations, as mappings, tuples, texts and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import Codebook, ancestors
from reader.articles.reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import End, Relation
    from reader.articles.article import Article
    from reader.exchange.section import Section

_EXCERPT = 60
_LONGEST_NAME = 80
_NOT_IN_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\\/:*?"<>|#^\[\]%]+')


def articles_of(sections: Sequence[Section]) -> tuple[dict[str, Any], ...]:
    """Return the articles that have annotations, as docs/templates.md describes them."""
    annotated = [section for section in sections if section.annotations]
    names = file_names([section.article for section in annotated])
    book = Codebook(annotated[0].codes if annotated else ())
    paths = _Paths(book)
    files = {each.id: names[section.article.id] for section in annotated for each in section.annotations}
    return tuple(_article(section, names[section.article.id], paths, files) for section in annotated)


def size_of(articles: Sequence[Mapping[str, Any]]) -> int:
    """Return how long all texts in articles are together, in code points, with something for each mapping."""
    return sum(_sizes(articles))


def file_names(articles: Sequence[Article]) -> dict[str, str]:
    """Return a name for a file of each article, by its id: its title, as file systems and links allow it.

    Names differ in more than their case; where titles do not, the article's id is added.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article in articles:
        words = " ".join(_NOT_IN_NAME.sub(" ", reference_of(article).title).split())
        if len(words) > _LONGEST_NAME:
            words = words[:_LONGEST_NAME].rpartition(" ")[0] or words[:_LONGEST_NAME]
        name = words.strip(" .") or article.id
        if name.casefold() in taken:
            name = f"{name} {article.id}"
        taken.add(name.casefold())
        names[article.id] = name
    return names


class _Paths:
    """The tags with those they stand under, found once each."""

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, tag: str) -> dict[str, Any]:
        if tag not in self._found:
            above = ancestors(self._book, tag)
            self._found[tag] = (*(code.name for code in reversed(above)), tag)
        return {"name": tag, "path": self._found[tag]}


def _article(section: Section, name: str, paths: _Paths, files: Mapping[str, str]) -> dict[str, Any]:
    article, reference = section.article, reference_of(section.article)
    tags = dict.fromkeys(tag for annotation in section.annotations for tag in annotation.tags)
    relations: dict[str, list[dict[str, Any]]] = {}
    for each in section.relations:
        relations.setdefault(each.source.annotation, []).append(_relation(each, files))
    return {
        "id": article.id,
        "path": article.path,
        "file": name,
        "title": reference.title,
        "outlet": reference.outlet,
        "authors": reference.authors,
        "date": reference.published.isoformat() if reference.published else "",
        "url": reference.url,
        "language": reference.language,
        "sha256": article.sha256,
        "words": article.words,
        "tags": tuple(map(paths.of, tags)),
        "annotations": tuple(
            _annotation(each, paths, tuple(relations.get(each.id, ()))) for each in section.annotations
        ),
    }


def _annotation(annotation: Annotation, paths: _Paths, relations: tuple[Any, ...]) -> dict[str, Any]:
    target, span = annotation.target, annotation.span
    words = " ".join(target.exact.split())
    return {
        "id": annotation.id,
        "exact": target.exact,
        "excerpt": words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…",
        "prefix": target.prefix,
        "suffix": target.suffix,
        "start": span.start,
        "end": span.end,
        "place": place_of(annotation),
        "anchor": annotation.anchor,
        "score": annotation.score,
        "tags": tuple(map(paths.of, annotation.tags)),
        "note": annotation.note.strip(),
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "day": annotation.created[:10],
        "provenance": annotation.provenance.kind,
        "provenance_by": annotation.provenance.by or "",
        "relations": relations,
    }


def _relation(relation: Relation, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": relation.id,
        "name": relation.name,
        "note": relation.note,
        "author": relation.author,
        "created": relation.created,
        "target": _end(relation.target, relation.source.article, files),
    }


def _end(end: End, here: str, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": end.annotation,
        "article": end.article,
        "quote": end.quote,
        "file": files.get(end.annotation, ""),
        "is_here": end.article == here,
    }


def place_of(annotation: Annotation) -> str:
    """Return where an annotation stands, in words."""
    span = annotation.span
    if annotation.anchor == "orphan":
        return "no longer found in the text"
    where = f"characters {span.start}–{span.end}"
    if annotation.origin is None:
        return where
    return f"{where}, uncertain: {annotation.score or 0:.0%} of the words it was made on"


def _sizes(values: Any) -> Iterator[int]:
    if isinstance(values, str):
        yield len(values)
    elif isinstance(values, dict):
        yield 100
        for value in values.values():
            yield from _sizes(value)
    elif isinstance(values, tuple):
        for value in values:
            yield from _sizes(value)
