"""Annotations as W3C Web Annotations: JSON-LD that other annotation programs read.

The Web Annotation Data Model, W3C Recommendation of 23 February 2017. Section numbers below are its own.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.exchange.content_uri import content_uri
from reader.exchange.format import Encoded, Format
from reader.exchange.web_annotation_reading import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation, Target
    from reader.annotations.relations import Relation
    from reader.articles.article import Article
    from reader.exchange.look import Look
    from reader.exchange.section import Section

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def _encode(sections: Sequence[Section]) -> Encoded:
    """Return an AnnotationCollection with its one page embedded (sections 5.1 and 5.2).

    Terms with a prefix (``dcterms:``, ``schema:``) are from vocabularies that the standard's own context
    names, so that no JSON-LD processor drops them. A lone surrogate stays as its JSON escape.
    """
    items = [_annotation(each, section.article) for section in sections for each in section.annotations]
    items += [_link(relation) for section in sections for relation in section.relations]
    members = "\n".join(item["id"] for item in items)
    collection = {
        "@context": CONTEXT,
        "id": _urn(f"collection\n{members}"),
        "type": "AnnotationCollection",
        "label": "Annotations made in Reader",
        "total": len(items),
        "first": {
            "id": _urn(f"page\n{members}"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=2)
    return Encoded(text.encode("utf-8", "backslashreplace") + b"\n")


def _urn(name: str) -> str:
    """Return an IRI that depends on nothing but ``name``."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


# An agent should have an IRI (section 3.3.2). This release has one; a creator has none, since an annotator is
# known by a name only: an IRI made of it would be the same for another person of that name.
_GENERATOR = {
    "id": _urn(f"generator\nReader {__version__}"),
    "type": "Software",
    "name": "Reader",
    "schema:softwareVersion": __version__,
}


def _annotation(annotation: Annotation, article: Article) -> dict[str, Any]:
    result: dict[str, Any] = {
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivations(annotation),
        "creator": {"type": "Person", "name": annotation.author},
        "created": annotation.created,
        "modified": annotation.modified,
        "generator": _GENERATOR,
    }
    if annotation.provenance.kind != "human":
        by = f" from {annotation.provenance.by}" if annotation.provenance.by else ""
        result["dcterms:provenance"] = f"{annotation.provenance.kind}{by}"
    bodies = _bodies(annotation)
    if bodies:
        result["body"] = bodies
    # What it was made on, and so the text of then: a place that is not sure is none to name.
    result["target"] = _target(annotation.as_made.target, article)
    return result


def _link(relation: Relation) -> dict[str, Any]:
    """Return a relation as an annotation of its source that links to its target (section 3.3.5, linking)."""
    bodies = [
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": f"urn:uuid:{relation.target.annotation}",
        },
        {"type": "TextualBody", "purpose": "tagging", "value": relation.name},
    ]
    if relation.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": relation.note})
    return {
        "id": f"urn:uuid:{relation.id}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Person", "name": relation.author},
        "created": relation.created,
        "generator": _GENERATOR,
        "body": bodies,
        "target": f"urn:uuid:{relation.source.annotation}",
    }


def _motivations(annotation: Annotation) -> str | list[str]:
    """Return why it was made (section 3.3.5): a passage with neither tag nor note is a highlight."""
    motivations = ["tagging"] if annotation.tags else []
    if annotation.note:
        motivations.append("commenting")
    if len(motivations) == 2:
        return motivations
    return motivations[0] if motivations else "highlighting"


def _bodies(annotation: Annotation) -> list[dict[str, str]]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags]
    if annotation.note:
        note = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain"}
        bodies.append({**note, "value": annotation.note})
    return bodies


def _target(target: Target, article: Article) -> dict[str, Any]:
    """Return the passage by its words and by its position.

    Both count in code points, as section 4.2.4 demands ("in terms of unicode code points") and 4.2.5 takes
    over for positions. A position holds for one text only, so the source is named by the text's
    content: an ``ni`` URI (RFC 6920, section 3), the same on every machine.
    """
    return {
        "type": "SpecificResource",
        "source": {
            "id": content_uri(target.sha256),
            "type": "Text",
            "format": "text/plain",
            "label": article.title,
            "dcterms:publisher": article.outlet,
            "dcterms:identifier": article.path,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": target.exact,
                "prefix": target.prefix,
                "suffix": target.suffix,
            },
            {"type": "TextPositionSelector", "start": target.span.start, "end": target.span.end},
        ],
    }


def _recognises(look: Look) -> bool:
    said = {look.json.get(each) for each in (".type", ".type[]", ".@context", ".@context[]")}
    return not said.isdisjoint({CONTEXT, "Annotation", "AnnotationPage", "AnnotationCollection"})


FORMAT = Format(
    name="web-annotation",
    label="Web Annotation",
    purpose="the W3C's standard, for other annotation programs",
    suffix=".jsonld",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "relations",
            "relations-across",
            "relation-notes",
            "ids",
            "authors",
            "times",
            "provenance",
            "orphans",
            "surrogates",
        }
    ),
    encode=_encode,
    decode=decode,
    recognises=_recognises,
    reasons={"uncertain": "each has its place in the text it was made on, not where it seems to be"},
)
