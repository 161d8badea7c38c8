"""Annotations as layers of UIMA's type system, in the way of INCEpTION and WebAnno.

A layer of passages is a type of annotation with features that are texts, or lists of them; a layer of
relations has ``Governor`` and ``Dependent`` besides, between which an arrow is drawn
(https://inception-project.github.io/releases/34.5/docs/user-guide.html#sect_projects_layers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from reader.exchange.foreign import Link, Passage, provenance_in
from reader.values import field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.exchange.foreign import Source

TYPES = "TypeSystem.xml"
"""The name of the type system in an archive."""

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
TOKEN = f"{DKPRO}segmentation.type.Token"
SENTENCE = f"{DKPRO}segmentation.type.Sentence"
METADATA = f"{DKPRO}metadata.type.DocumentMetaData"
PASSAGE = "webanno.custom.Passage"
"""Passages with all their tags in ``tags``."""
RELATION = "webanno.custom.PassageRelation"
TAGGED = "webanno.custom.TaggedPassage"
"""Passages with one tag in ``tag``; those of one annotation have its ``id``."""
TAGGED_RELATION = "webanno.custom.TaggedPassageRelation"
DETAILS = ("note", "id", "author", "created", "modified", "provenance")
"""The features of a passage besides its tags."""
LINK_DETAILS = ("note", "id", "author", "created")
"""The features of a relation besides ``label``, its name."""

_OWN = {PASSAGE, TAGGED}
_FOREIGN = ("de.tudarmstadt.ukp.", "uima.", "org.dkpro.")
"""What the types of programs begin with that are no layers of somebody's own."""
_NAMED = f"{DKPRO}ner.type.NamedEntity"
_SILENT = (TOKEN, SENTENCE, METADATA, "uima.", "de.tudarmstadt.ukp.clarin.", f"{DKPRO}metadata.")
"""What stands in every document, and nobody misses."""


class Found(Struct):
    """An annotation of a layer as a file has it."""

    layer: str
    """The type's full name."""
    line: int
    start: int = 0
    end: int = 0
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The features that are set, in their order."""
    file: str = ""
    """Which file of an archive it is in."""

    def text(self, feature: str) -> str:
        """Return the value of a feature; empty where it is not set."""
        return next(iter(self.values.get(feature, ())), "")


def details(annotation: Annotation) -> dict[str, str]:
    """Return the features of an annotation besides its tags; those without a value are left out."""
    by = annotation.provenance.by
    said = {
        "note": annotation.note,
        "id": annotation.id,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "provenance": annotation.provenance.kind + (f": {by}" if by else ""),
    }
    return {name: value for name, value in said.items() if value}


def link_details(relation: Relation) -> dict[str, str]:
    """Return the features of a relation; those without a value are left out."""
    said = {
        "label": relation.name,
        "note": relation.note,
        "id": relation.id,
        "author": relation.author,
        "created": relation.created,
    }
    return {name: value for name, value in said.items() if value}


def is_taken(layer: str) -> bool:
    """Tell whether the annotations of a layer are passages that somebody made."""
    return layer == _NAMED or not layer.startswith(_FOREIGN)


def is_missed(layer: str) -> bool:
    """Tell whether somebody could miss a layer that is not taken."""
    return not layer.startswith(_SILENT)


def passage(found: Found, source: Source, key: str) -> Passage:
    """Return an annotation of a layer as a passage.

    In layers of others each value is a tag, and the layer's name where there is none.
    """
    if found.layer not in _OWN:
        values = dict.fromkeys(value for each in found.values.values() for value in each if value)
        tags = tuple(values) or (found.layer.rpartition(".")[2],)
        return Passage(source, found.line, found.start, found.end, tags=tags, key=key, file=found.file)
    tags = (*found.values.get("tags", ()), *found.values.get("tag", ()))
    return Passage(
        source,
        found.line,
        found.start,
        found.end,
        tags=tuple(filter(None, tags)),
        note=found.text("note"),
        key=found.text("id") or key,
        author=found.text("author"),
        created=found.text("created"),
        modified=found.text("modified"),
        provenance=provenance_in(found.text("provenance"), ": "),
        file=found.file,
    )


def link(found: Found, source: str, target: str) -> Link:
    """Return an annotation of a layer of relations as a link between two passages, by their keys."""
    if found.layer not in {RELATION, TAGGED_RELATION}:
        values = [value for each in found.values.values() for value in each if value]
        name = values[0] if values else found.layer.rpartition(".")[2]
        return Link(found.line, name, source, target, file=found.file)
    return Link(
        found.line,
        found.text("label") or found.layer.rpartition(".")[2],
        source,
        target,
        key=found.text("id"),
        author=found.text("author"),
        created=found.text("created"),
        note=found.text("note"),
        file=found.file,
    )


def type_system(passages: str, relations: str, *, tags: Sequence[tuple[str, str]]) -> Any:
    """Return a type system with two layers, and the types that every document of INCEpTION has.

    Args:
        passages: The type of passages.
        relations: The type of relations between them.
        tags: The feature, or the features, of tags, each with its type.

    Returns:
        A `cassis.TypeSystem`.
    """
    from cassis import TypeSystem

    made = TypeSystem()
    for name in (TOKEN, SENTENCE):
        made.create_feature(made.create_type(name), "id", "uima.cas.String")
    metadata = made.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        made.create_feature(metadata, name, "uima.cas.String")
    made.create_feature(metadata, "isLastSegment", "uima.cas.Boolean")
    layer = made.create_type(passages)
    for name, kind in (*tags, *((each, "uima.cas.String") for each in DETAILS)):
        made.create_feature(layer, name, kind, elementType=_element_of(kind))
    arrow = made.create_type(relations)
    for name in ("Governor", "Dependent"):
        made.create_feature(arrow, name, layer)
    for name in ("label", *LINK_DETAILS):
        made.create_feature(arrow, name, "uima.cas.String")
    return made


def _element_of(kind: str) -> str | None:
    return "uima.cas.String" if kind == "uima.cas.StringArray" else None
