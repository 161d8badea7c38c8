"""PyLD makes the triples of a Web Annotation collection that the W3C's vocabulary means.

The context is `anno.context.json`: the terms that Reader writes, each with what the Web Annotation Vocabulary
(W3C Recommendation, 23 February 2017) says that it stands for. The W3C's own file is in no package.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from exchange.conftest import TEXT, make_section
from pyld import jsonld

from reader.annotations.annotation import Provenance
from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace

CONTEXT = json.loads(Path(__file__).with_name("anno.context.json").read_text(encoding="utf-8"))
NAMES = {
    prefix: iri
    for prefix, iri in CONTEXT["@context"].items()
    if isinstance(iri, str) and iri.startswith("http")
}


def load(url: str, _: Any = None) -> dict[str, Any]:
    """Return the one context there is; whatever else is asked for is an error."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


class Graph:
    """Triples, by their subject and their predicate in its short form."""

    def __init__(self, data: bytes) -> None:
        triples = jsonld.to_rdf(json.loads(data), {"documentLoader": load})["@default"]
        self.objects: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for each in triples:
            found = each["object"]
            value = found["value"]
            if found["type"] == "literal" and not found["datatype"].endswith("#string"):
                value = (value, self.short(found["datatype"]))
            elif found["type"] != "literal":
                value = self.short(value)
            self.objects[each["subject"]["value"], self.short(each["predicate"]["value"])].append(value)

    def short(self, iri: str) -> str:
        """Return an IRI with the prefix that the context gives it."""
        fitting = (f"{name}:{iri[len(start) :]}" for name, start in NAMES.items() if iri.startswith(start))
        return next(fitting, iri)

    def of(self, subject: str) -> dict[str, Any]:
        """Return what is said of a subject, each list in an order; one value stands alone."""
        said = {name: sorted(found, key=str) for (of, name), found in self.objects.items() if of == subject}
        return {name: found[0] if len(found) == 1 else found for name, found in said.items()}

    def items(self, page: str) -> list[str]:
        """Return the members of a page, in order."""
        found, at = [], self.of(page)["as:items"]
        while at != "rdf:nil":
            found.append(self.of(at)["rdf:first"])
            at = self.of(at)["rdf:rest"]
        return found


@pytest.fixture(scope="module")
def made() -> Section:
    """A passage with two tags and a note, one without any, and a relation between the two."""
    section = make_section(
        {
            "words": "Taliban",
            "tags": ("war", "città"),
            "note": "why?",
            "provenance": Provenance("accepted", "x"),
        },
        {"words": "😀 Kabul"},
    )
    ends = [end_at(each) for each in section.annotations]
    id_ = "01a202c3-f5e1-76a0-ad0e-000000000001"
    return replace(
        section, relations=(Relation(id_, "cites", *ends, "ben", "2026-11-22T10:18:46.625Z", "so"),)
    )


@pytest.fixture(scope="module")
def graph(made: Section) -> Graph:
    return Graph(find_format("web-annotation").write([made]).data)


def test_the_collection_has_its_page_and_the_page_its_items_in_order(graph, made):
    (collection,) = {of for (of, name), found in graph.objects.items() if "as:OrderedCollection" in found}
    said = graph.of(collection)
    assert said["as:totalItems"] == ("3", "xsd:nonNegativeInteger")
    page = graph.of(said["as:first"])
    assert page["rdf:type"] == "as:OrderedCollectionPage"
    assert page["as:startIndex"] == ("0", "xsd:nonNegativeInteger")
    every = (*made.annotations, *made.relations)
    assert graph.items(said["as:first"]) == [f"urn:uuid:{each.id}" for each in every]


def test_an_annotation_has_bodies_and_a_passage(graph, made):
    annotation = made.annotations[0]
    said = graph.of(f"urn:uuid:{annotation.id}")
    assert said["rdf:type"] == "oa:Annotation"
    assert said["oa:motivatedBy"] == ["oa:commenting", "oa:tagging"]
    assert said["dcterms:created"] == (annotation.created, "xsd:dateTime")
    assert said["dcterms:modified"] == (annotation.modified, "xsd:dateTime")
    assert said["dcterms:provenance"] == "accepted from x"
    assert graph.of(said["dcterms:creator"]) == {"rdf:type": "foaf:Person", "foaf:name": "anna"}
    assert graph.of(said["as:generator"])["rdf:type"] == "as:Application"
    bodies = [graph.of(each) for each in said["oa:hasBody"]]
    assert sorted((body["oa:hasPurpose"], body["rdf:value"], body["rdf:type"]) for body in bodies) == [
        ("oa:commenting", "why?", "oa:TextualBody"),
        ("oa:tagging", "città", "oa:TextualBody"),
        ("oa:tagging", "war", "oa:TextualBody"),
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_a_passage_is_named_by_its_words_and_its_place(graph, made, number):
    annotation = made.annotations[number]
    target = graph.of(graph.of(f"urn:uuid:{annotation.id}")["oa:hasTarget"])
    assert target["rdf:type"] == "oa:SpecificResource"
    source = graph.of(target["oa:hasSource"])
    assert (source["rdf:type"], source["dc:format"]) == ("dctypes:Text", "text/plain")
    assert (source["rdfs:label"], source["dcterms:publisher"]) == ("Kabul fell", "News")
    selectors = {found["rdf:type"]: found for found in map(graph.of, target["oa:hasSelector"])}
    assert selectors["oa:TextQuoteSelector"]["oa:exact"] == annotation.target.exact
    place = selectors["oa:TextPositionSelector"]
    assert {place["oa:start"][1], place["oa:end"][1]} == {"xsd:nonNegativeInteger"}
    assert TEXT[int(place["oa:start"][0]) : int(place["oa:end"][0])] == annotation.target.exact


def test_a_relation_links_two_annotations(graph, made):
    (relation,) = made.relations
    said = graph.of(f"urn:uuid:{relation.id}")
    assert said["oa:motivatedBy"] == "oa:linking"
    assert said["oa:hasTarget"] == f"urn:uuid:{relation.source.annotation}"
    bodies = {body["oa:hasPurpose"]: body for body in map(graph.of, said["oa:hasBody"])}
    assert bodies["oa:linking"]["oa:hasSource"] == f"urn:uuid:{relation.target.annotation}"
    assert bodies["oa:tagging"]["rdf:value"] == "cites"
    assert bodies["oa:commenting"]["rdf:value"] == "so"


def test_no_key_is_dropped(made):
    """A JSON-LD processor passes over what its context does not have."""
    document = json.loads(find_format("web-annotation").write([made]).data)
    context = CONTEXT["@context"]

    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(keys, value)) if value else set()
        return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()

    unknown = {key for key in keys(document) if key not in context and key.partition(":")[0] not in NAMES}
    assert unknown == {"@context"}


def test_the_oracle_sees_a_fault(made):
    data = find_format("web-annotation").write([made]).data.replace(b'"motivation"', b'"motivations"')
    assert "oa:motivatedBy" not in Graph(data).of(f"urn:uuid:{made.annotations[0].id}")
