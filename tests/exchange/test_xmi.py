"""UIMA CAS XMI: what INCEpTION finds in it, what comes back, and what is not trusted."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile

import pytest
from exchange.strategies import sections
from exchange.test_positions import linked, read
from hypothesis import given

from reader.annotations.annotation import Provenance
from reader.annotations.relations import Relation, end_at
from reader.articles.article import text_sha256
from reader.exchange import archives
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.exchange.xml_text import xml_text
from reader.values import replace

FORMAT = find_format("xmi")
XMI = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///custom.ecore"{}'
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{}"/>'
TYPES = (
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription>'
    "<name>custom.Span</name><supertypeName>uima.tcas.Annotation</supertypeName><features>{}</features>"
    "</typeDescription></types></typeSystemDescription>"
)
FEATURE = "<featureDescription><name>{}</name><rangeTypeName>{}</rangeTypeName></featureDescription>"


def document(*elements: str, text: str = "Kabul fell in August") -> bytes:
    return "\n".join((XMI.format(">"), *elements, SOFA.format(text), "</xmi:XMI>")).encode()


def files(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(**texts: str) -> bytes:
    return archives.zipped((name.replace("_", "."), text.encode()) for name, text in texts.items())


def test_a_document_has_its_text_its_layers_and_what_the_editor_needs(section):
    made = section(
        {"words": "Kabul", "tags": ("city", "war zone"), "note": "one\ntwo"}, {"words": "Taliban*"}
    )
    first, second = made.annotations
    made = replace(
        made, relations=(Relation("7", "near by", end_at(first), end_at(second), "anna", "2026", "why"),)
    )
    found = files(FORMAT.write([made]).data)
    assert list(found) == ["kabul.xmi", "TypeSystem.xml"]
    xmi = found["kabul.xmi"]
    assert 'language="x-unspecified" documentTitle="Kabul fell" documentId="' in xmi
    assert 'documentUri="news/kabul.txt"' in xmi
    assert xmi.count(":Sentence ") == 3
    assert re.search(r':Token xmi:id="\d+" sofa="1" begin="3" end="8"/>', xmi), "the emoji is two units"
    assert re.search(
        r'<custom:Passage xmi:id="(\d+)" sofa="1" begin="3" end="8" note="one&#10;two" id="01a202c3-[^"]+"'
        r' author="anna" created="2026-11-22T10:18:46.625Z" modified="2026-11-22T11:00:00.000Z"'
        r' provenance="human"><tags>city</tags><tags>war zone</tags></custom:Passage>',
        xmi,
    )
    assert re.search(
        r'<custom:PassageRelation xmi:id="\d+" sofa="1" begin="29" end="37" Governor="\d+" Dependent="\d+"'
        r' label="near by" note="why" id="7" author="anna" created="2026"/>',
        xmi,
    )
    assert "<name>webanno.custom.Passage</name>" in found["TypeSystem.xml"]
    assert found["TypeSystem.xml"].startswith("<?xml"), "by this INCEpTION tells it from its own JSON"


@given(sections())
def test_all_but_what_is_said_comes_back(section: Section):
    written = FORMAT.write([section])
    text = section.article.text
    back = read("xmi", written.data)
    assert back.mistakes == ()
    assert [
        (p.start, p.end, p.tags, p.note, p.key, p.author, p.created, p.modified, p.provenance)
        for p in back.passages
    ] == [
        (
            *(a.span.start, a.span.end, tuple(map(xml_text, a.tags)), xml_text(a.note), a.id),
            *(a.author, a.created, a.modified, a.provenance),
        )
        for a in section.annotations
    ]
    spans = {each.key: (each.start, each.end) for each in back.passages}
    assert [(k.name, spans[k.source], spans[k.target], k.note) for k in back.links] == [
        (xml_text(name), *ends, xml_text(r.note))
        for (name, *ends), r in zip(linked(section), section.relations, strict=True)
    ]
    assert {each.source.text for each in back.passages} <= {text, None}
    assert {each.source.sha256 for each in back.passages if each.source.text is None} <= {text_sha256(text)}
    assert {each.exact for each in back.passages} <= {None, *(a.target.exact for a in section.annotations)}
    assert {each.what for each in written.losses} <= {"controls"}
    assert xml_text(text) == text or any(each.what == "controls" for each in written.losses)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\x0cfell \x00b", "fell"),
        ("e\u0301\u0301 😀🇺🇦 fell", "fell"),
        ("\u202bשלום\u202c fell", "שלום"),
        ("a\rb \r c\n\n fell", "fell"),
        ("x \ufffe fell", "\ufffe fell"),
        ("x \ud800 fell", "fell"),
    ],
)
def test_nothing_shifts_whatever_stands_before(section, text, words):
    made = section({"words": words, "tags": ("t",)}, text=text)
    written = FORMAT.write([made])
    (passage,) = read("xmi", written.data).passages
    assert text[passage.start : passage.end] == words
    unheld = sum(char in "\x00\x0c\ufffe" for char in text)
    assert sum(each.count for each in written.losses if each.what == "controls") == unheld
    assert (passage.source.text or text) == text
    assert passage.source.sha256 in {"", made.article.sha256}


def test_what_has_no_sure_place_is_left_out_and_said(section):
    made = section({"words": "Kabul"}, {"anchor": "orphan"}, {"anchor": "fuzzy", "score": 0.5})
    sure, orphan, _ = made.annotations
    made = replace(made, relations=(Relation("1", "cites", end_at(sure), end_at(orphan), "anna", "2026"),))
    written = FORMAT.write([made])
    assert len(read("xmi", written.data).passages) == 1
    assert {each.what: each.count for each in written.losses}.items() >= {
        ("orphans", 1),
        ("uncertain", 1),
        ("endless", 1),
    }


def test_provenance_comes_back(section):
    by = Provenance("accepted", "entity: spacy")
    made = section({"provenance": by}, {"provenance": Provenance("propagated")})
    assert [each.provenance for each in read("xmi", FORMAT.write([made]).data).passages] == [
        by,
        Provenance("propagated"),
    ]


def test_layers_of_others_give_their_values_as_tags():
    xmi = document(
        '<c:Span xmi:id="5" sofa="1" begin="0" end="5" label="city" Roles="7 8" sure="true"/>',
        '<c:Span xmi:id="6" sofa="1" begin="6" end="10"><label>a</label><label>b</label></c:Span>',
        '<c:Span xmi:id="7" sofa="1" begin="14" end="20" many="9"/>',
        '<c:Span xmi:id="8" sofa="1" begin="0" end="20"/>',
        '<cas:StringArray xmi:id="9"><elements>x y</elements><elements>z</elements></cas:StringArray>',
        '<c:Arrow xmi:id="10" sofa="1" begin="6" end="10" Governor="5" Dependent="6" label="before"/>',
        '<l:Lemma xmlns:l="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:id="11"'
        ' sofa="1" begin="0" end="5" value="kabul"/>' * 2,
    )
    features = (
        FEATURE.format("label", "uima.cas.String"),
        FEATURE.format("Roles", "uima.cas.FSArray"),
        FEATURE.format("sure", "uima.cas.Boolean"),
        FEATURE.format("many", "uima.cas.StringArray"),
    )
    back = read("xmi", zipped(a_xmi=xmi.decode(), TypeSystem_xml=TYPES.format("".join(features))))
    assert [(p.exact, p.tags, p.key) for p in back.passages] == [
        ("Kabul", ("city", "true"), "a.xmi#5"),
        ("fell", ("a", "b"), "a.xmi#6"),
        ("August", ("x y", "z"), "a.xmi#7"),
        ("Kabul fell in August", ("Span",), "a.xmi#8"),
    ]
    assert [(k.name, k.source, k.target) for k in back.links] == [("before", "a.xmi#5", "a.xmi#6")]
    assert [str(each) for each in back.mistakes] == ["a.xmi, line 8: the layer Lemma is not taken over"]


@pytest.mark.parametrize(
    ("element", "what"),
    [
        ('<c:Span xmi:id="5" sofa="1" begin="0" end="99"/>', "there is no passage at 0 to 99 of the text"),
        ('<c:Span xmi:id="5" sofa="1" begin="3" end="3"/>', "there is no passage at 3 to 3 of the text"),
        ('<c:Span xmi:id="5" sofa="1" begin="-1" end="x"/>', "there is no passage at -1 to x of the text"),
        ('<c:Span xmi:id="5" sofa="1" begin="0" end="6"/>', "there is no passage at 0 to 6 of the text"),
        ('<c:Span xmi:id="5" sofa="2" begin="0" end="2"/>', "the text of an annotation is not in the file"),
        ('<c:Arrow sofa="1" begin="0" end="2" Governor="9"/>', "an end of a relation is not taken over"),
        ("<other/>", "is no element of XMI: “other”"),
    ],
)
def test_a_mistake_has_its_file_and_line_and_the_others_are_read(element, what):
    good = '<c:Span xmi:id="{}" sofa="1" begin="0" end="2" label="x"/>'
    xmi = document(good.format(3), element, good.format(4), text="Kabul😀")
    back = read("xmi", zipped(a_xmi=xmi.decode()))
    assert [str(each) for each in back.mistakes] == [f"a.xmi, line 3: {what}"]
    assert len(back.passages) == 2


BOMB = '<!DOCTYPE x [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no zip"),
        (zipped(readme_txt="x"), "there is no .xmi in it"),
        (zipped(a_xmi=""), "is no XML that can be read"),
        (zipped(a_xmi="<a><b></a>"), "is no XML that can be read"),
        (zipped(a_xmi=BOMB + XMI.format(' a="&b;">') + "</xmi:XMI>"), "has a document type"),
        (zipped(a_xmi="\n" + EXTERNAL + "<x>&a;</x>"), "has a document type"),
        (zipped(a_xmi=EXTERNAL.encode("utf-16").decode("latin-1")), "is no XML that can be read"),
        (zipped(a_xmi="<a>" * 5000), "is no XML that can be read"),
        (zipped(TypeSystem_xml="<a"), "is no XML that can be read"),
    ],
)
def test_what_is_no_such_archive_is_a_mistake(data, what):
    back = read("xmi", data)
    assert (back.passages, len(back.mistakes), what in str(back.mistakes[0])) == ((), 1, True)


def test_a_single_document_is_read_without_its_archive():
    (passage,) = read(
        "xmi", document('<c:Span xmi:id="5" sofa="1" begin="0" end="5" label="city"/>')
    ).passages
    assert (passage.exact, passage.tags) == ("Kabul", ("city",))


def test_it_costs_nothing_until_it_is_used(project):
    heavy = {"cassis", "lxml", "attr", "zipfile", "reader.exchange.uima_layers"}
    loading = (
        "import sys, reader.exchange.xmi, reader.exchange.webanno_tsv\n"
        f"print(sorted({heavy!r} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", loading], cwd=project, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
