"""Reader's own JSON: as its schema says, and read back without a loss."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from exchange.conftest import make_section
from exchange.strategies import sections
from hypothesis import given
from support.coding import books

from reader.annotations.annotation import Provenance
from reader.annotations.codebook import Code, Codebook
from reader.exchange.foreign import Passage, Read
from reader.exchange.format import Written
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import asdict, replace

FORMAT = find_format("json")


def check(written: Written, project: Path) -> dict:
    schema = json.loads((project / "docs" / "annotations.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = json.loads(written.text)
    jsonschema.Draft202012Validator(schema).validate(whole)
    return whole


def read(data: bytes) -> Read:
    assert FORMAT.decode is not None
    return FORMAT.decode(data)


def fields(passage: Passage) -> tuple:
    span = (passage.start, passage.end, passage.exact, passage.prefix, passage.suffix, passage.sha256)
    said = (passage.tags, passage.note, passage.author, passage.created, passage.modified)
    return (passage.key, *span, *said, passage.provenance, passage.placeless)


@given(sections())
def test_everything_comes_back(project, section: Section):
    written = FORMAT.write([section])
    assert written.losses == ()
    check(written, project)
    back = read(written.data)
    assert back.mistakes == ()
    assert [fields(each) for each in back.passages] == [
        (
            a.id,
            a.span.start,
            a.span.end,
            t.exact,
            t.prefix,
            t.suffix,
            t.sha256,
            a.tags,
            a.note,
            a.author,
            a.created,
            a.modified,
            a.provenance,
            a.placeless,
        )
        for a in section.annotations
        for t in [a.target]
    ]
    assert [(k.key, k.name, k.source, k.target, k.author, k.created, k.note) for k in back.links] == [
        (r.id, r.name, r.source.annotation, r.target.annotation, r.author, r.created, r.note)
        for r in section.relations
    ]
    assert {each.source for each in back.passages} <= {
        replace(back.passages[0].source, path="a/one.txt", sha256=section.article.sha256)
        for _ in back.passages[:1]
    }


def test_orphans_uncertain_places_and_lone_surrogates_are_kept(project, section):
    made = section(
        {"words": "Kabul", "anchor": "orphan", "placeless": "0" * 64},
        {"provenance": Provenance("accepted", "quick"), "tags": ("\udc00",)},
        {"words": "palace", "anchor": "fuzzy", "score": 0.5},
    )
    third = made.annotations[2]
    made = replace(
        made, annotations=(*made.annotations[:2], replace(third, origin=made.annotations[0].target))
    )
    written = FORMAT.write([made])
    whole = check(written, project)
    assert written.losses == ()
    assert [each["place"] for each in whole["articles"][0]["annotations"]] == [None, [28, 35], [49, 55]]
    first, second, third = read(written.data).passages
    assert first.placeless == "0" * 64
    assert (second.tags, second.provenance) == (("\udc00",), Provenance("accepted", "quick"))
    assert (third.start, third.exact) == (2, "Kabul")


@given(books())
def test_the_codebook_comes_back(project, codebook: Codebook):
    section = replace(make_section({"tags": ("war",)}), codes=codebook.codes)
    written = FORMAT.write([section])
    assert written.losses == ()
    assert check(written, project)["codebook"] == [asdict(code) for code in codebook.codes]
    back = read(written.data)
    assert (back.mistakes, set(back.codes)) == ((), set(codebook.codes))
    seen = {""}
    for code in back.codes:
        assert code.parent in seen
        seen.add(code.name)


def test_a_code_that_is_none_has_its_line_and_a_file_without_a_codebook_is_read(section):
    text = FORMAT.write([replace(section({}), codes=(Code("war"), Code("peace")))]).text
    back = read(text.replace('"name": "peace"', '"name": 3').encode())
    assert [str(each) for each in back.mistakes] == ["line 12: “name” is no text"]
    assert (back.codes, len(back.passages)) == ((Code("war"),), 1)
    assert read(b'{"format": "reader-annotations", "version": 1, "articles": []}') == Read()


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('"exact": "Kabul"', '"exact": "Kab"', 13, "“exact” has 3 code points, “start” and “end” say 5"),
        ('"start": 2', '"start": "2"', 13, "“start” is no offset"),
        ('"war"', "7", 13, "7 is no text"),
        ('"kind": "human"', '"kind": "x"', 13, "“kind” is none of human, accepted, imported, propagated"),
        ('"version": 1', '"version": 9', 1, "“format” is not reader-annotations, or “version” is not 1"),
        ('"articles": [', '"articles": [[', 69, "is not JSON: Expecting ',' delimiter, column 1"),
        ("😀", "\udcff", 18, "is not UTF-8 (byte 409)"),
    ],
)
def test_a_mistake_has_its_line_and_the_rest_is_read(section, old, new, line, what):
    data = FORMAT.write([section({"words": "Kabul", "tags": ("war",)}, {})]).data
    assert old in data.decode()
    back = read(data.decode().replace(old, new, 1).encode(errors="surrogateescape"))
    assert [(each.line, each.what) for each in back.mistakes] == [(line, what)]
    assert [each.exact for each in back.passages] == (["Taliban"] if line == 13 else [])


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}", b"\xff"])
def test_what_is_no_such_file_is_a_mistake(data):
    back = read(data)
    assert (back.passages, len(back.mistakes)) == ((), 1)
