"""The TEI consortium's own DTD takes our files, and pointers lead to the words by XML tools alone.

The DTD is ``tei_corpus`` of TEI P5 4.8.0, a file in trafilatura: it has the elements of standOff. There is no
package with the RELAX NG schema ``tei_all`` in a version that has them.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from exchange.conftest import make_section
from exchange.strategies import sections
from hypothesis import given, settings
from lxml import etree
from support.coding import books

from reader.annotations.annotation import Provenance
from reader.annotations.codebook import Code, Codebook
from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("tei")
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
TIME = "2026-11-22T10:18:46.625Z"
CODES = (Code("war", "w", "red", "a\nb <c>"), Code("siege", parent="war", colour="#12aBf0"))


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    try:
        return etree.DTD(str(distribution("trafilatura").locate_file("trafilatura/data/tei_corpus.dtd")))
    except PackageNotFoundError:
        pytest.skip("there is no trafilatura")


def library() -> Section:
    made = make_section(
        {"words": "Kabul", "tags": ("siege", "free & <easy>"), "note": "one\n\ntwo"},
        {"words": "evening.\n\n“Nobody", "provenance": Provenance("accepted", "quick")},
    )
    first, second = made.annotations
    link = Relation(first.id[:-1] + "9", "near by", end_at(first), end_at(second), "boris", TIME, "why")
    return replace(made, codes=CODES, relations=(link,))


def check(dtd: etree.DTD, data: bytes) -> None:
    dtd.assertValid(etree.fromstring(data))


def test_the_dtd_takes_an_article_and_a_corpus(dtd):
    check(dtd, FORMAT.write([library()]).data)
    check(dtd, FORMAT.write([library(), replace(make_section(), codes=CODES)]).data)
    check(dtd, FORMAT.write([make_section(text=" \n", title="", outlet="")]).data)
    check(dtd, FORMAT.write([]).data)
    check(dtd, FORMAT.write([replace(make_section(text="", title="", path=""), codes=CODES)]).data)


@settings(max_examples=100, deadline=None)
@given(section=sections(), book=books())
def test_the_dtd_takes_anything(dtd, section: Section, book: Codebook):
    check(dtd, FORMAT.write([replace(section, codes=book.codes)]).data)


def test_the_dtd_sees_a_fault(dtd):
    written = FORMAT.write([library()]).data
    for fault in (
        written.replace(b"<standOff>", b"<standOff><p/>"),
        re.sub(rb'target="#string-range[^"]*"', b"", written, count=1),
        re.sub(rb'xml:id="a-[^"]*"', b"", written, count=1),
    ):
        with pytest.raises(etree.DocumentInvalid):
            check(dtd, fault)


@settings(max_examples=100, deadline=None)
@given(section=sections())
def test_pointers_lead_to_the_words(section: Section):
    root = etree.fromstring(FORMAT.write([section]).data)
    found = []
    for each in root.iterfind(".//t:annotation", TEI):
        pointer = re.fullmatch(r"#string-range\(([^,]+),(\d+),(\d+)\)", each.get("target"))
        assert pointer is not None
        (place,) = root.xpath("//*[@xml:id = $id]", id=pointer[1])
        start = int(pointer[2])
        found.append("".join(place.itertext())[start : start + int(pointer[3])])
    held = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert found == [held.sub("\ufffd", each.target.exact) for each in section.annotations]
