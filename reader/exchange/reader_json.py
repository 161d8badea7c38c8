"""Annotations as Reader's own JSON, which loses nothing: docs/annotations.schema.json describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast, get_args

from reader.annotations.annotation import Provenance, ProvenanceKind
from reader.annotations.codebook import Code
from reader.exchange.codebooks import in_tree_order
from reader.exchange.features import FEATURES
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.format import Encoded, Format
from reader.exchange.located_json import (
    gathered,
    line_of,
    list_in,
    object_in,
    offset_in,
    parse,
    text_in,
    text_of,
)
from reader.values import asdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import End, Relation
    from reader.exchange.look import Look
    from reader.exchange.section import Section

KIND, VERSION = "reader-annotations", 1

_SAID = tuple(name for name in Code.__struct_fields__ if name != "name")


def _encode(sections: Sequence[Section]) -> Encoded:
    articles = [_article(each) for each in sections if each.annotations or each.relations]
    codes = [asdict(each) for each in sections[0].codes] if sections else []
    whole = {"format": KIND, "version": VERSION, "codebook": codes, "articles": articles}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    # A lone surrogate, which UTF-8 cannot hold, stays as its JSON escape.
    return Encoded(text.encode("utf-8", "backslashreplace") + b"\n")


def _article(section: Section) -> dict[str, Any]:
    article = section.article
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "sha256": article.sha256,
        "annotations": [_annotation(each) for each in section.annotations],
        "relations": [_relation(each) for each in section.relations],
    }


def _annotation(annotation: Annotation) -> dict[str, Any]:
    target = annotation.as_made.target
    place = None if annotation.anchor == "orphan" else annotation.span
    return {
        "id": annotation.id,
        "start": target.span.start,
        "end": target.span.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "sha256": target.sha256,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "provenance": {"kind": annotation.provenance.kind, "by": annotation.provenance.by},
        "anchor": annotation.anchor,
        "score": annotation.score,
        "place": place and [place.start, place.end],
        "placeless": annotation.placeless,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "name": relation.name,
        "source": _end(relation.source),
        "target": _end(relation.target),
        "author": relation.author,
        "created": relation.created,
        "note": relation.note,
    }


def _end(end: End) -> dict[str, str]:
    return {"article": end.article, "annotation": end.annotation, "quote": end.quote}


def _decode(data: bytes) -> Read:
    whole = parse(data)
    if isinstance(whole, Mistake):
        return Read(mistakes=(whole,))
    if whole.get("format") != KIND or whole.get("version") != VERSION:
        return Read(mistakes=(Mistake(1, f"“format” is not {KIND}, or “version” is not {VERSION}"),))
    passages: list[Passage] = []
    links: list[Link] = []
    mistakes: list[Mistake] = []

    def read_article(article: Any) -> None:
        source = Source(path=text_in(article, "path", ""), sha256=text_in(article, "sha256", ""))
        annotations = list_in(article, "annotations")
        passages.extend(gathered(annotations, lambda each: _passage(source, each), mistakes))
        links.extend(gathered(list_in(article, "relations"), _link, mistakes))

    codes: list[Code] = []

    def read_whole(whole: Any) -> None:
        codes.extend(gathered(list_in(whole, "codebook"), _code, mistakes))
        gathered(list_in(whole, "articles"), read_article, mistakes)

    gathered([whole], read_whole, mistakes)
    return Read(tuple(passages), tuple(links), tuple(mistakes), in_tree_order(codes))


def _code(record: Any) -> Code:
    return Code(text_in(record, "name"), **{name: text_in(record, name, "") for name in _SAID})


def _passage(source: Source, record: Any) -> Passage:
    start, end, exact = offset_in(record, "start"), offset_in(record, "end"), text_in(record, "exact")
    if len(exact) != end - start:
        raise ValueError(f"“exact” has {len(exact)} code points, “start” and “end” say {end - start}")
    return Passage(
        source=source,
        line=line_of(record),
        start=start,
        end=end,
        exact=exact,
        prefix=text_in(record, "prefix", ""),
        suffix=text_in(record, "suffix", ""),
        sha256=text_in(record, "sha256"),
        tags=tuple(map(text_of, list_in(record, "tags"))),
        note=text_in(record, "note", ""),
        key=text_in(record, "id"),
        author=text_in(record, "author", ""),
        created=text_in(record, "created", ""),
        modified=text_in(record, "modified", ""),
        provenance=_provenance(record),
        placeless=text_in(record, "placeless", "") or None,
    )


def _provenance(record: Any) -> Provenance | None:
    if record.get("provenance") is None:
        return None
    given = object_in(record, "provenance")
    kind = text_in(given, "kind")
    if kind not in get_args(ProvenanceKind):
        raise ValueError(f"“kind” is none of {', '.join(get_args(ProvenanceKind))}")
    return Provenance(cast("ProvenanceKind", kind), text_in(given, "by", "") or None)


def _link(record: Any) -> Link:
    return Link(
        line=line_of(record),
        name=text_in(record, "name"),
        source=text_in(object_in(record, "source"), "annotation"),
        target=text_in(object_in(record, "target"), "annotation"),
        key=text_in(record, "id", ""),
        author=text_in(record, "author", ""),
        created=text_in(record, "created", ""),
        note=text_in(record, "note", ""),
    )


def _recognises(look: Look) -> bool:
    return look.json.get(".format") == KIND


FORMAT = Format(
    name="json",
    label="Reader JSON",
    purpose="everything, to bring it back or for your own programs",
    suffix=".json",
    keeps=frozenset(each.name for each in FEATURES),
    encode=_encode,
    decode=_decode,
    recognises=_recognises,
    has_codebook_alone=True,
)
