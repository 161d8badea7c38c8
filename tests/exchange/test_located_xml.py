"""XML of other programs: where things are in it, what is refused, and that nothing in it is an error."""

from __future__ import annotations

import re

import pytest
from exchange.conftest import make_section
from exchange.test_positions import read
from exchange.test_refi_qda import files, zipped
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.exchange.foreign import Mistake
from reader.exchange.formats import find_format
from reader.exchange.located_xml import DEEPEST, Element, Holding, parse_xml, utc_of


def parsed(data: bytes) -> Element:
    root = parse_xml(data)
    assert isinstance(root, Element)
    return root


def test_elements_have_their_lines_names_and_text():
    root = parsed(b'<a xmlns="urn:x" xmlns:y="urn:y">\n1<y:b y:k="v">2<c/>3</y:b>\n4<b/></a>')
    assert [(each.name, each.line) for each in root.within()] == [("a", 1), ("b", 2), ("c", 2), ("b", 3)]
    first = root.child("b")
    assert first is not None
    assert (first.get("k"), first.get("none"), first.text, root.text) == ("v", "", "23", "\n123\n4")
    assert [each.line for each in root.children("b")] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_are_as_the_file_says(encoding):
    assert parsed(f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)).text == "é"


def test_as_many_elements_within_each_other_as_may_be():
    assert isinstance(parse_xml(b"<a>" * DEEPEST + b"</a>" * DEEPEST), Element)
    assert isinstance(parse_xml(b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1)), Mistake)


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("2026-11-22T10:18:46.625Z", "2026-11-22T10:18:46.625Z"),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
        ("2020-01-01T01:30:00+02:00", "2019-12-31T23:30:00.000Z"),
        ("2020-01-01T01:30:00.1234567+02:00", "2019-12-31T23:30:00.123Z"),
        (" 2020-01-01T01:30:00 ", "2020-01-01T01:30:00.000Z"),
        ("2020-01-01", "2020-01-01T00:00:00.000Z"),
        ("0001-01-01T00:00:00+05:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_times_become_utc(said, utc):
    assert utc_of(said) == utc


@given(st.text())
def test_what_is_held_is_what_xml_takes(text: str):
    holding = Holding()
    held = holding.held(text)
    assert len(held) == len(text)
    element = etree.Element("a", b=held)
    element.text = held
    back = parsed(etree.tostring(element))
    assert (back.text, back.get("b")) == (held, held)
    assert holding.replaced == sum(
        a != b and not "\ud800" <= a <= "\udfff" for a, b in zip(text, held, strict=True)
    )


PIECES = ["", "9" * 30, "-1", "\u0663", '"', "<", ">", "&#13;", "&x;", "<!DOCTYPE a>", "</Codes>", "0", "#"]


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(PIECES)), min_size=1, max_size=4))
def test_whatever_is_in_a_file_is_no_error(changes: list[tuple[int, str]]):
    section = make_section({"words": "Kabul", "tags": ("city",), "note": "x"}, {"words": "Taliban"})
    project, name = files(find_format("refi-qda").write([section]).data).items()
    for kind in ("refi-qda", "tei", "refi-qda-codebook"):
        text = project[1] if kind == "refi-qda" else find_format(kind).write([section]).text
        parts = re.findall(r"[A-Za-z0-9.-]+|.", text, re.DOTALL)
        for place, piece in changes:
            parts[place % len(parts)] = piece
        data = "".join(parts).encode()
        back = read(kind, zipped({"project.qde": data, name[0]: name[1]}) if kind == "refi-qda" else data)
        assert all(each.line >= 1 for each in back.mistakes)
