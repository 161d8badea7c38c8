"""TEI P5: texts as they are, annotations that stand off from them, and back."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from exchange.conftest import make_section
from exchange.strategies import sections
from exchange.test_positions import linked, read, tagged
from hypothesis import given
from hypothesis import strategies as st
from support.coding import books

from reader.annotations.annotation import Provenance
from reader.annotations.codebook import Code, Codebook
from reader.annotations.relations import Relation, end_at
from reader.articles.article import text_sha256
from reader.exchange.foreign import Passage, Source
from reader.exchange.formats import find_format
from reader.exchange.located_xml import Holding
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("tei")
T = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
TIME = "2026-11-22T10:18:46.625Z"


def body(root: ET.Element) -> ET.Element:
    found = root.find(f".//{T}body")
    assert found is not None
    return found


def test_a_file_of_an_article():
    made = make_section(
        {"words": "Kabul", "tags": ("city", "war"), "note": "one\n\ntwo"},
        {"words": "evening.\n\n“Nobody", "provenance": Provenance("accepted", "quick")},
        {"words": "Taliban", "anchor": "orphan"},
    )
    first, second, orphan = made.annotations
    codes = (Code("siege", parent="war"), Code("war", "w", "red", "fighting"))
    relations = (
        Relation("1", "near by", end_at(first), end_at(second), "boris", TIME, "why"),
        Relation("2", "cites", end_at(first), end_at(orphan), "anna", "2026"),
    )
    written = FORMAT.write([replace(made, codes=codes, relations=relations)])
    root = ET.fromstring(written.data)
    assert [each.tag for each in root] == [f"{T}teiHeader", f"{T}text", f"{T}standOff"]
    assert "".join(body(root).itertext()) == made.article.text
    assert [each.text for each in body(root)] == made.article.text.split("\n\n")
    by_id = {each.get(ID): each for each in root.iter() if each.get(ID)}
    kabul, evening = root.iter(f"{T}annotation")
    assert (kabul.get(ID), kabul.get("target")) == (f"a-{first.id}", "#string-range(text.1,2,5)")
    assert (kabul.get("motivation"), evening.get("motivation")) == ("tagging commenting", "highlighting")
    tags = [by_id[each.get("target", "#")[1:]] for each in kabul.iter(f"{T}ptr")]
    assert [each.findtext(f".//{T}term") for each in tags] == ["city", "war"]
    assert kabul.findtext(f"{T}note") == "one\n\ntwo"
    assert by_id[kabul.get("resp", "#")[1:]].text == "anna"
    created, modified = evening.iter(f"{T}change")
    assert (created.get("when"), created.get("type"), created.text) == (first.created, "accepted", "quick")
    assert (modified.get("status"), modified.get("when")) == ("modified", first.modified)
    war = by_id["code.1"]
    assert (war.get("n"), war.get("style")) == ("w", "background-color: red")
    assert [each.findtext(f".//{T}term") for each in war.iter(f"{T}category")] == ["war", "siege"]
    (relation,) = root.iter(f"{T}relation")
    assert (relation.get("name"), relation.findtext(f"{T}desc")) == ("near_x20_by", "why")
    assert (relation.get("active"), relation.get("passive")) == (f"#a-{first.id}", f"#a-{second.id}")
    assert {each.what: each.count for each in written.losses} == {"endless": 1, "orphans": 1}
    back = read("tei", written.data)
    assert [each.provenance for each in back.passages] == [Provenance(), Provenance("accepted", "quick")]
    assert back.codes == (codes[1], codes[0])
    assert [(each.author, each.created, each.note) for each in back.links] == [("boris", TIME, "why")]


@given(sections())
def test_what_it_keeps_comes_back(section: Section):
    written = FORMAT.write([section])
    back = read("tei", written.data)
    holding = Holding()
    held = holding.held
    text = held(section.article.text)
    assert "".join(body(ET.fromstring(written.data)).itertext()) == text
    assert back.mistakes == ()

    def as_passage(passage: Passage) -> tuple:
        said = (passage.tags, passage.note, passage.author, passage.created, passage.modified)
        return (passage.key, passage.start, passage.end, passage.provenance, *said)

    assert [as_passage(each) for each in back.passages] == [
        (a.id, a.span.start, a.span.end, a.provenance, tags, held(a.note), a.author, a.created, a.modified)
        for a in section.annotations
        for tags in [tuple(dict.fromkeys(map(held, a.tags)))]
    ]
    for passage, annotation in zip(back.passages, section.annotations, strict=True):
        assert passage.exact in {annotation.target.exact, None}
        assert (passage.exact is None) == (
            text != section.article.text and "\ufffd" in held(annotation.target.exact)
        )
    assert {each.source for each in back.passages} <= {
        Source("a/one.txt", text=text)
        if text == section.article.text
        else Source("a/one.txt", section.article.sha256)
    }
    assert [(k.key, k.name, k.source, k.target, k.author, k.created, k.note) for k in back.links] == [
        (r.id, held(r.name), r.source.annotation, r.target.annotation, r.author, r.created, held(r.note))
        for r in section.relations
    ]
    assert {each.what for each in written.losses} == ({"characters"} if holding.replaced else set())
    if not holding.replaced:
        spans = {each.key: (each.start, each.end) for each in back.passages}
        assert [(k.name, spans[k.source], spans[k.target]) for k in back.links] == linked(section)
        tags = {(p.start, p.end, tag) for p in back.passages for tag in p.tags or ("untagged",)}
        assert tags == tagged(section)


@given(books())
def test_the_codebook_comes_back(codebook: Codebook):
    section = replace(
        make_section({"tags": ("free", *(code.name for code in codebook.codes))}), codes=codebook.codes
    )
    written = FORMAT.write([section])
    back = read("tei", written.data)
    assert (back.mistakes, written.losses, set(back.codes)) == ((), (), set(codebook.codes))
    assert [each.tags for each in back.passages] == [section.annotations[0].tags]


def test_several_articles_are_a_corpus_with_relations_between_them():
    one, other = make_section({"words": "Kabul", "tags": ("a",)}), make_section({"words": "Taliban"})
    target = replace(other.annotations[0], id=one.annotations[0].id[:-1] + "9", article="other")
    article = replace(
        other.article, id="other", path="b.txt", text="The Taliban*", sha256=text_sha256("The Taliban*")
    )
    target = replace(target, target=replace(target.target, span=replace(target.span, start=4, end=11)))
    link = Relation(target.id[:-1] + "8", "cites", end_at(one.annotations[0]), end_at(target), "anna", TIME)
    written = FORMAT.write([replace(one, relations=(link,)), Section(article, (target,))])
    assert written.losses == ()
    root = ET.fromstring(written.data)
    assert root.tag == f"{T}teiCorpus"
    assert [each.get(ID) for each in root.iter(f"{T}body")] == ["text.1", "text.2"]
    back = read("tei", written.data)
    assert [(each.source.path, each.exact) for each in back.passages] == [
        ("news/kabul.txt", "Kabul"),
        ("b.txt", "Taliban"),
    ]
    assert [(each.source, each.target) for each in back.links] == [(one.annotations[0].id, target.id)]


def test_a_character_that_xml_cannot_have_is_said_and_the_places_hold():
    made = make_section({"words": "b\x0c", "tags": ("x\x01",)}, {"words": "end"}, text="a\x00b\x0c\n\nend")
    written = FORMAT.write([made])
    assert [str(each) for each in written.losses] == [
        "3 lost: characters that XML cannot have (each is written as U+FFFD)"
    ]
    back = read("tei", written.data)
    assert [(each.start, each.end, each.exact, each.tags) for each in back.passages] == [
        (2, 4, None, ("x\ufffd",)),
        (6, 9, "end", ()),
    ]
    assert {each.source for each in back.passages} == {Source("news/kabul.txt", made.article.sha256)}


FOREIGN = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><encodingDesc><classDecl><taxonomy>
<category xml:id="act"><catDesc>Actors</catDesc>
<category xml:id="grp"><gloss>groups</gloss><desc>of people</desc></category></category>
</taxonomy></classDecl></encodingDesc></teiHeader>
<text><body>
   <p xml:id="p1"><w xml:id="w1">The</w> <w xml:id="w2">Taliban</w>
      <w xml:id="w3">entered</w></p>
   <p xml:id="p2">the <name ana="#act">palace</name>.</p>
</body><back><spanGrp>
{}
</spanGrp></back></text></TEI>"""


def foreign(line: str) -> tuple[list[tuple], list[str]]:
    back = read("tei", FOREIGN.format(line).encode())
    found = [(p.source.blankless[p.start : p.end], p.tags, p.note) for p in back.passages]
    assert {each.source.blankless for each in back.passages} <= {"TheTalibanenteredthepalace."}
    assert back.codes == (Code("Actors"), Code("groups", description="of people", parent="Actors"))
    assert [each.line for each in back.mistakes] == [11] * len(back.mistakes)
    return found[:-1], [each.what for each in back.mistakes]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('<span target="#w2" ana="#grp">who?</span>', ("Taliban", ("groups",), "who?")),
        ('<span from="#w1" to="#w3">agents</span>', ("TheTalibanentered", ("agents",), "")),
        ('<span from="#w2">a group</span>', ("Taliban", ("a group",), "")),
        ('<span target="#w1 #w2" ana="#act"/>', ("TheTaliban", ("Actors",), "")),
        ('<annotation target="#string-range(p2,4,6)"><note>seat</note></annotation>', ("palace", (), "seat")),
        ('<annotation target="x.xml#range(left(w2),right(w3))"/>', ("Talibanentered", (), "")),
        ('<annotation target="#range(string-index(w2,1),string-index(w3,2))"/>', ("alibanen", (), "")),
        ('<annotation target="#range(w2,p2)"><ptr target="#grp"/></annotation>',
         ("Talibanenteredthepalace.", ("groups",), "")),
        ('<annotation target="#string-range(w1,0,3,w2,0,2)"/>', ("TheTa", (), "")),
    ],
)  # fmt: skip
def test_what_others_point_with_is_followed(line, found):
    assert foreign(line) == ([found], [])


def test_within_the_text_too():
    back = read("tei", FOREIGN.format("").encode())
    assert [(p.source.blankless[p.start : p.end], p.tags) for p in back.passages] == [("palace", ("Actors",))]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('<span target="#nowhere">x</span>', "there is no “nowhere” in a text"),
        ('<span target="http://a/">x</span>', "“http://a/” is no pointer that can be followed"),
        ('<span target="#xpath(//p)">x</span>', "“xpath(//p)” is no pointer that can be followed"),
        ('<note target="#string-range(w1,2,9)"/>', "“#string-range(w1,2,9)” points behind the end of “w1”"),
        ('<note target="#string-range(w1,2)"/>', "“#string-range(w1,2)” is no pointer that can be followed"),
        ('<span target="#range(w1)">x</span>', "“#range(w1)” is no pointer that can be followed"),
        ('<span target="#string-index(w1,1)">x</span>', "there is nothing from 5 to 5"),
        ('<annotation target=" "/>', "“ ” points to no text"),
        ('<relation name="n" mutual="#a #b"/>', "the relation “n” is not from one annotation to another"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_a_mistake(line, what):
    assert foreign(line) == ([], [what])


def test_what_is_read_otherwise_than_written_is_told():
    assert foreign('<span target="#w1 #w3" ana="#act #none"/>') == (
        [("TheTalibanentered", ("Actors",), "")],
        [
            "“#w1 #w3” points to several passages; it is taken from its first to its last",
            "there is no category “none” in the file",
        ],
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "line 1: is not XML: no element found"),
        (b"<TEI>\n<text>", "line 2: is not XML: no element found"),
        (b"<html/>", "line 1: is no TEI, but “html”"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]>\n<TEI>&a;</TEI>', "has entities of its own"),
        (b'<!DOCTYPE TEI SYSTEM "a.dtd">\n<TEI>&a;</TEI>', "has entities of its own"),
    ],
)
def test_what_is_no_tei_is_a_mistake(data, what):
    back = read("tei", data)
    assert (back.passages, len(back.mistakes)) == ((), 1)
    assert what in str(back.mistakes[0])


@given(st.text(st.sampled_from("#()ab, -range(string-index(left(x,1,2"), max_size=40))
def test_no_pointer_is_an_error(pointer: str):
    line = f'<span target="{pointer}">x</span>'
    back = read("tei", FOREIGN.format(line).encode())
    assert len(back.passages) + len(back.mistakes) >= 1
