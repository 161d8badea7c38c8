"""spaCy's DocBin: spaCy finds every passage in it, and back."""

from __future__ import annotations

import gc
import zlib

import pytest
import srsly
from exchange.strategies import sections
from exchange.test_positions import check, read
from hypothesis import given
from spacy.attrs import HEAD
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from reader.exchange import docbin_reading
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("docbin")


def docs(data: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(data).get_docs(Vocab()))


@given(sections())
def test_what_it_keeps_comes_back(section: Section):
    back = check("docbin", section)
    assert [(p.key, p.start, p.tags, p.note, p.author, p.created, p.modified) for p in back.passages] == [
        (a.id, a.span.start, a.tags or ("untagged",), a.note, a.author, a.created, a.modified)
        for a in section.annotations
    ]


@given(sections())
def test_spacy_has_the_text_and_the_words_of_every_passage(section: Section):
    for doc in docs(FORMAT.write([section]).data):
        assert doc.text == section.article.text
        found = [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans["sc"]]
        assert found == [
            (a.span.start, a.span.end, tag, a.id)
            for a in section.annotations
            for tag in a.tags or ("untagged",)
        ]
        assert {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents} <= {
            each[:3] for each in found
        }
        assert all(ent.text == ent.text.strip() for ent in doc.ents)


def test_entities_do_not_overlap_and_tokens_end_where_annotations_do(section):
    made = section(
        {"words": "Kabul fell", "tags": ("event", "war")},
        {"words": "fell", "tags": ("verb",)},
        {"words": "Tali", "tags": ("part",)},
        {"words": " same ", "tags": ("blank",)},
    )
    (doc,) = docs(FORMAT.write([made]).data)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Kabul fell", "event"), ("Tali", "part")]
    assert [token.text for token in doc][6:10] == ["The", "Tali", "ban", "*"]
    assert [span.text for span in doc.spans["sc"]][-1] == " same "


def test_entities_of_others_and_every_group_are_read():
    doc = Doc(Vocab(), words=["Kabul", "fell", "."], spaces=[True, False, False])
    doc.spans["other"] = [doc.char_span(0, 10, label="event")]
    doc.set_ents([doc.char_span(0, 5, label="GPE")])
    back = read("docbin", DocBin(docs=[doc]).to_bytes())
    assert back.mistakes == ()
    assert [(p.start, p.end, p.tags, p.source.text) for p in back.passages] == [
        (0, 10, ("event",), "Kabul fell."),
        (0, 5, ("GPE",), "Kabul fell."),
    ]


def test_nothing_in_it_is_in_the_order_of_a_set(section):
    made = section({"words": "Kabul", "tags": tuple("qwertzuiop")}, {"words": "palace", "tags": ("a", "b")})
    message = srsly.msgpack_loads(zlib.decompress(FORMAT.write([made]).data))
    assert message["strings"] == sorted(message["strings"])
    assert message["attrs"][1:] == sorted(message["attrs"][1:])


def test_what_has_no_sure_place_is_left_out_and_said(section):
    made = section(
        {"words": "Kabul", "tags": ("a",)}, {"anchor": "orphan"}, {"anchor": "fuzzy", "score": 0.5}
    )
    written = FORMAT.write([made])
    assert [each.tags for each in read("docbin", written.data).passages] == [("a",)]
    counts = {each.what: each.count for each in written.losses}
    assert (counts["orphans"], counts["uncertain"]) == (1, 1)


def test_columns_that_spacy_would_believe_are_not_read(section):
    doc = Doc(Vocab(), words=["a", "b"], heads=[1, 1], deps=["x", "y"])
    doc.set_ents([doc.char_span(0, 1, label="L")])
    message = srsly.msgpack_loads(
        zlib.decompress(DocBin(docs=[doc], attrs=["HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]).to_bytes())
    )
    column = message["attrs"].index(HEAD)
    tokens = bytearray(message["tokens"])
    tokens[8 * column : 8 * column + 8] = (10**9).to_bytes(8, "little")
    damaged = zlib.compress(srsly.msgpack_dumps({**message, "tokens": bytes(tokens)}))
    assert [p.tags for p in read("docbin", damaged).passages] == [("L",)]


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda data: b"", "its end is missing"),
        (lambda data: data[:-5], "its end is missing"),
        (lambda data: b"no", "Error -3"),
        (lambda data: zlib.compress(b"\xc1"), "is no DocBin"),
        (lambda data: zlib.compress(srsly.msgpack_dumps({"attrs": [65]})), "strings"),
        (lambda data: zlib.compress(srsly.msgpack_dumps([1])), "is no DocBin"),
    ],
)
def test_what_is_no_docbin_is_a_mistake(section, damage, what):
    back = read("docbin", damage(FORMAT.write([section({})]).data))
    assert (back.passages, len(back.mistakes)) == ((), 1)
    assert what in str(back.mistakes[0])
    assert gc.isenabled()


def test_what_unpacks_to_too_much_is_a_mistake(section, monkeypatch):
    monkeypatch.setattr(docbin_reading, "LARGEST", 100)
    back = read("docbin", FORMAT.write([section({})]).data)
    assert "more than 100 bytes" in str(back.mistakes[0])


def test_a_passage_outside_of_its_text_is_a_mistake_and_the_others_are_read(section):
    made = section({"words": "Kabul", "tags": ("a",)}, {"words": "palace", "tags": ("b",)})
    message = srsly.msgpack_loads(zlib.decompress(FORMAT.write([made]).data))
    (start, end) = made.annotations[0].span.start, made.annotations[0].span.end
    place = start.to_bytes(4, "big") + end.to_bytes(4, "big")
    (groups,) = message["span_groups"]
    assert groups.count(place) == 1
    damaged = groups.replace(place, start.to_bytes(4, "big") + (10**6).to_bytes(4, "big"))
    back = read("docbin", zlib.compress(srsly.msgpack_dumps({**message, "span_groups": [damaged]})))
    assert [each.what for each in back.mistakes] == [f"there is nothing at {start} to 1000000 of the text"]
    assert [each.tags for each in back.passages] == [("b",), ("a",)]


def test_surrogates_become_what_utf_8_can_hold(section):
    text = "a \ud800 b"
    made = replace(section({"words": "\ud800", "tags": ("\udc00",)}, text=text))
    back = read("docbin", FORMAT.write([made]).data)
    assert [(p.start, p.end, p.tags) for p in back.passages] == [(2, 3, ("\ufffd",))]
