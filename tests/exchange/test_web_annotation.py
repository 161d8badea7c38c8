"""Web Annotations: what the W3C's model demands, and what other programs need to find the passage."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.writing import render

from reader import __version__
from reader.annotations.annotation import Provenance
from reader.annotations.relations import Relation, end_at
from reader.exchange.section import Section
from reader.values import replace

ID = "01a202c3-f5e1-76a0-ad0d-ffffffffffff"

CHECKER = jsonschema.FormatChecker(formats=())


@CHECKER.checks("iri")
def is_absolute_iri(value: object) -> bool:
    """RFC 3987: a scheme, then no space, quote, bracket, control character or broken percent sign."""
    pattern = r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`%\ud800-\udfff]|%[0-9A-Fa-f]{2})+"
    return re.fullmatch(pattern, str(value)) is not None


@CHECKER.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    datetime.fromisoformat(str(value))
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", str(value)) is not None


SCHEMA = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=CHECKER)


def written(*sections: Section) -> dict:
    collection = json.loads(render("web-annotation", sections))
    VALIDATOR.validate(collection)
    return collection


def only(section: Section) -> dict:
    (item,) = written(section)["first"]["items"]
    return item


def test_the_schema_itself_refuses_what_is_wrong(section):
    good = written(section({"tags": ("war",)}))
    item = good["first"]["items"][0]
    for path, value in [
        (("created",), "2026-11-22"),
        (("created",), "2026-13-22T00:00:00Z"),
        (("id",), "no iri"),
        (("motivation",), ["tagging", "tagging"]),
        (("target", "selector", 1, "start"), "12"),
        (("target", "source", "id"), "news/kabul <1>.txt"),
        (("body", 0, "type"), "Text"),
    ]:
        broken = json.loads(json.dumps(good))
        inner = broken["first"]["items"][0]
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(broken)
    assert item["type"] == "Annotation"


def test_a_passage_is_named_by_its_words_and_by_its_place_in_code_points(section):
    one = section({"words": "Taliban"})
    item = only(one)
    quote, position = item["target"]["selector"]
    text = one.article.text
    assert (position["start"], position["end"]) == (28, 35)
    assert len(text[:28].encode("utf-16-le")) // 2 == 29
    assert text[28:35] == quote["exact"] == "Taliban"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert quote["prefix"] == "😀 Kabul fell in August. The "[-32:]


def test_the_source_is_the_text_itself(section):
    one = section({})
    source = only(one)["target"]["source"]
    digest = source["id"].removeprefix("ni:///sha-256;")
    text_digest = hashlib.sha256(one.article.text.encode()).digest()
    assert base64.urlsafe_b64decode(digest + "=") == text_digest
    assert source["dcterms:identifier"] == "news/kabul.txt"
    assert (source["label"], source["dcterms:publisher"]) == ("Kabul fell", "News")


def test_an_orphan_keeps_the_source_it_was_made_on(section):
    one = section({"anchor": "orphan"})
    elsewhere = replace(one, article=replace(one.article, text="Gone.", sha256="0" * 64))
    assert only(elsewhere)["target"] == only(one)["target"]


@pytest.mark.parametrize(
    ("fields", "motivation", "bodies"),
    [
        ({}, "highlighting", None),
        ({"tags": ("a", "b")}, "tagging", [("tagging", "a"), ("tagging", "b")]),
        ({"note": "line\nline"}, "commenting", [("commenting", "line\nline")]),
        ({"tags": ("a",), "note": "n"}, ["tagging", "commenting"], [("tagging", "a"), ("commenting", "n")]),
    ],
)
def test_tags_and_notes_are_bodies_with_their_purpose(section, fields, motivation, bodies):
    item = only(section(fields))
    assert item["motivation"] == motivation
    if bodies is None:
        assert "body" not in item
    else:
        assert [(body["purpose"], body["value"]) for body in item["body"]] == bodies


def test_says_who_and_when_and_with_what(section):
    item = only(section({"author": 'Анна "M"', "provenance": Provenance("accepted", "quick")}))
    assert item["creator"] == {"type": "Person", "name": 'Анна "M"'}
    assert item["generator"].pop("id").startswith("urn:uuid:")
    assert item["generator"] == {"type": "Software", "name": "Reader", "schema:softwareVersion": __version__}
    assert (item["created"], item["modified"]) == ("2026-11-22T10:18:46.625Z", "2026-11-22T11:00:00.000Z")
    assert item["dcterms:provenance"] == "accepted from quick"
    assert item["id"] == "urn:uuid:01a202c3-f5e1-76a0-ad0d-000000000000"


def test_a_collection_of_several_articles(section):
    collection = written(section({}, {"words": "Kabul"}), section(), section({"words": "August"}))
    assert collection["total"] == len(collection["first"]["items"]) == 3
    assert len({collection["id"], collection["first"]["id"]}) == 2


def test_a_relation_links_one_annotation_to_another(section):
    made = section({"tags": ("war",)}, {"words": "Kabul"})
    source, target = (end_at(annotation) for annotation in made.annotations)
    relation = Relation(ID, "means", source, target, "anna", "2026-11-22T10:18:46.625Z", note="why")
    *_, link = written(replace(made, relations=(relation,)))["first"]["items"]
    assert (link["id"], link["motivation"]) == (f"urn:uuid:{ID}", "linking")
    assert link["target"] == f"urn:uuid:{source.annotation}"
    assert link["body"] == [
        {"type": "SpecificResource", "purpose": "linking", "source": f"urn:uuid:{target.annotation}"},
        {"type": "TextualBody", "purpose": "tagging", "value": "means"},
        {"type": "TextualBody", "purpose": "commenting", "value": "why"},
    ]


def test_only_terms_that_the_standards_context_knows(section):
    """JSON-LD drops any other key without a word."""
    known = {
        *(
            [
                "@context",
                "id",
                "type",
                "label",
                "total",
                "first",
                "startIndex",
                "items",
                "motivation",
                "creator",
                "created",
                "modified",
            ]
        ),
        *(
            [
                "generator",
                "name",
                "body",
                "purpose",
                "value",
                "format",
                "target",
                "source",
                "selector",
                "exact",
                "prefix",
                "suffix",
                "start",
                "end",
            ]
        ),
    }
    full = {"tags": ("a",), "note": "n", "provenance": Provenance("imported", "x")}

    def keys(value):
        if isinstance(value, dict):
            yield from value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from keys(inner)

    assert {key for key in keys(written(section(full))) if ":" not in key} <= known
    prefixed = {key.split(":")[0] for key in keys(written(section(full))) if ":" in key}
    assert prefixed <= {"dcterms", "schema"}


@given(st.text(min_size=1), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_comes_out_as_it_is(section, text, note, tags):
    item = only(section({"words": text, "note": note, "tags": tuple(tags)}, text=text, title=text, path=text))
    assert item["target"]["selector"][0]["exact"] == text
    assert [body["value"] for body in item.get("body", [])] == [*tags, *([note] if note else [])]
