"""Formats that know a passage by its offsets: the same passages, tags and links come back."""

from __future__ import annotations

import json

import pytest
from exchange.strategies import sections
from hypothesis import given

from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Read
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace


def read(name: str, data: bytes) -> Read:
    decode = find_format(name).decode
    assert decode is not None
    return decode(data)


def tagged(section: Section) -> set[tuple[int, int, str]]:
    """Each passage with each of its tags; what a format does to passages without a tag is done to them."""
    return {(a.span.start, a.span.end, t) for a in section.annotations for t in a.tags or ("untagged",)}


def linked(section: Section) -> list[tuple]:
    """The relations by the passages that they begin and end at."""
    spans = {each.id: (each.span.start, each.span.end) for each in section.annotations}
    return [(r.name, spans[r.source.annotation], spans[r.target.annotation]) for r in section.relations]


def check(name: str, section: Section) -> Read:
    """Write, read back, and compare what the format says it keeps."""
    written = find_format(name).write([section])
    back = read(name, written.data)
    assert back.mistakes == ()
    assert {(each.start, each.end, tag) for each in back.passages for tag in each.tags} == tagged(section)
    assert {each.source.text for each in back.passages} <= {section.article.text}
    spans = {each.key: (each.start, each.end) for each in back.passages}
    if "relations" in find_format(name).keeps:
        assert [(k.name, spans[k.source], spans[k.target]) for k in back.links] == linked(section)
    return back


@given(sections())
def test_doccano(section: Section):
    check("doccano", section)


@given(sections())
def test_prodigy_and_spacy(section: Section):
    back = check("spacy", section)
    assert [(p.key, p.start, p.tags, p.note, p.author, p.created, p.modified) for p in back.passages] == [
        (a.id, a.span.start, a.tags or ("untagged",), a.note, a.author, a.created, a.modified)
        for a in section.annotations
    ]


@pytest.mark.parametrize("name", ["doccano", "spacy"])
def test_offsets_are_code_points_of_the_text_beside_them(section, name):
    line = json.loads(find_format(name).write([section({"words": "Kabul", "tags": ("city",)})]).text)
    (span,) = (
        line["spans"] if name == "spacy" else [dict(zip(("start", "end"), line["label"][0], strict=False))]
    )
    assert line["text"][span["start"] : span["end"]] == "Kabul"
    assert span["start"] == 2


@pytest.mark.parametrize("name", ["doccano", "spacy"])
def test_what_has_no_sure_place_is_left_out_and_said(section, name):
    made = section(
        {"words": "Kabul", "tags": ("a",)}, {"anchor": "orphan"}, {"anchor": "fuzzy", "score": 0.5}
    )
    sure, orphan, _ = made.annotations
    made = replace(made, relations=(Relation("1", "cites", end_at(sure), end_at(orphan), "anna", "2026"),))
    written = find_format(name).write([made])
    assert len(read(name, written.data).passages) == 1
    counts = {each.what: each.count for each in written.losses}
    assert (counts["orphans"], counts["uncertain"]) == (1, 1)
    assert counts.get("endless", counts.get("relations")) == 1


@pytest.mark.parametrize(
    ("name", "line", "what"),
    [
        ("doccano", b"{", "is not JSON: Expecting property name enclosed in double quotes, column 2"),
        ("doccano", b"{}", "“text” is no text"),
        ("doccano", b'{"text": "ab", "label": [[0, 1]]}', "“start_offset” is no offset"),
        ("doccano", b'{"text": "ab", "label": [[0, "1", "x"]]}', "“end_offset” is no offset"),
        ("doccano", b'{"text": "ab", "label": 3}', "“label” is no list"),
        ("doccano", b'{"text": "ab", "relations": [{"from_id": 1}]}', "“to_id” is no offset"),
        (
            "spacy",
            b'{"text": "ab", "spans": [{"start": -1, "end": 1, "label": "x"}]}',
            "“start” is no offset",
        ),
        ("spacy", b'{"text": "ab", "spans": [3]}', "is no object"),
        ("spacy", b'{"text": "ab", "meta": []}', None),
        ("spacy", b"\xff", "is not UTF-8 (byte 0)"),
    ],
)
def test_a_mistake_has_its_line_and_the_others_are_read(section, name, line, what):
    good = find_format(name).write([section({"words": "Kabul", "tags": ("city",)})]).data
    back = read(name, b"\n" + line + b"\n" + good)
    assert [(each.line, each.what) for each in back.mistakes] == ([(2, what)] if what else [])
    assert [each.tags for each in back.passages] == [("city",)]


def test_what_prodigy_ignored_or_rejected_is_not_read(section):
    written = find_format("spacy").write([section({"words": "Kabul", "tags": ("city",)})]).text
    assert read("spacy", written.replace("accept", "reject").encode()).passages == ()
