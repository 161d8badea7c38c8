"""Web Annotations, read: Reader's own as they were, and what other programs write."""

from __future__ import annotations

import json

import pytest
from exchange.strategies import sections
from hypothesis import given

from reader.exchange.foreign import Read
from reader.exchange.formats import find_format
from reader.exchange.section import Section

FORMAT = find_format("web-annotation")
SIMPLE = {
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "Nice"},
    "target": {"source": "http://a.example/", "selector": {"type": "TextQuoteSelector", "exact": "Kabul"}},
}


def read(data: bytes) -> Read:
    assert FORMAT.decode is not None
    return FORMAT.decode(data)


@given(sections())
def test_everything_comes_back(section: Section):
    back = read(FORMAT.write([section]).data)
    assert back.mistakes == ()
    assert [
        (p.key, p.start, p.end, p.exact, p.prefix, p.suffix, p.source.path, p.source.sha256)
        for p in back.passages
    ] == [
        (a.id, a.span.start, a.span.end, t.exact, t.prefix, t.suffix, "a/one.txt", t.sha256)
        for a in section.annotations
        for t in [a.target]
    ]
    assert [(p.tags, p.note, p.author, p.created, p.modified, p.provenance) for p in back.passages] == [
        (a.tags, a.note, a.author, a.created, a.modified, a.provenance) for a in section.annotations
    ]
    assert [(k.key, k.name, k.source, k.target, k.author, k.created, k.note) for k in back.links] == [
        (r.id, r.name, r.source.annotation, r.target.annotation, r.author, r.created, r.note)
        for r in section.relations
    ]


@pytest.mark.parametrize("whole", [SIMPLE, {"type": "AnnotationPage", "items": [SIMPLE]}])
def test_a_single_one_and_a_page_of_another_program(whole):
    (passage,) = read(json.dumps(whole).encode()).passages
    assert (passage.exact, passage.note, passage.tags, passage.key) == ("Kabul", "Nice", (), "")


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (3, "is no object"),
        ({"target": "http://a.example/"}, "“target” is no object"),
        ({"target": {"source": "x"}}, "has neither a TextQuoteSelector nor a TextPositionSelector"),
        (
            {"target": {"selector": {"type": []}}},
            "has neither a TextQuoteSelector nor a TextPositionSelector",
        ),
        ({"target": {"selector": {"type": "TextQuoteSelector", "exact": 3}}}, "“exact” is no text"),
        ({"target": {"selector": {"type": "TextPositionSelector", "start": 1}}}, "“end” is no offset"),
        ({"target": "urn:uuid:1", "motivation": "linking", "body": []}, "is no object"),
        ({**SIMPLE, "creator": {"name": []}}, "“name” is no text"),
    ],
)
def test_a_mistake_has_its_line_and_the_others_are_read(item, what):
    text = f'{{"items":\n[{json.dumps(SIMPLE)},\n{json.dumps(item)}]}}'
    back = read(text.encode())
    assert [(each.line, each.what) for each in back.mistakes] == [(1 if item == 3 else 3, what)]
    assert len(back.passages) == 1


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"first": "http://a.example/1"}', b'{"items": 3}'])
def test_what_is_no_such_file_is_a_mistake(data):
    back = read(data)
    assert (back.passages, len(back.mistakes)) == ((), 1)
